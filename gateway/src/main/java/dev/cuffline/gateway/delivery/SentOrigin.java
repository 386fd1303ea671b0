package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.ObservationContext;
import dev.cuffline.fhir.ProvenanceFacts;
import dev.cuffline.fhir.ProvenanceFacts.Cause;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Retraction;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the version of a reading came about that a destination is sent.
 *
 * @param recorded when the gateway made it
 */
record SentOrigin(Cause cause, Instant recorded) {
  static SentOrigin of(Session session, StoredReading stored) throws SQLException {
    Reading reading = stored.reading();
    return switch (reading.status()) {
      // Only a person's command brings what is judged later than it came.
      case FINAL ->
          new SentOrigin(
              reading.judgedAt().equals(reading.receivedAt())
                  ? Cause.MEASURED
                  : Cause.GIVEN_BY_PERSON,
              reading.judgedAt());
      case AMENDED -> new SentOrigin(Cause.AMENDED_BY_VENDOR, reading.judgedAt());
      case ENTERED_IN_ERROR -> {
        Optional<Retraction> taken = Readings.retraction(session, reading.id(), reading.patient());
        boolean byVendor = taken.filter(it -> it.because() == Retraction.Cause.VENDOR).isPresent();
        yield new SentOrigin(
            byVendor ? Cause.TAKEN_BY_VENDOR : Cause.TAKEN_BY_PERSON,
            taken.map(Retraction::at).orElse(reading.judgedAt()));
      }
    };
  }

  /**
   * As FHIR wants to know it.
   *
   * @param observations literal references to those that were made
   */
  ProvenanceFacts facts(
      StoredReading stored, ObservationContext context, List<String> observations) {
    return new ProvenanceFacts(
        stored.practice(),
        stored.reading().id(),
        stored.reading().patient(),
        stored.version(),
        observations,
        context,
        recorded,
        cause);
  }
}
