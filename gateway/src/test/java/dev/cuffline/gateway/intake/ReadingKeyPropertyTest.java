package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.described.ShippedFormats;
import dev.cuffline.gateway.registry.DeviceKey;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quicktheories.QuickTheory;
import org.quicktheories.core.Gen;

class ReadingKeyPropertyTest {
  private static final Measurement LIVE = Items.measurement(Items.at("2026-01-05T12:59:00Z"));

  private static QuickTheory theory() {
    return qt().withFixedSeed(99_454L).withExamples(500);
  }

  private static Gen<String> texts() {
    return strings().basicLatinAlphabet().ofLengthBetween(0, 12);
  }

  private static ReadingKey key(DeviceKey device, Measurement measurement) {
    return ReadingKey.of(device, measurement, ClockLimits.DEFAULT);
  }

  private static ReadingKey key(Measurement measurement) {
    return key(Items.CUFF, measurement);
  }

  @Test
  void theSamePartsGiveTheSameKeyAndOthersAnother() {
    theory()
        .forAll(texts(), texts(), texts(), texts())
        .checkAssert((slot, raw, otherSlot, otherRaw) -> {
          Measurement one = Items.withRawValues(Items.withSlot(LIVE, slot), raw);
          Measurement other = Items.withRawValues(Items.withSlot(LIVE, otherSlot), otherRaw);

          boolean same = slot.equals(otherSlot) && raw.equals(otherRaw);

          assertThat(key(one).equals(key(other))).isEqualTo(same);
          assertThat(key(one)).isEqualTo(key(Items.withRawValues(one, raw)));
        });
  }

  @Test
  void movingACharacterFromOnePartToTheNextGivesAnotherKey() {
    theory()
        .forAll(texts(), texts())
        .assuming((slot, raw) -> !raw.isEmpty())
        .checkAssert((slot, raw) ->
            assertThat(key(Items.withRawValues(Items.withSlot(LIVE, slot), raw)))
                .isNotEqualTo(
                    key(
                        Items.withRawValues(
                            Items.withSlot(LIVE, slot + raw.charAt(0)), raw.substring(1)))));
  }

  @Test
  void aKeyIsASha256InHexAndDependsOnTheDevice() {
    assertThat(key(LIVE).value()).matches("[0-9a-f]{64}");
    assertThat(key(LIVE)).isNotEqualTo(key(DeviceKey.serial("990000000000017"), LIVE));
    assertThat(key(LIVE).weak()).isFalse();
  }

  @Test
  void theVendorsIdIsEnoughWhateverElseChanges() {
    Measurement amended =
        Items.withRawValues(Items.measurement(Items.at("2026-01-05T12:00:00Z")), "mmHg 1 1 1");

    assertThat(key(Items.withVendorId(LIVE, "r-1")))
        .isEqualTo(key(Items.withVendorId(amended, "r-1")));
    assertThat(key(Items.withVendorId(LIVE, "r-1")))
        .isNotEqualTo(key(Items.withVendorId(LIVE, "r-2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01", "2000-01-01", "2017-01-01", "2020-01-01"})
  void aDefaultDateIdentifiesNothing(String date) {
    Measurement dead = Items.measurement(Items.wall(date + "T00:01:00"));

    assertThat(key(dead).weak()).isTrue();
    assertThat(key(Items.withMessageId(dead, "m-1")).weak()).isFalse();
    assertThat(key(Items.withMessageId(dead, "m-1")))
        .isNotEqualTo(key(Items.withMessageId(dead, "m-2")));
  }

  @Test
  void withoutATimeTheMessageIdIdentifies() {
    Measurement timeless = Items.measurement(Items.none());

    assertThat(key(timeless).weak()).isTrue();
    assertThat(key(Items.withMessageId(timeless, "m-1")))
        .isEqualTo(key(Items.withMessageId(timeless, "m-1")));
    assertThat(key(Items.withMessageId(timeless, "m-1")).weak()).isFalse();
  }

  @Test
  void aMessageIdDoesNotSplitAReadingThatHasATime() {
    assertThat(key(Items.withMessageId(LIVE, "m-1")))
        .isEqualTo(key(Items.withMessageId(LIVE, "m-2")));
  }

  @Test
  void whatARetryChangesIsNotInTheKey() {
    Set<ReadingKey> keys = new HashSet<>();

    for (int retry = 0; retry < 20; retry++) {
      String message =
          """
          {"createdAt":%d,"isTest":false,"data":{"data_type":"bpm_gen2_measure",
           "imei":"990000000000017","user":1,"sys":126,"dia":81,"pul":69,"bat":%d,"sig":%d,
           "ts":1717243200,"upload_time":%d}}
          """
              .formatted(1_717_243_206 + retry, 85 - retry, retry, 1_717_243_205 + retry);
      keys.add(key((Measurement) mio(message)));
    }

    assertThat(keys).hasSize(1);
  }

  private static DecodedItem mio(String message) {
    return ShippedFormats.all()
        .named("mio-telemetry")
        .decode(message.getBytes(StandardCharsets.UTF_8), Quirks.NONE)
        .getFirst();
  }
}
