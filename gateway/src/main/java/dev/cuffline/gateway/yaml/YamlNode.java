package dev.cuffline.gateway.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML document as a tree whose every node knows its line, so that errors can name it. */
public sealed interface YamlNode {
  /** 1 for the first line. */
  int line();

  /** Any plain value, as it is written; empty when there is none. */
  record Scalar(String text, int line) implements YamlNode {}

  /** Keys in the order of the file. */
  record Mapping(Map<String, YamlNode> entries, int line) implements YamlNode {}

  /** A list. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {}

  /**
   * Reads one document; an empty one is an empty mapping.
   *
   * @param name of the file, for messages
   * @throws BadYamlException when it is not YAML, or has a key twice
   */
  static YamlNode parse(String yaml, String name) {
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      JsonToken first = parser.nextToken();
      return first == null ? new Mapping(Map.of(), 1) : node(parser, first, 1, name);
    } catch (JsonProcessingException malformed) {
      throw new BadYamlException(
          "%s, line %d: this is not YAML: %s"
              .formatted(
                  name,
                  malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr(),
                  malformed.getOriginalMessage()),
          malformed);
    } catch (IOException impossible) {
      throw new BadYamlException("cannot read " + name, impossible);
    }
  }

  private static YamlNode node(YAMLParser parser, JsonToken token, int line, String name)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      return mapping(parser, line, name);
    }
    if (token == JsonToken.START_ARRAY) {
      var items = new ArrayList<YamlNode>();
      for (JsonToken item; (item = parser.nextToken()) != JsonToken.END_ARRAY; ) {
        items.add(node(parser, item, parser.currentTokenLocation().getLineNr(), name));
      }
      return new Sequence(items, line);
    }
    return new Scalar(token == JsonToken.VALUE_NULL ? "" : parser.getText().strip(), line);
  }

  private static Mapping mapping(YAMLParser parser, int line, String name) throws IOException {
    var entries = new LinkedHashMap<String, YamlNode>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = parser.currentTokenLocation().getLineNr();
      if (entries.put(key, node(parser, parser.nextToken(), keyLine, name)) != null) {
        throw new BadYamlException("%s, line %d: %s is given twice".formatted(name, keyLine, key));
      }
    }
    return new Mapping(entries, line);
  }
}
