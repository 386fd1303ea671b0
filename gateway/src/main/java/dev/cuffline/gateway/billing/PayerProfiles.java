package dev.cuffline.gateway.billing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cuffline.rules.billing.AnchorMode;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.BlockMode;
import dev.cuffline.rules.billing.DosMode;
import dev.cuffline.rules.billing.NudgeMode;
import dev.cuffline.rules.billing.PayerConditions;
import dev.cuffline.rules.billing.PayerProfile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The payer profiles of a folder, one YAML file each, named like the file. */
public final class PayerProfiles {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  private static final String SUFFIX = ".yaml";

  /** What names a profile, and is no rule of it. */
  private static final Set<String> FIXED = Set.of("name", "source", "effectiveFrom");

  private static final String ADOPTED = "adoptedCodes";

  private final Map<String, Written> profiles;

  private PayerProfiles(Map<String, Written> profiles) {
    this.profiles = Map.copyOf(profiles);
  }

  /** A profile, and as its file says it. */
  private record Written(PayerProfile profile, ObjectNode tree) {}

  record ProfileYaml(
      String name,
      String source,
      String effectiveFrom,
      List<String> adoptedCodes,
      int maxUnits99458,
      int setupMinDays,
      int managementRequiresDataDays,
      boolean liveContactPerAddOn,
      boolean coexist99091,
      List<String> dxAllowList,
      String anchorMode,
      int graceHours,
      int maxLagHours,
      String blockMode,
      String dosMode,
      boolean countPassiveReview,
      String risk16,
      int consentRenewalMonths,
      int orderRenewalMonths,
      List<String> priorAuth,
      List<String> frequencyLimits) {}

  /**
   * Reads every profile of a folder.
   *
   * @throws IllegalArgumentException naming file, line and what was expected
   */
  public static PayerProfiles read(Path folder) {
    Map<String, Written> profiles = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        Written written = written(file);
        profiles.put(written.profile().name(), written);
      }
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          folder + ": the payer profiles cannot be read; check the setting payers", fault);
    }
    return new PayerProfiles(profiles);
  }

  private static Written written(Path file) throws IOException {
    try {
      ProfileYaml yaml = YAML.readValue(file.toFile(), ProfileYaml.class);
      if (!file.getFileName().toString().equals(yaml.name() + SUFFIX)) {
        throw new IllegalArgumentException(
            "name must be the file's name without " + SUFFIX + ", not " + yaml.name());
      }
      return new Written(profile(yaml), (ObjectNode) YAML.readTree(file.toFile()));
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException(
          file
              + (wrong.getLocation() == null ? "" : ", line " + wrong.getLocation().getLineNr())
              + ": "
              + wrong.getOriginalMessage(),
          wrong);
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static PayerProfile profile(ProfileYaml yaml) {
    return new PayerProfile(
        yaml.name(),
        yaml.source(),
        LocalDate.parse(yaml.effectiveFrom()),
        yaml.adoptedCodes().stream().map(BillingCode::new).collect(Collectors.toSet()),
        yaml.maxUnits99458(),
        yaml.setupMinDays(),
        yaml.managementRequiresDataDays(),
        yaml.liveContactPerAddOn(),
        yaml.coexist99091(),
        Set.copyOf(yaml.dxAllowList()),
        AnchorMode.valueOf(yaml.anchorMode()),
        yaml.graceHours(),
        yaml.maxLagHours(),
        BlockMode.valueOf(yaml.blockMode()),
        DosMode.valueOf(yaml.dosMode()),
        yaml.countPassiveReview(),
        NudgeMode.valueOf(yaml.risk16()),
        new PayerConditions(
            yaml.consentRenewalMonths(),
            yaml.orderRenewalMonths(),
            yaml.priorAuth().stream().map(BillingCode::new).collect(Collectors.toSet()),
            yaml.frequencyLimits().stream()
                .map(PayerProfiles::limit)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
  }

  /** {@code 99474:4}. */
  private static Map.Entry<BillingCode, Integer> limit(String text) {
    int colon = text.indexOf(':');
    try {
      return Map.entry(
          new BillingCode(text.substring(0, colon)), Integer.valueOf(text.substring(colon + 1)));
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException(
          "frequencyLimits must hold codes and numbers such as 99474:4, not " + text, wrong);
    }
  }

  /** The names of all profiles, sorted. */
  public List<String> names() {
    return profiles.keySet().stream().sorted().toList();
  }

  /** The profile of a name. */
  public Optional<PayerProfile> find(String name) {
    return Optional.ofNullable(profiles.get(name)).map(Written::profile);
  }

  /**
   * A profile with some of its keys changed, for a question: files stay as they are.
   *
   * @param changes keys of a profile; {@code adoptedCodes} is a list, or {@code {"add": […],
   *     "remove": […]}}
   * @throws IllegalArgumentException naming the key and what was expected
   */
  public PayerProfile changed(String name, JsonNode changes) {
    ObjectNode tree = written(name).tree().deepCopy();
    PayerProfile changed = written(name).profile();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      String key = change.getKey();
      if (!tree.has(key) || FIXED.contains(key)) {
        throw new IllegalArgumentException(
            "%s: there is no such key to change, expected one of %s"
                .formatted(key, String.join(", ", changeable(tree))));
      }
      tree.set(
          key, key.equals(ADOPTED) ? adopted(tree.get(key), change.getValue()) : change.getValue());
      try {
        changed = profile(YAML.treeToValue(tree, ProfileYaml.class));
      } catch (MismatchedInputException wrong) {
        throw new IllegalArgumentException(
            "%s: expected %s, found %s"
                .formatted(key, words(wrong.getTargetType()), change.getValue()),
            wrong);
      } catch (JacksonException | RuntimeException wrong) {
        throw new IllegalArgumentException(key + ": " + wrong.getMessage(), wrong);
      }
    }
    return changed;
  }

  private static String words(Class<?> type) {
    if (type == boolean.class) {
      return "true or false";
    }
    return type == int.class ? "a whole number" : type == String.class ? "text" : "a list";
  }

  private Written written(String name) {
    return Optional.ofNullable(profiles.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no payer profile " + name));
  }

  private static List<String> changeable(ObjectNode tree) {
    return tree.properties().stream()
        .map(Map.Entry::getKey)
        .filter(key -> !FIXED.contains(key))
        .sorted()
        .toList();
  }

  private static JsonNode adopted(JsonNode codes, JsonNode change) {
    if (!change.isObject()) {
      return change;
    }
    Set<String> adopted = new TreeSet<>();
    codes.forEach(code -> adopted.add(code.asText()));
    for (Map.Entry<String, JsonNode> each : change.properties()) {
      List<String> named = new ArrayList<>();
      each.getValue().forEach(code -> named.add(code.asText()));
      switch (each.getKey()) {
        case "add" -> adopted.addAll(named);
        case "remove" -> named.forEach(adopted::remove);
        default ->
            throw new IllegalArgumentException(
                ADOPTED + "." + each.getKey() + " is not known, expected add or remove");
      }
    }
    return YAML.valueToTree(adopted);
  }
}
