package dev.cuffline.gateway.billing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.BlockMode;
import dev.cuffline.rules.billing.DosMode;
import dev.cuffline.rules.billing.PayerProfile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The payer profiles of a folder, one YAML file each, named like the file. */
public final class PayerProfiles {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  private static final String SUFFIX = ".yaml";

  private final Map<String, PayerProfile> profiles;

  private PayerProfiles(Map<String, PayerProfile> profiles) {
    this.profiles = Map.copyOf(profiles);
  }

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
      String blockMode,
      String dosMode,
      boolean countPassiveReview) {}

  /**
   * Reads every profile of a folder.
   *
   * @throws IllegalArgumentException naming file, line and what was expected
   */
  public static PayerProfiles read(Path folder) {
    Map<String, PayerProfile> profiles = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        PayerProfile profile = profile(file);
        profiles.put(profile.name(), profile);
      }
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          folder + ": the payer profiles cannot be read; check the setting payers", fault);
    }
    return new PayerProfiles(profiles);
  }

  private static PayerProfile profile(Path file) throws IOException {
    try {
      ProfileYaml yaml = YAML.readValue(file.toFile(), ProfileYaml.class);
      if (!file.getFileName().toString().equals(yaml.name() + SUFFIX)) {
        throw new IllegalArgumentException(
            "name must be the file's name without " + SUFFIX + ", not " + yaml.name());
      }
      return profile(yaml);
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
        BlockMode.valueOf(yaml.blockMode()),
        DosMode.valueOf(yaml.dosMode()),
        yaml.countPassiveReview());
  }

  /** The names of all profiles, sorted. */
  public List<String> names() {
    return profiles.keySet().stream().sorted().toList();
  }

  /** The profile of a name. */
  public Optional<PayerProfile> find(String name) {
    return Optional.ofNullable(profiles.get(name));
  }
}
