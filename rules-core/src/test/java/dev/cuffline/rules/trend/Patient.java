package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A patient at home with a cuff, built up by a test step by step; readings are r1, r2 … */
final class Patient {
  static final PatientId ID = new PatientId("p1");
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final Instant START = Instant.parse("2026-01-11T13:00:00Z");

  private final List<Reading> readings = new ArrayList<>();
  private final List<AlertAction> actions = new ArrayList<>();
  private final List<Alert> raised = new ArrayList<>();

  static Instant minute(double minutes) {
    return START.plusSeconds(Math.round(minutes * 60));
  }

  /** Measured and received so many minutes after the start. */
  Patient measures(double minute, String pressure) {
    return measures(minute, minute, pressure);
  }

  /** Measured at one minute, received at another. */
  Patient measures(double minute, double receivedMinute, String pressure) {
    return add(reading(nextId(), minute(minute), minute(receivedMinute), pressure));
  }

  /** The same with something changed. */
  Patient measures(double minute, String pressure, UnaryOperator<Reading> change) {
    return add(change.apply(reading(nextId(), minute(minute), minute(minute), pressure)));
  }

  Patient add(Reading reading) {
    readings.add(reading);
    return this;
  }

  private String nextId() {
    return "r" + (readings.size() + 1);
  }

  List<Reading> readings() {
    return List.copyOf(readings);
  }

  Patient acknowledges(double minute, Alert alert) {
    return acts(new AlertAction.Acknowledge(alert.id(), "nurse", minute(minute)));
  }

  Patient acts(AlertAction action) {
    actions.add(action);
    return this;
  }

  Patient resolves(double minute, Alert alert) {
    return acts(
        new AlertAction.Resolve(
            alert.id(), "nurse", minute(minute), AlertAction.Outcome.REACHED_AND_ADVISED));
  }

  /** As the shell does: hands back what the last fold raised. */
  Patient remembers(TrendResult result) {
    raised.clear();
    raised.addAll(result.alerts());
    return this;
  }

  TrendResult at(double minute) {
    return at(minute(minute));
  }

  TrendResult at(Instant now) {
    return Alerts.fold(
        new PatientFacts(ID, NEW_YORK, readings, actions, raised), DefaultPack.VALUE, now);
  }

  /** The one alert there is. */
  Alert alert(double minute) {
    List<Alert> alerts = at(minute).alerts();
    if (alerts.size() != 1) {
      throw new AssertionError("expected one alert, but there are " + alerts);
    }
    return alerts.getFirst();
  }

  /** The one alert of a family. */
  Alert alert(double minute, CauseFamily family) {
    return at(minute).alerts().stream()
        .filter(alert -> alert.family() == family)
        .reduce((one, other) -> {
          throw new AssertionError("expected one alert, but there are " + one + " and " + other);
        })
        .orElseThrow();
  }

  /** {@code 184/96}, {@code 184/96/70} with a pulse, or {@code //38} for a pulse alone. */
  static Reading reading(String id, Instant measured, Instant received, String values) {
    String[] parts = values.split("/", -1);
    Optional<BloodPressure> pressure =
        parts[0].isEmpty()
            ? Optional.empty()
            : Optional.of(
                new BloodPressure(
                    new BigDecimal(parts[0]), new BigDecimal(parts[1]), Optional.empty()));
    Optional<BigDecimal> pulse =
        parts.length > 2 ? Optional.of(new BigDecimal(parts[2])) : Optional.empty();
    return new Reading(
        new ReadingId(id),
        ID,
        new DeviceId("cuff"),
        MeasuredAt.device(measured),
        received,
        received,
        pressure,
        pulse,
        Set.of(),
        EntryMethod.AUTOMATIC,
        ReadingStatus.FINAL,
        true);
  }

  static UnaryOperator<Reading> flagged(ReadingFlag flag) {
    return r ->
        new Reading(
            r.id(),
            r.patient(),
            r.device(),
            r.measuredAt(),
            r.receivedAt(),
            r.judgedAt(),
            r.bloodPressure(),
            r.pulse(),
            Set.of(flag),
            r.entry(),
            r.status(),
            false);
  }

  static UnaryOperator<Reading> typedIn() {
    return r ->
        new Reading(
            r.id(),
            r.patient(),
            r.device(),
            r.measuredAt(),
            r.receivedAt(),
            r.judgedAt(),
            r.bloodPressure(),
            r.pulse(),
            r.flags(),
            EntryMethod.MANUAL,
            r.status(),
            false);
  }

  /** The cuff says that it is 1970. */
  static UnaryOperator<Reading> deadClock() {
    return r ->
        new Reading(
            r.id(),
            r.patient(),
            r.device(),
            new MeasuredAt(
                Instant.EPOCH, TimeQuality.SUSPECT, Optional.empty(), "1970-01-01T00:00:00"),
            r.receivedAt(),
            r.judgedAt(),
            r.bloodPressure(),
            r.pulse(),
            r.flags(),
            r.entry(),
            r.status(),
            false);
  }

  static UnaryOperator<Reading> judgedAfter(Duration wait) {
    return r ->
        new Reading(
            r.id(),
            r.patient(),
            r.device(),
            r.measuredAt(),
            r.receivedAt(),
            r.receivedAt().plus(wait),
            r.bloodPressure(),
            r.pulse(),
            r.flags(),
            r.entry(),
            r.status(),
            r.counted());
  }

  static UnaryOperator<Reading> enteredInError(Duration later) {
    return r ->
        new Reading(
            r.id(),
            r.patient(),
            r.device(),
            r.measuredAt(),
            r.receivedAt(),
            r.judgedAt().plus(later),
            r.bloodPressure(),
            r.pulse(),
            r.flags(),
            r.entry(),
            ReadingStatus.ENTERED_IN_ERROR,
            r.counted());
  }
}
