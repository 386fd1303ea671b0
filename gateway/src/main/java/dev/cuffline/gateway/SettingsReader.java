package dev.cuffline.gateway;

import dev.cuffline.gateway.yaml.YamlNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives settings by their path, such as {@code mqtt.port}: from the environment, else from the
 * file, else the fallback. Remembers which paths were asked for, and where each value came from.
 */
final class SettingsReader {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final String A_DURATION = "a duration such as 500ms, 10s, 5m, 24h or 400d";
  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(KiB|MiB|GiB)?");

  /** A value and where it stands, for messages. */
  record Located(String text, String where) {}

  private final String file;
  private final Map<String, String> environment;
  private final Map<String, YamlNode> nodes;
  private final Map<String, String> asked = new LinkedHashMap<>();

  /**
   * Reads settings.
   *
   * @param file its name, for messages
   * @param nodes the file's nodes by path; items of lists as {@code name[0].key}
   */
  SettingsReader(String file, Map<String, String> environment, Map<String, YamlNode> nodes) {
    this.file = file;
    this.environment = environment;
    this.nodes = nodes;
  }

  /**
   * Paths that were asked for, with the name of their environment variable; items as {@code []}.
   */
  Map<String, String> asked() {
    return asked;
  }

  /** Where the value of a path comes from, as far as it was given. */
  Optional<String> where(String path) {
    String variable = variable(path);
    if (environment.containsKey(variable)) {
      return Optional.of("environment variable " + variable);
    }
    return Optional.ofNullable(nodes.get(path)).map(node -> file + ", line " + node.line());
  }

  String text(String path, String fallback) {
    return value(path).map(Located::text).orElse(fallback);
  }

  int integer(String path, int fallback) {
    return read(path, fallback, "a whole number", Integer::valueOf);
  }

