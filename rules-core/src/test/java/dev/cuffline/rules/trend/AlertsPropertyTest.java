package dev.cuffline.rules.trend;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quicktheories.QuickTheory;
import org.quicktheories.core.Gen;

/** What must hold for any readings in any order; the seed is fixed, so a failure repeats. */
class AlertsPropertyTest {
  private static final Instant LATER = Patient.minute(30 * 1440);

  /** Mostly unremarkable, sometimes not; over ten days, most of it late when it arrives. */
  private static final int TEN_DAYS = 14_400;

  /** The same within a day: all of it live. */
  private static final int TWENTY_HOURS = 1_200;

  private static final Gen<List<Reading>> READINGS = readings(TEN_DAYS);

  private static Gen<List<Reading>> readings(int minutes) {
    return lists().of(reading(minutes)).ofSizeBetween(0, 30);
  }

  private static Gen<Reading> reading(int minutes) {
    return integers()
        .between(0, minutes - 1)
        .zip(
            integers().between(70, 215),
            integers().between(45, 135),
            (minute, systolic, diastolic) ->
                Patient.reading(
                    "r" + minute,
                    Patient.minute(minute),
                    Patient.minute(minute),
                    systolic + "/" + Math.min(diastolic, systolic - 5) + "/" + (diastolic - 10)));
  }

  private static QuickTheory seeded() {
    return qt().withFixedSeed(20_260_111).withExamples(300);
  }

  private static TrendResult fold(List<Reading> readings, List<Alert> raised, Instant now) {
    return Alerts.fold(
        new PatientFacts(Patient.ID, Patient.NEW_YORK, readings, List.of(), raised),
        DefaultPack.VALUE,
        now);
  }

  private static TrendResult fold(List<Reading> readings) {
    return fold(readings, List.of(), LATER);
  }

  private static List<Reading> distinct(List<Reading> readings) {
    Set<ReadingId> seen = new HashSet<>();
    return readings.stream().filter(reading -> seen.add(reading.id())).toList();
  }

