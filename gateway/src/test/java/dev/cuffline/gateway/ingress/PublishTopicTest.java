package dev.cuffline.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PublishTopicTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/acceptance/publish-topics.csv", numLinesToSkip = 1)
  void aTopicNamesItsOwnerAndItsFormat(String topic, String owner, String format, String source) {
    PublishTopic read = PublishTopic.parse(topic);

    assertThat(read.owner().orElse("(none)")).as(source).isEqualTo(owner);
    assertThat(read.format()).as(source).isEqualTo(format);
  }

  @Test
  void anyIdAndFormatSurviveEncodingAndReading() {
    Random random = new Random(20_260_101L);
    for (int i = 0; i < 5_000; i++) {
      String id = text(random);
      String format = text(random);

      PublishTopic read = PublishTopic.parse("devices/" + encode(id) + "/" + encode(format));

      assertThat(read.owner()).contains(id);
      assertThat(read.format()).isEqualTo(format);
    }
  }

  @Test
  void readingIsTotal() {
    Random random = new Random(7L);
    for (int i = 0; i < 20_000; i++) {
      String topic = "devices/" + text(random) + "%" + text(random) + "/%" + text(random);

      assertThat(PublishTopic.parse(topic).format()).isNotNull();
    }
  }

  @Test
  void onlyATopicThatNamesSomebodyElseIsClosedToASource() {
    assertThat(PublishTopic.parse("devices/a%2Fb/x").mayBeUsedBy("a/b")).isTrue();
    assertThat(PublishTopic.parse("devices/a%2Fb/x").mayBeUsedBy("a%2Fb")).isFalse();
    assertThat(PublishTopic.parse("devices/other/x").mayBeUsedBy("a")).isFalse();
    assertThat(PublishTopic.parse("devices/other").mayBeUsedBy("a")).isFalse();
    assertThat(PublishTopic.parse("devices/other/x/y").mayBeUsedBy("a")).isFalse();
    assertThat(PublishTopic.parse("devices/A/x").mayBeUsedBy("a")).isFalse();
    assertThat(PublishTopic.parse("devices/a%00/x").mayBeUsedBy("a")).isFalse();
    assertThat(PublishTopic.parse("elsewhere/x").mayBeUsedBy("a")).isTrue();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(Random random) {
    String alphabet = "aZ09+#/% é漢\uD83D\uDE00.-_~";
    int[] points = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}
