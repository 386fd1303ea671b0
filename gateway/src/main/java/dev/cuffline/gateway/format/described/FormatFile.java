package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.yaml.BadYamlException;
import dev.cuffline.gateway.yaml.YamlNode;
import dev.cuffline.gateway.yaml.YamlSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compiles one format file. The keys are explained in {@code config/formats/README.md}; whatever is
 * wrong is told with file, line, key and what was expected.
 */
public final class FormatFile {
  /** How the name of a format file ends. */
  public static final String SUFFIX = ".yaml";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private final YamlSection file;
  private final FormatWords words;

  private FormatFile(YamlSection file, PlausibilityLimits limits) {
    this.file = file;
    this.words = new FormatWords(limits);
  }

  /** The name that a file of this path gives its format; empty when it is no format file. */
  public static Optional<String> nameOf(Path path) {
    String file = String.valueOf(path.getFileName());
    return file.endsWith(SUFFIX)
        ? Optional.of(file.substring(0, file.length() - SUFFIX.length()))
        : Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @throws BadYamlException when it cannot be used
   */
  public static DescribedFormat read(Path path, PlausibilityLimits limits) {
    String name =
        nameOf(path)
            .orElseThrow(() ->
                new BadYamlException(path + ": the name of a format file must end with " + SUFFIX));
    try {
      return parse(Files.readString(path), path.toString(), name, limits);
    } catch (IOException unreadable) {
      throw new BadYamlException(
          path + ": the format file cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param path for messages
   * @param expectedName what its key {@code name} must say
   */
  static DescribedFormat parse(
      String yaml, String path, String expectedName, PlausibilityLimits limits) {
    YamlNode root = YamlNode.parse(yaml, path);
    YamlSection section = YamlSection.of(root, path);
    return new FormatFile(section, limits).format(expectedName, sha256(root));
  }

  private DescribedFormat format(String expectedName, String sha256) {
    DescribedFormat.Header header = header(expectedName, sha256);
    Records records =
        file.find("records")
            .map(value -> {
              List<String> texts = value.texts();
              return value.parsed(
                  "places such as data or devices[].readings",
                  String.join(", ", texts),
                  any -> Records.parse(texts));
            })
            .orElse(Records.wholeBody());
    Optional<DeviceRule> device = file.find("device").map(words::device);
    List<Places> required =
        file.find("required")
            .map(value -> value.each().stream().map(words::places).toList())
            .orElse(List.of());
    ValueRules values = words.values(file);
    FlagRules flags = file.find("flags").map(words::flags).orElse(FlagRules.NONE);
    List<GaugeRule> gauges = file.find("telemetry").map(words::gauges).orElse(List.of());
    List<MessageRule> messages = new MessageWords(words, values, flags, gauges).messages(file);
    MeasurementRule measurements = words.measurements(file);
    List<List<Place>> shapes = file.find("recognise").map(words::shapes).orElse(List.of());
    file.refuseOthers();
    return new DescribedFormat(header, shapes, records, device, required, messages, measurements);
  }

  private DescribedFormat.Header header(String expectedName, String sha256) {
    YamlSection.Value name = file.require("name");
    if (!name.text().equals(expectedName)) {
      throw name.wrong("the file's name without " + SUFFIX + ", " + expectedName);
    }
    if (!NAME.matcher(name.text()).matches()) {
      throw name.wrong("1 to 64 of a-z, 0-9, point and hyphen");
    }
    int version =
        file.require("version")
            .as(
                "a whole number from 1, one more with every change",
                text -> {
                  int number = Integer.parseInt(text);
                  if (number < 1) {
                    throw new IllegalArgumentException(text);
                  }
                  return number;
                });
    file.find("vendor").ifPresent(YamlSection.Value::text);
    file.require("source").text();
    List<String> others = file.find("alsoNamed").map(YamlSection.Value::texts).orElse(List.of());
    return new DescribedFormat.Header(name.text(), others, version, sha256);
  }

  private static String sha256(YamlNode root) {
    StringBuilder said = new StringBuilder();
    append(root, said);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(said.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** What the file says, without its lines, blanks and comments. */
  private static void append(YamlNode node, StringBuilder into) {
    switch (node) {
      case YamlNode.Scalar scalar ->
          into.append(scalar.text().length()).append(':').append(scalar.text());
      case YamlNode.Sequence list -> {
        into.append('[');
        list.items().forEach(item -> append(item, into));
        into.append(']');
      }
      case YamlNode.Mapping mapping -> {
        into.append('{');
        mapping
            .entries()
            .forEach((key, value) -> {
              into.append(key.length()).append(':').append(key);
              append(value, into);
            });
        into.append('}');
      }
    }
  }
}
