package dev.cuffline.gateway.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Reads one mapping of a file, key by key. {@link #refuseOthers} then refuses whatever nobody asked
 * for, naming the nearest key that there is: a typing error never leaves a default in force.
 */
public final class YamlSection {
  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  /** As near as a typing error leaves a word. */
  private static final double NEAR = 0.8;

  private final String file;
  private final String path;
  private final YamlNode.Mapping mapping;
  private final Set<String> asked = new HashSet<>();

  private YamlSection(String file, String path, YamlNode.Mapping mapping) {
    this.file = file;
    this.path = path;
    this.mapping = mapping;
  }

  /**
   * A whole file.
   *
   * @param file its name, for messages
   * @throws BadYamlException when it holds no mapping
   */
  public static YamlSection of(YamlNode root, String file) {
    if (!(root instanceof YamlNode.Mapping mapping)) {
      throw new BadYamlException(file + ", line " + root.line() + ": expected keys and values");
    }
    return new YamlSection(file, "", mapping);
  }

  /** A value and where it stands. */
  public final class Value {
    private final String at;
    private final YamlNode node;

    private Value(String at, YamlNode node) {
      this.at = at;
      this.node = node;
    }

    /** Where it stands, as a path from the top of the file. */
    public String at() {
      return at;
    }

    /** What stands there. */
    public YamlNode node() {
      return node;
    }

    /** The text of a single value that is not empty. */
    public String text() {
      if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
        return scalar.text();
      }
      throw wrong("a single value");
    }

    /** The texts of a list, or of a single value. */
    public List<String> texts() {
      return each().stream().map(Value::text).toList();
    }

    /** The items of a list that is not empty, or the value alone. */
    public List<Value> each() {
      if (!(node instanceof YamlNode.Sequence list)) {
        return List.of(this);
      }
      if (list.items().isEmpty()) {
        throw wrong("at least one value");
      }
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < list.items().size(); i++) {
        items.add(new Value(at + "[" + i + "]", list.items().get(i)));
      }
      return items;
    }

    /** Whether it has keys of its own. */
    public boolean isSection() {
      return node instanceof YamlNode.Mapping;
    }

    /** Its keys. */
    public YamlSection section() {
      if (node instanceof YamlNode.Mapping inner) {
        return new YamlSection(file, at, inner);
      }
      throw wrong("keys and values");
    }

    /** Makes something of its text; a refusal becomes a complaint that names the place. */
    public <T> T as(String expected, Function<String, T> parse) {
      return parsed(expected, text(), parse);
    }

    /** Makes something of one of its texts. */
    public <T> T parsed(String expected, String text, Function<String, T> parse) {
      try {
        return parse.apply(text);
      } catch (RuntimeException unfit) {
        throw new BadYamlException(complaint(expected) + ", not \"" + text + "\"", unfit);
      }
    }

    /** A complaint that names file, line and path. */
    public BadYamlException wrong(String expected) {
      return new BadYamlException(complaint(expected));
    }

    private String complaint(String expected) {
      return "%s, line %d: %s must be %s".formatted(file, node.line(), at, expected);
    }
  }

  /** A value, when the key is there. */
  public Optional<Value> find(String key) {
    asked.add(key);
    return Optional.ofNullable(mapping.entries().get(key)).map(node -> new Value(below(key), node));
  }

  /** A value that must be there. */
  public Value require(String key) {
    return find(key).orElseThrow(() -> missing(key));
  }

  /** A key that is written nearly so is what somebody meant. */
  private BadYamlException missing(String key) {
    for (String given : mapping.entries().keySet()) {
      if (!asked.contains(given) && similarity(given, key) >= NEAR) {
        return unknown(given, key);
      }
    }
    return new BadYamlException(
        "%s, line %d: %s is missing".formatted(file, mapping.line(), below(key)));
  }

  private BadYamlException unknown(String key, String nearest) {
    YamlNode node = mapping.entries().get(key);
    return new BadYamlException(
        "%s, line %d: there is no key %s, did you mean %s?"
            .formatted(file, node == null ? mapping.line() : node.line(), below(key), nearest));
  }

  /** Every key as it stands in the file. */
  public List<String> keys() {
    return List.copyOf(mapping.entries().keySet());
  }

  /** Refuses keys that nobody has asked for. */
  public void refuseOthers() {
    for (String key : mapping.entries().keySet()) {
      if (!asked.contains(key)) {
        throw unknown(key, nearest(key));
      }
    }
  }

  private String nearest(String key) {
    return asked.stream()
        .max(
            Comparator.comparingDouble((String each) -> similarity(key, each))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("another one");
  }

  private static double similarity(String key, String known) {
    return SIMILARITY.apply(key.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
  }

  private String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
