package dev.cuffline.gateway;

import dev.cuffline.gateway.delivery.Manner;
import dev.cuffline.gateway.delivery.WebhookSettings;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;

/**
 * A downstream that receives what the store holds.
 *
 * @param name 1 to 40 of a–z, 0–9 and hyphen; it names rows in the outbox and a metric's tag, so a
 *     new name is a new destination
 * @param from what a destination that is new receives
 * @param wanted what of everything it receives
 * @param manner how it wants to be told
 * @param shadow everything is made as it would be sent, and written to files instead
 */
public record Destination(
    String name, Target target, Start from, Wanted wanted, Manner manner, boolean shadow) {
  /** One that receives everything in the usual manner. */
  public Destination(String name, Target target, Start from) {
    this(name, target, from, Wanted.EVERYTHING, Manner.USUAL);
  }

  /** One that is written to. */
  public Destination(String name, Target target, Start from, Wanted wanted, Manner manner) {
    this(name, target, from, wanted, manner, false);
  }

  /** How a destination is written to. */
  public enum Type {
    /** FHIR resources as lines in files. */
    NDJSON,
    /** A FHIR R4 server. */
    FHIR,
    /** Somebody's own service, called with signed messages. */
    WEBHOOK
  }

  /** Where to, in the way of its type. */
  public sealed interface Target {
    /** The type that the settings name. */
    Type type();

    /**
     * FHIR resources as lines in files.
     *
     * @param folder relative to the data folder
     * @param rotateBytes how long a file grows, unless a single line is longer
     */
    record Ndjson(Path folder, long rotateBytes) implements Target {
      /** As long as files grow unless the settings say otherwise: 256 MiB. */
      public static final long USUAL_BYTES = 256L << 20;

      @Override
      public Type type() {
        return Type.NDJSON;
      }
    }

    /** A FHIR R4 server. */
    record Fhir(FhirSettings settings) implements Target {
      @Override
      public Type type() {
        return Type.FHIR;
      }
    }

    /** Somebody's own service. */
    record Webhook(WebhookSettings settings) implements Target {
      @Override
      public Type type() {
        return Type.WEBHOOK;
      }
    }
  }

  /** What of everything a destination receives; empty sets mean everything. */
  public record Wanted(Set<String> practices, Set<String> resources) {
    /** Everything. */
    public static final Wanted EVERYTHING = new Wanted(Set.of(), Set.of());

    /** Copies the sets. */
    public Wanted {
      practices = Set.copyOf(practices);
      resources = Set.copyOf(resources);
    }
  }

  /** Where a new destination begins. */
  public sealed interface Start {
    /** Only what comes from now on. */
    record Now() implements Start {}

    /** Everything the store holds. */
    record Beginning() implements Start {}

    /**
     * What was received since a day.
     *
     * @param day from 00:00 UTC, inclusive
     */
    record Since(LocalDate day) implements Start {}
  }

  /** Refuses a name that could not be a tag or a file name. */
  public Destination {
    checkedName(name);
  }

  /**
   * Its name among the outbox's rows. A shadow has one of its own, so that the destination begins
   * anew, by its own {@code from}, once it is written to.
   */
  String ledger() {
    return shadow ? name + ".shadow" : name;
  }

  static String checkedName(String name) {
    Configuration.require(
        name.matches("[a-z0-9-]{1,40}"),
        "destinations[].name must be 1 to 40 of a-z, 0-9 and hyphen");
    return name;
  }
}
