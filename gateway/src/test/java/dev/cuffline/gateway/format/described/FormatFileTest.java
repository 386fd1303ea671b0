package dev.cuffline.gateway.format.described;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.yaml.BadYamlException;
import dev.cuffline.rules.reading.BloodPressure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatFileTest {
  private static final Pattern BLOCK = Pattern.compile("```(json|yaml)\\n(.*?)```", Pattern.DOTALL);

  private static final String FILE =
      """
      name: small
      version: 1
      source: a test
      device:
        kind: serial
        path: dev
      time:
        path: ts
        form: epoch-seconds
      unit: mmHg
      values:
        systolic: sys
        diastolic: dia
        pulse: pul
      messages:
        - when: {kind: measure}
          is: reading
      """;

  @TempDir private Path folder;

  private static DescribedFormat parse(String yaml) {
    return FormatFile.parse(yaml, "small.yaml", "small", PlausibilityLimits.DEFAULT);
  }

  @Test
  void theExampleOfTheGuideReadsItsPayload() throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(ShippedFormats.FOLDER.resolve("README.md")))
            .results()
            .map((MatchResult block) -> block.group(2))
            .toList();
    DescribedFormat format =
        FormatFile.parse(blocks.get(1), "my-cuff.yaml", "my-cuff", PlausibilityLimits.DEFAULT);

    List<DecodedItem> items =
        format.decode(blocks.getFirst().getBytes(StandardCharsets.UTF_8), Quirks.NONE);

    assertThat(blocks.get(1).lines()).hasSizeLessThan(20);
    assertThat(items)
        .singleElement()
        .isInstanceOfSatisfying(
            Measurement.class,
            measurement -> {
              assertThat(measurement.device()).hasValue(DeviceKey.serial("C-0042"));
              assertThat(measurement.bloodPressure()).hasValue(BloodPressure.of(128, 82));
              assertThat(measurement.vendorReadingId()).hasValue("r-17");
              assertThat(measurement.reasons()).isEmpty();
            });
  }

  @Test
  void everyKeyOfTheGuideIsKnown() throws IOException {
    String guide = Files.readString(ShippedFormats.FOLDER.resolve("README.md"));
    for (DescribedFormat format :
        FormatFolder.files(List.of(ShippedFormats.FOLDER), PlausibilityLimits.DEFAULT)) {
      String file =
          Files.readString(ShippedFormats.FOLDER.resolve(format.name() + FormatFile.SUFFIX));
      Pattern.compile("^([a-z][A-Za-z]*):", Pattern.MULTILINE)
          .matcher(file)
          .results()
          .forEach(key -> assertThat(guide).contains("`" + key.group(1)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: small         | name: other              | line 1: name must be the file's name without .yaml, small
          version: 1          | version: one             | line 2: version must be a whole number from 1
          version: 1          | version: 0               | line 2: version must be a whole number from 1
          source: a test      | sauce: a test            | line 3: there is no key sauce, did you mean source?
          unit: mmHg          | unit: bar                | line 10: unit must be one of mmHg, kPa, Pa, not "bar"
          unit: mmHg          | unti: mmHg               | line 10: there is no key unti, did you mean unit?
          kind: serial        | kind: Serial Number      | line 5: device.kind must be a word such as imei
          path: dev           | path: dev..x             | line 6: device.path must be a place such as data.sys
          path: dev           | pfad: dev                | line 4: device.path is missing
          form: epoch-seconds | form: unix               | line 9: time.form must be one of epoch-seconds, epoch-millis, iso, pattern
          form: epoch-seconds | form: pattern            | line 7: time.pattern is missing
          systolic: sys       | sistolic: sys            | line 12: there is no key values.sistolic, did you mean systolic?
          pulse: pul          | puls: pul                | line 14: there is no key values.puls, did you mean pulse?
          is: reading         | is: measurement          | line 17: messages[0].is must be one of reading, telemetry, ignored, test, parked
          is: reading         | is: ignored              | line 16: messages[0].reason is missing
          when: {kind: measure} | when: [kind]           | line 16: messages[0].when must be keys and values
          """)
  void aWrongFileIsRefusedWithFileLineAndWhatWasExpected(
      String right, String wrong, String complaint) {
    assertThatThrownBy(() -> parse(FILE.replace(right, wrong)))
        .isInstanceOf(BadYamlException.class)
        .hasMessageStartingWith("small.yaml, ")
        .hasMessageContaining(complaint);
  }

  @Test
  void commentsAndBlanksAreNoChange() {
    String hash = parse(FILE).header().sha256();

    assertThat(
            parse("# new\n\n" + FILE.replace("unit: mmHg", "unit:   mmHg # as sent"))
                .header()
                .sha256())
        .isEqualTo(hash);
    assertThat(parse(FILE.replace("unit: mmHg", "unit: kPa")).header().sha256()).isNotEqualTo(hash);
  }

  @Test
  void aFileOfOnesOwnReplacesItsNamesake() throws IOException {
    Files.writeString(
        folder.resolve("telli-v1.yaml"),
        FILE.replace("name: small", "name: telli-v1").replace("version: 1", "version: 7"));

    assertThat(
            FormatFolder.read(List.of(ShippedFormats.FOLDER, folder), PlausibilityLimits.DEFAULT)
                .named("telli-v1")
                .version())
        .isEqualTo(7);
  }

  @Test
  void twoFormatsOfOneNameAreRefused() throws IOException {
    Files.writeString(
        folder.resolve("small.yaml"),
        FILE.replace("version: 1", "version: 1\nalsoNamed: [cuffline.v1]"));

    assertThatThrownBy(() -> FormatFolder.read(List.of(folder), PlausibilityLimits.DEFAULT))
        .hasMessageContaining("two formats have the name cuffline.v1");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> FormatFolder.read(List.of(missing), PlausibilityLimits.DEFAULT))
        .hasMessageContaining(
            missing + ": the format files cannot be read; check the setting formats");
  }
}
