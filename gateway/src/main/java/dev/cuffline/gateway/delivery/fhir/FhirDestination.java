package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.Downstream;
import dev.cuffline.gateway.delivery.Fault;
import dev.cuffline.gateway.delivery.Parcel;
import dev.cuffline.gateway.delivery.Report;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to a FHIR R4 server. What the server can do, and the credentials, are read again after
 * every fault: it may have come back as another version, and secrets change.
 *
 * <p>Each write is one that may be repeated, so after a time-out or a broken connection, when
 * nobody knows what happened, it is.
 */
public final class FhirDestination implements Downstream {
  private static final Logger LOG = LoggerFactory.getLogger(FhirDestination.class);

  private final FhirSettings settings;
  private final FhirJson json;
  private final FhirHttp http;
  private final Optional<SmartTokens> tokens;
  private final Capacity capacity;
  private @Nullable Connection connection;

  /** What holds until the next fault. */
  private record Connection(Abilities abilities, Carrier carrier) {}

  /** Connects when something is sent, not before. */
  public FhirDestination(FhirSettings settings, FhirJson json, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.http = new FhirHttp(settings, clock);
    this.tokens =
        settings.credentials() instanceof Credentials.Smart smart
            ? Optional.of(new SmartTokens(smart, settings.base(), http, clock))
            : Optional.empty();
    this.capacity = new Capacity(settings.batch(), settings.inFlight());
  }

  @Override
  public Capacity capacity() {
    return capacity;
  }

  @Override
  public Report send(Parcel parcel) throws InterruptedException {
    Tally tally = new Tally(parcel.knownAs());
    try {
      if (!parcel.resources().isEmpty()) {
        Connection current = connected();
        new Sending(current.abilities(), current.carrier(), tally).send(parcel.resources());
      }
      return new Report(tally.outcomes(), Optional.empty());
    } catch (FaultException ended) {
      disconnected();
      return new Report(tally.outcomes(), Optional.of(ended.fault()));
    }
  }

  private synchronized Connection connected() throws FaultException, InterruptedException {
    Connection current = connection;
    if (current == null) {
      current = connect();
      connection = current;
    }
    return current;
  }

  private synchronized void disconnected() {
    connection = null;
    tokens.ifPresent(SmartTokens::forget);
  }

  private Connection connect() throws FaultException, InterruptedException {
    Authorization authorization = authorization();
    Carrier reader = new Carrier(http, authorization, Abilities.Carriage.SINGLE, json);
    Abilities abilities =
        switch (reader.read(CapabilityStatement.class, "metadata")) {
          case Carrier.Found.There<CapabilityStatement>(CapabilityStatement statement) ->
              Abilities.of(statement, settings.writes());
          case Carrier.Found.Refused<CapabilityStatement> _ ->
              throw new FaultException(
                  new Fault.Unavailable("the CapabilityStatement cannot be read"));
        };
    LOG.atInfo()
        .addKeyValue("carriage", abilities.carriage())
        .addKeyValue("observations", strategy(abilities, "Observation"))
        .addKeyValue("devices", strategy(abilities, "Device"))
        .log("a FHIR server said what it can do");
    return new Connection(abilities, new Carrier(http, authorization, abilities.carriage(), json));
  }

  private static String strategy(Abilities abilities, String type) {
    return abilities.strategy(type).getClass().getSimpleName();
  }

  private Authorization authorization() throws FaultException {
    if (tokens.isPresent()) {
      return tokens.get();
    }
    try {
      return Authorization.of(settings.credentials().authorization());
    } catch (IOException unreadable) {
      LOG.atError().setCause(unreadable).log("credentials of a FHIR server cannot be read");
      throw new FaultException(new Fault.Unauthorised("no credentials"));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
