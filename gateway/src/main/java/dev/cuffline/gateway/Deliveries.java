package dev.cuffline.gateway;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.Beginnings;
import dev.cuffline.gateway.delivery.Delivery;
import dev.cuffline.gateway.delivery.Downstream;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.Filtered;
import dev.cuffline.gateway.delivery.NdjsonDestination;
import dev.cuffline.gateway.delivery.OnRequest;
import dev.cuffline.gateway.delivery.Pace;
import dev.cuffline.gateway.delivery.WebhookDestination;
import dev.cuffline.gateway.delivery.fhir.Credentials;
import dev.cuffline.gateway.delivery.fhir.FhirDestination;
import dev.cuffline.gateway.delivery.fhir.SmartKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.StoreIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the destinations that the settings name, each with a delivery of its own. */
final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private static final String SHADOWS = "shadow";

  private final Path dataFolder;
  private final Database database;
  private final StoreIdentity identity;
  private final FhirJson fhir;
  private final Clock clock;
  private final MeterRegistry metrics;

  Deliveries(
      Path dataFolder, Database database, FhirJson fhir, Clock clock, MeterRegistry metrics) {
    this.dataFolder = dataFolder;
    this.database = database;
    this.identity = StoreIdentity.of(database);
    this.fhir = fhir;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Each is among the parts as soon as it runs. */
  List<Delivery> start(List<Destination> destinations, Parts parts) throws IOException {
    List<Delivery> deliveries = new ArrayList<>();
    for (Destination destination : destinations) {
      begin(destination);
      Delivery delivery =
          parts.opened(
              new Delivery(
                  destination.ledger(),
                  open(destination),
                  database,
                  new Filtered(
                      new FhirResources(
                          identity,
                          fhir,
                          destination.name(),
                          destination.manner(),
                          new OnRequest(destination.wanted().resources())),
                      destination.wanted().practices(),
                      destination.wanted().resources()),
                  Pace.USUAL,
                  clock,
                  metrics));
      database.writer().onCommit(delivery::wake);
      deliveries.add(delivery);
    }
    return deliveries;
  }

  /** Our public keys, of every destination that gives us tokens for a signature. */
  static String publicKeys(List<Destination> destinations) {
    List<SmartKey> keys = new ArrayList<>();
    for (Destination destination : destinations) {
      if (destination.target() instanceof Destination.Target.Fhir(var settings)
          && settings.credentials() instanceof Credentials.Smart smart) {
        try {
          keys.add(SmartKey.read(smart.keyFile()));
        } catch (IOException unreadable) {
          LOG.atError()
              .addKeyValue("destination", destination.name())
              .setCause(unreadable)
              .log("the key for a FHIR server cannot be read");
        }
      }
    }
    return SmartKey.publicSet(keys);
  }

  private void begin(Destination destination) {
    refuseLateShadow(destination);
    Instant now = clock.instant();
    database
        .writer()
        .command(session ->
            Beginnings.begin(
                session,
                destination.ledger(),
                destination.target().type().name(),
                since(destination.from()),
                now))
        .join();
  }

  private void refuseLateShadow(Destination destination) {
    if (destination.shadow()
        && database.read(session -> Beginnings.hasBegun(session, destination.name()))) {
      throw new ConfigurationException(
          "destinations: "
              + destination.name()
              + " was written to already, and what comes while it is a shadow would never reach"
              + " it; give the shadow another name");
    }
  }

  /** What a shadow would have sent lies below the data folder, to be compared and thrown away. */
  private Downstream open(Destination destination) throws IOException {
    if (destination.shadow()) {
      return new NdjsonDestination(
          destination.ledger(),
          dataFolder.resolve(SHADOWS).resolve(destination.name()),
          Destination.Target.Ndjson.USUAL_BYTES,
          identity.shortName(),
          database,
          clock);
    }
    return switch (destination.target()) {
      case Destination.Target.Ndjson(Path folder, long rotateBytes) ->
          new NdjsonDestination(
              destination.name(),
              dataFolder.resolve(folder),
              rotateBytes,
              identity.shortName(),
              database,
              clock);
      case Destination.Target.Fhir(var settings) -> new FhirDestination(settings, fhir, clock);
      case Destination.Target.Webhook(var settings) -> new WebhookDestination(settings, clock);
    };
  }

  private static Optional<Instant> since(Destination.Start from) {
    return switch (from) {
      case Destination.Start.Now _ -> Optional.empty();
      case Destination.Start.Beginning _ -> Optional.of(Instant.EPOCH);
      case Destination.Start.Since since ->
          Optional.of(since.day().atStartOfDay(ZoneOffset.UTC).toInstant());
    };
  }
}