  /** A port, or off. */
  OptionalInt port(String path, OptionalInt fallback) {
    return read(
        path,
        fallback,
        "off or a port, 0 to 65535",
        text -> text.equals("off") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text)));
  }

  /** A number of bytes that fits into memory. */
  int size(String path, int fallback) {
    long bytes = bytes(path, fallback);
    if (bytes > Integer.MAX_VALUE) {
      throw wrong(where(path).orElse(file), path, "less than 2GiB");
    }
    return (int) bytes;
  }

  /** A number of bytes, plain or with KiB, MiB or GiB. */
  long bytes(String path, long fallback) {
    return read(
        path,
        fallback,
        "a number of bytes such as 65536, 64KiB or 16MiB",
        text -> {
          Matcher matcher = matching(BYTES, text);
          String unit = matcher.group(2) == null ? "" : matcher.group(2);
          int shift =
              switch (unit) {
                case "KiB" -> 10;
                case "MiB" -> 20;
                case "GiB" -> 30;
                default -> 0;
              };
          return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
        });
  }

  Duration duration(String path, Duration fallback) {
    return read(path, fallback, A_DURATION, SettingsReader::parseDuration);
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = matching(DURATION, text);
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  <E extends Enum<E>> E choice(String path, E fallback) {
    Class<E> choices = fallback.getDeclaringClass();
    return read(path, fallback, oneOf(choices), text -> chosen(choices, text));
  }

  private static String oneOf(Class<? extends Enum<?>> choices) {
    return "one of "
        + Arrays.stream(choices.getEnumConstants())
            .map(SettingsReader::code)
            .collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> E chosen(Class<E> choices, String text) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(each -> code(each).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  /** A list of days in the file; in the environment with commas between them. */
  List<LocalDate> dates(String path, List<LocalDate> fallback) {
    String wanted = "a list of days such as [2000-01-01, 2020-01-01]";
    if (nodes.get(path) instanceof YamlNode.Sequence list && !fromEnvironment(path)) {
      ask(path);
      return IntStream.range(0, list.items().size())
          .mapToObj(
              i -> read(path + "[" + i + "]", LocalDate.MIN, "a day", LocalDate::parse, false))
          .toList();
    }
    return read(
        path,
        fallback,
        wanted,
        text -> {
          if (!fromEnvironment(path)) {
            throw new IllegalArgumentException("not a list");
          }
          return text.isBlank()
              ? List.of()
              : Arrays.stream(text.split(",")).map(day -> LocalDate.parse(day.strip())).toList();
        });
  }

  /**
   * Sets in the file only; each is read by a function of its path, such as {@code list[0]}.
   *
   * @param keys of a set; those of a list within it as {@code inner[].key}, since they must be
   *     known also while the outer list is empty
   */
  <T> List<T> list(String path, List<String> keys, List<T> fallback, Function<String, T> item) {
    keys.forEach(key -> asked.put(path + "[]." + key, ""));
    YamlNode node = nodes.get(path);
    if (node == null) {
      return fallback;
    }
    if (!(node instanceof YamlNode.Sequence list)) {
      throw wrong(file + ", line " + node.line(), path, "a list");
    }
    return IntStream.range(0, list.items().size())
        .mapToObj(i -> path + "[" + i + "]")
        .map(item)
        .toList();
  }

  /** A value that has no fallback. */
  <T> T required(String path, String wanted, Function<String, T> parse) {
    Located value =
        value(path, false)
            .orElseThrow(() ->
                new ConfigurationException(
                    whereAbout(path) + ": " + path + " must be given: " + wanted));
    return parsed(path, value, wanted, parse);
  }

  /** The line of the set that a missing value belongs to. */
  private String whereAbout(String path) {
    return where(path.substring(0, Math.max(0, path.lastIndexOf('.')))).orElse(file);
  }

  /** One of a few words, in an item of a list; has no fallback. */
  <E extends Enum<E>> E requiredChoice(String path, Class<E> choices) {
    return required(path, oneOf(choices), text -> chosen(choices, text));
  }

  /** One of a few words, in an item of a list. */
  <E extends Enum<E>> E itemChoice(String path, E fallback) {
    Class<E> choices = fallback.getDeclaringClass();
    return item(path, fallback, oneOf(choices), text -> chosen(choices, text));
  }

  /** A duration in an item of a list. */
  Duration itemDuration(String path, Duration fallback) {
    return item(path, fallback, A_DURATION, SettingsReader::parseDuration);
  }

  /** A setting in an item of a list: those stand in the file only. */
  <T> T item(String path, T fallback, String wanted, Function<String, T> parse) {
    return read(path, fallback, wanted, parse, false);
  }

  /** {@code mqtt.maximumPacketBytes} becomes {@code CUFFLINE_MQTT_MAXIMUM_PACKET_BYTES}. */
  static String variable(String path) {
    return "CUFFLINE_"
        + path.replace('.', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** How an enum constant is written in the file. */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private <T> T read(String path, T fallback, String wanted, Function<String, T> parse) {
    return read(path, fallback, wanted, parse, true);
  }

  private <T> T read(
      String path, T fallback, String wanted, Function<String, T> parse, boolean fromOutside) {
    return value(path, fromOutside)
        .filter(value -> !value.text().isEmpty())
        .map(value -> parsed(path, value, wanted, parse))
        .orElse(fallback);
  }

  private static <T> T parsed(
      String path, Located value, String wanted, Function<String, T> parse) {
    try {
      return parse.apply(value.text());
    } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException unfit) {
      throw new ConfigurationException(
          "%s: %s must be %s, not \"%s\"".formatted(value.where(), path, wanted, value.text()),
          unfit);
    }
  }

  private Optional<Located> value(String path) {
    return value(path, true);
  }

  private Optional<Located> value(String path, boolean fromOutside) {
    // What stands in a list has no name in the environment.
    if (fromOutside && path.indexOf('[') < 0) {
      ask(path);
      String outside = environment.get(variable(path));
      if (outside != null) {
        return Optional.of(new Located(outside.strip(), "environment variable " + variable(path)));
      }
    }
    YamlNode node = nodes.get(path);
    if (node == null) {
      return Optional.empty();
    }
    String where = file + ", line " + node.line();
    if (!(node instanceof YamlNode.Scalar scalar)) {
      throw wrong(where, path, "a single value");
    }
    return Optional.of(new Located(scalar.text(), where));
  }

  private boolean fromEnvironment(String path) {
    return environment.containsKey(variable(path));
  }

  private void ask(String path) {
    asked.put(path, variable(path));
  }

  private static Matcher matching(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return matcher;
  }

  private static ConfigurationException wrong(String where, String path, String wanted) {
    return new ConfigurationException("%s: %s must be %s".formatted(where, path, wanted));
  }
}
