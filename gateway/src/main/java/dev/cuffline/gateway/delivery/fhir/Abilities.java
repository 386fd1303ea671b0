package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;

/**
 * What a server says it can do, as far as writing needs it.
 *
 * @param carriage how several interactions travel
 * @param strategies by resource type
 * @param otherwise for a type that the server does not mention
 */
record Abilities(
    Carriage carriage, Map<String, WriteStrategy> strategies, WriteStrategy otherwise) {
  /** Sent only to servers that say that they have them (devices.md 4.6). */
  private static final Set<String> OPTIONAL =
      Set.of("DetectedIssue", "Task", "Communication", "Provenance");

  /** Has no identifier in R4 to search for, so that only our id keeps it from being there twice. */
  private static final String WITHOUT_IDENTIFIER = "Provenance";

  /** How several interactions travel. */
  enum Carriage {
    /** In a Bundle of which everything is done or nothing. */
    TRANSACTION,
    /** In a Bundle whose entries stand or fall alone, in any order. */
    BATCH,
    /** Each by itself. */
    SINGLE
  }

  /** Copies the strategies. */
  Abilities {
    strategies = Map.copyOf(strategies);
  }

  /**
   * Reads a CapabilityStatement.
   *
   * @param writes a person's word, which counts more than the server's
   */
  static Abilities of(CapabilityStatement statement, FhirSettings.Writes writes) {
    Set<SystemRestfulInteraction> system =
        servers(statement).stream()
            .flatMap(rest -> rest.getInteraction().stream())
            .map(interaction -> interaction.getCode())
            .collect(Collectors.toSet());
    Map<String, WriteStrategy> strategies = new HashMap<>();
    for (CapabilityStatementRestComponent rest : servers(statement)) {
      for (CapabilityStatementRestResourceComponent type : rest.getResource()) {
        strategies.put(type.getType(), strategy(type, writes));
      }
    }
    return new Abilities(
        carriage(system),
        strategies,
        strategy(new CapabilityStatementRestResourceComponent(), writes));
  }

  private static List<CapabilityStatementRestComponent> servers(CapabilityStatement statement) {
    return statement.getRest().stream()
        .filter(rest -> rest.getMode() != RestfulCapabilityMode.CLIENT)
        .toList();
  }

  private static Carriage carriage(Set<SystemRestfulInteraction> system) {
    if (system.contains(SystemRestfulInteraction.TRANSACTION)) {
      return Carriage.TRANSACTION;
    }
    return system.contains(SystemRestfulInteraction.BATCH) ? Carriage.BATCH : Carriage.SINGLE;
  }

  private static WriteStrategy strategy(
      CapabilityStatementRestResourceComponent type, FhirSettings.Writes writes) {
    return switch (writes) {
      case PUT -> new WriteStrategy.UpdateAsCreate();
      case CONDITIONAL_CREATE -> new WriteStrategy.ConditionalCreate();
      case SEARCH -> new WriteStrategy.SearchThenCreate();
      case AUTO -> {
        if (type.getUpdateCreate()) {
          yield new WriteStrategy.UpdateAsCreate();
        }
        yield type.getConditionalCreate()
            ? new WriteStrategy.ConditionalCreate()
            : new WriteStrategy.SearchThenCreate();
      }
    };
  }

  /**
   * Whether resources of a type are worth sending: what a server does not mention it may take all
   * the same, but not what many have never heard of.
   */
  boolean takes(String type) {
    return !OPTIONAL.contains(type)
        || (strategies.containsKey(type)
            && (!type.equals(WITHOUT_IDENTIFIER) || keepsOurIds(type)));
  }

  /** The same of one resource: what is about something that is not sent is not sent either. */
  boolean takes(Resource resource) {
    return takes(resource.type())
        && resource.refersTo().stream()
            .map(key -> key.substring(0, key.indexOf('/')))
            .allMatch(this::takes);
  }

  WriteStrategy strategy(String type) {
    return strategies.getOrDefault(type, otherwise);
  }

  /**
   * Whether resources of a type keep our id there, so that references hold before anything is sent.
   */
  boolean keepsOurIds(String type) {
    return strategy(type) instanceof WriteStrategy.UpdateAsCreate;
  }
}