  private static List<Reading> shuffled(List<Reading> readings, int seed) {
    var shuffled = new ArrayList<>(readings);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /** The readings arrive in this order, a minute apart, after the last was measured. */
  private static List<Reading> arriving(List<Reading> order, int minutes) {
    Instant first = Patient.minute(minutes);
    List<Reading> arrived = new ArrayList<>();
    for (Reading r : order) {
      Instant at = first.plusSeconds(60L * arrived.size());
      arrived.add(
          new Reading(
              r.id(),
              r.patient(),
              r.device(),
              r.measuredAt(),
              at,
              at,
              r.bloodPressure(),
              r.pulse(),
              r.flags(),
              r.entry(),
              r.status(),
              r.counted()));
    }
    return arrived;
  }

  /** What an alert says, without what legitimately depends on who came first. */
  private static List<String> said(TrendResult result) {
    return result.alerts().stream()
        .filter(alert -> alert.state() == Alert.State.OPEN)
        .map(alert ->
            List.of(
                    alert.family(),
                    alert.severity(),
                    alert.confirmation(),
                    alert.findings().stream()
                        .map(f -> f.rule() + " " + f.severity() + " " + f.evidence())
                        .toList())
                .toString())
        .toList();
  }

  @Test
  void theOrderOfTheListDoesNotMatter() {
    seeded()
        .forAll(READINGS, integers().all())
        .check((readings, seed) ->
            fold(distinct(readings)).equals(fold(shuffled(distinct(readings), seed))));
  }

  @Test
  void duplicatesDoNotMatter() {
    seeded()
        .forAll(READINGS)
        .check(readings -> {
          List<Reading> once = distinct(readings);
          List<Reading> twice = new ArrayList<>(once);
          twice.addAll(once);
          return fold(once).equals(fold(twice));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {TEN_DAYS, TWENTY_HOURS})
  void arrivingOutOfOrderSaysTheSameAsArrivingInOrder(int minutes) {
    seeded()
        .forAll(readings(minutes), integers().all())
        .check((readings, seed) -> {
          List<Reading> inOrder = new ArrayList<>(distinct(readings));
          inOrder.sort(Comparator.comparing(r -> r.measuredAt().instant()));
          return said(fold(arriving(inOrder, minutes)))
              .equals(said(fold(arriving(shuffled(inOrder, seed), minutes))));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {TEN_DAYS, TWENTY_HOURS})
  void anAlertKeepsItsIdAsReadingsComeInInAnyOrder(int minutes) {
    seeded()
        .forAll(readings(minutes), integers().all())
        .check((readings, seed) -> {
          List<Reading> arriving = arriving(shuffled(distinct(readings), seed), minutes);
          List<Alert> raised = List.of();
          for (int i = 1; i <= arriving.size(); i++) {
            Instant now = arriving.get(i - 1).judgedAt();
            TrendResult next = fold(arriving.subList(0, i), raised, now);
            if (!keepsOpenIds(raised, next.alerts())) {
              return false;
            }
            raised = next.alerts();
          }
          return said(fold(arriving, raised, LATER)).equals(said(fold(arriving)));
        });
  }

  /** Every open alert is still there under its id, open, or taken back without a finding. */
  private static boolean keepsOpenIds(List<Alert> before, List<Alert> after) {
    return before.stream()
        .filter(alert -> alert.state() == Alert.State.OPEN)
        .allMatch(alert ->
            after.stream()
                    .filter(next -> next.id().equals(alert.id()))
                    .allMatch(next -> next.state() == Alert.State.OPEN || next.findings().isEmpty())
                && after.stream().anyMatch(next -> next.id().equals(alert.id())));
  }

  @Test
  void everyCriticalReadingIsInAnAlert() {
    seeded()
        .forAll(READINGS)
        .check(readings -> {
          TrendResult result = fold(distinct(readings));
          return distinct(readings).stream()
              .filter(AlertsPropertyTest::isCritical)
              .allMatch(reading ->
                  result.alerts().stream()
                      .anyMatch(alert -> alert.evidence().contains(reading.id())));
        });
  }

  private static boolean isCritical(Reading reading) {
    return CriticalValues.find(
            reading.bloodPressure().map(pressure -> pressure.systolic()),
            reading.bloodPressure().map(pressure -> pressure.diastolic()),
            reading.pulse(),
            DefaultPack.VALUE)
        .isPresent();
  }

  @Test
  void lateDataPagesNobodyAtAnyTime() {
    seeded()
        .forAll(READINGS, integers().between(0, 10_000))
        .check((readings, minutes) -> {
          List<Reading> late =
              distinct(readings).stream().map(AlertsPropertyTest::twelveDaysLater).toList();
          Instant now = Patient.minute(14_400 + 12 * 1440 + minutes);
          return fold(late, List.of(), now).alerts().stream().noneMatch(Alert::pages);
        });
  }

  private static Reading twelveDaysLater(Reading r) {
    Instant at = r.receivedAt().plusSeconds(12 * 86_400);
    return new Reading(
        r.id(),
        r.patient(),
        r.device(),
        r.measuredAt(),
        at,
        at,
        r.bloodPressure(),
        r.pulse(),
        r.flags(),
        r.entry(),
        r.status(),
        r.counted());
  }

  /** The timer may sleep until then: nobody is paged in between who is not paged now. */
  @Test
  void nobodyIsPagedBeforeTheInstantThatIsDue() {
    seeded()
        .forAll(READINGS, integers().between(0, 15_000))
        .check((readings, minute) -> {
          List<Reading> known =
              distinct(readings).stream()
                  .filter(r -> !r.judgedAt().isAfter(Patient.minute(minute)))
                  .toList();
          TrendResult result = fold(known, List.of(), Patient.minute(minute));
          Instant until = result.dueAt().map(due -> due.minusMillis(1)).orElse(LATER);
          return pages(result).equals(pages(fold(known, List.of(), until)));
        });
  }

  private static List<AlertId> pages(TrendResult result) {
    return result.alerts().stream().filter(Alert::pages).map(Alert::id).toList();
  }
}
