package dev.cuffline.gateway.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.rules.trend.RulePack;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rule packs of a folder, one YAML file each, called like the file. */
public final class RulePacks {
  /** The pack that a practice starts with. */
  public static final String DEFAULT = "default";

  private static final String SUFFIX = ".yaml";

  private record Pack(Path file, RulePack rules) {}

  private final Map<String, Pack> packs;

  private RulePacks(Map<String, Pack> packs) {
    this.packs = Map.copyOf(packs);
  }

  /**
   * Reads every pack of a folder.
   *
   * @throws IllegalArgumentException naming file, line or rule, and what was expected
   */
  public static RulePacks read(Path folder) {
    Map<String, Pack> packs = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        packs.put(
            name.substring(0, name.length() - SUFFIX.length()),
            new Pack(file, RulePackFile.read(file)));
      }
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          folder + ": the rule packs cannot be read; check the setting alertRules", fault);
    }
    return new RulePacks(packs);
  }

  /** The names of all packs, sorted. */
  public List<String> names() {
    return packs.keySet().stream().sorted().toList();
  }

  /** The pack of a name that is there. */
  public RulePack named(String name) {
    return pack(name).rules();
  }

  /**
   * A pack with some of its rules changed, for a question.
   *
   * @param changes by the id of a rule, the keys of it that are changed, as in the file
   * @throws IllegalArgumentException naming the rule, and what was expected
   */
  public RulePack changed(String name, JsonNode changes) {
    return RulePackFile.read(pack(name).file(), changes);
  }

  private Pack pack(String name) {
    return Optional.ofNullable(packs.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no rule pack " + name));
  }
}
