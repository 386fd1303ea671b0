package dev.cuffline.gateway;

import dev.cuffline.gateway.yaml.YamlNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Refuses keys that name no setting: a typing error would otherwise leave a default in force. */
final class UnknownKeys {
  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  private UnknownKeys() {}

  /**
   * Looks through a file.
   *
   * @param known paths of all settings; items of lists as {@code name[].key}
   * @param file its name, for messages
   */
  static void refuse(YamlNode root, Set<String> known, String file) {
    for (Map.Entry<String, YamlNode> each : ConfigurationLoader.flatten(root).entrySet()) {
      String path = each.getKey().replaceAll("\\[\\d+]", "[]");
      if (!isKnown(path, known)) {
        throw new ConfigurationException(
            "%s, line %d: there is no setting %s, did you mean %s?"
                .formatted(
                    file,
                    each.getValue().line(),
                    each.getKey(),
                    nearest(path, candidates(each.getValue(), known))));
      }
      if (!known.contains(path)
          && each.getValue() instanceof YamlNode.Scalar scalar
          && !scalar.text().isEmpty()
          && !path.endsWith("[]")) {
        throw new ConfigurationException(
            "%s, line %d: %s must hold settings, not a single value"
                .formatted(file, scalar.line(), each.getKey()));
      }
    }
  }

  private static boolean isKnown(String path, Set<String> known) {
    return known.contains(path)
        || known.stream()
            .anyMatch(each ->
                each.startsWith(path + ".")
                    || each.startsWith(path + "[].")
                    || path.equals(each + "[]"));
  }

  /** A section is compared with sections, anything else with settings. */
  private static Set<String> candidates(YamlNode node, Set<String> known) {
    return node instanceof YamlNode.Mapping
        ? known.stream()
            .filter(each -> each.contains("."))
            .map(each -> each.substring(0, each.lastIndexOf('.')))
            .collect(Collectors.toSet())
        : known;
  }

  private static String nearest(String path, Set<String> known) {
    return known.stream()
        .max(Comparator.comparingDouble(each -> similarity(path, each)))
        .orElseThrow();
  }

  /** The whole path counts, and its last part for a setting that stands in the wrong place. */
  private static double similarity(String path, String known) {
    return SIMILARITY.apply(path, known) + SIMILARITY.apply(lastPart(path), lastPart(known));
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
