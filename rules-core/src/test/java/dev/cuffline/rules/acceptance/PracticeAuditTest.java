package dev.cuffline.rules.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.billing.AuditLimits;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.PracticeAudit;
import dev.cuffline.rules.billing.PracticeAudit.Finding;
import dev.cuffline.rules.billing.PracticeAudit.Kind;
import dev.cuffline.rules.billing.PracticeAudit.Patient;
import dev.cuffline.rules.reading.PatientId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would strike an auditor (R53). */
class PracticeAuditTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static Patient patient(String id, String words) {
    Scenario scenario = Scenario.parse(words);
    BillingFacts f = scenario.facts();
    BillingFacts own =
        new BillingFacts(
            new PatientId(id),
            f.zones(),
            f.practiceZone(),
            f.diagnoses(),
            f.enrolment(),
            f.devices(),
            f.readings(),
            f.dataLink(),
            f.timeEntries(),
            f.timeElsewhere(),
            f.otherServices(),
            f.claims(),
            f.since());
    return new Patient(own, scenario.answer());
  }

  private static List<Finding> audit(Patient... patients) {
    return PracticeAudit.of(List.of(patients), ZONE, AuditLimits.OIG_2025);
  }

  private static List<Kind> kinds(Patient... patients) {
    return audit(patients).stream().map(Finding::kind).distinct().toList();
  }

  @Test
  void anOrdinaryMonthStrikesNobody() {
    assertThat(
            audit(
                patient(
                    "p1",
                    "days=2026-01-05..2026-01-24 entry=2026-01-10T09:00:00+22:00[live:AUDIO]")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4, 6, true",
    "4, 5, false",
    "0, 9, false",
    "2, 4, false",
    "3, 5, true",
    "10, 15, true"
  })
  void aJumpIsHalfAsManyAgainAndAtLeastFive(int before, int after, boolean jump) {
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      patients.add(patient("b" + i, "consent=2026-01-10"));
    }
    for (int i = 0; i < after; i++) {
      patients.add(patient("a" + i, "consent=2026-02-10"));
    }

    assertThat(kinds(patients.toArray(Patient[]::new)).contains(Kind.ENROLMENT_JUMP))
        .isEqualTo(jump);
  }

  @Test
  void patientsWithoutPriorRelationshipOrSetUpAreNamed() {
    assertThat(kinds(patient("p1", "established=no"))).containsExactly(Kind.NO_PRIOR_RELATIONSHIP);
    assertThat(kinds(patient("p1", "setup=none days=2026-01-05..2026-01-24")))
        .containsExactly(Kind.NO_SETUP_ON_RECORD);
  }

  @Test
  void twoDevicePeriodsWithoutAMinuteStrike() {
    String twoPeriods = "days=2026-01-05..2026-01-24 days=2026-02-05..2026-02-24";

    assertThat(kinds(patient("p1", twoPeriods))).containsExactly(Kind.DEVICE_WITHOUT_MANAGEMENT);
    assertThat(kinds(patient("p1", "days=2026-01-05..2026-01-24"))).isEmpty();
    assertThat(kinds(patient("p1", twoPeriods + " entry=2026-02-10T09:00:00+5:00"))).isEmpty();
  }

  @Test
  void managementAfterTheLastPeriodIsTooLate() {
    assertThat(
            kinds(
                patient(
                    "p1",
                    "days=2026-01-05..2026-01-24 days=2026-02-05..2026-02-24"
                        + " entry=2026-03-10T09:00:00+5:00")))
        .containsExactly(Kind.DEVICE_WITHOUT_MANAGEMENT);
  }

  @Test
  void findingsStandByKindAndThenByPatient() {
    List<Finding> findings =
        audit(
            patient("p2", "setup=none established=no days=2026-01-05..2026-01-24"),
            patient("p1", "established=no"));

    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly(
            Kind.NO_PRIOR_RELATIONSHIP, Kind.NO_PRIOR_RELATIONSHIP, Kind.NO_SETUP_ON_RECORD);
    assertThat(findings.getFirst().evidence()).containsExactly("p1");
  }

  @Test
  void threeEntriesOfExactlyTwentyMinutesStrike() {
    String two = "entry=2026-01-05T09:00:00+20:00[live:AUDIO] entry=2026-01-12T09:00:00+20:00";

    assertThat(kinds(patient("p1", two))).isEmpty();
    assertThat(kinds(patient("p1", two), patient("p2", "entry=2026-01-13T09:00:00+20:00")))
        .containsExactly(Kind.EXACT_ENTRIES);
    assertThat(
            audit(patient("p1", two), patient("p2", "entry=2026-01-13T09:00:00+20:00[id:t9]"))
                .getFirst()
                .evidence())
        .containsExactly("t1", "t2", "t9");
    assertThat(kinds(patient("p1", two), patient("p2", "entry=2026-01-13T09:00:00+20:01")))
        .isEmpty();
  }

  @Test
  void allTimeOnTheLastTwoDatesStrikes() {
    assertThat(kinds(patient("p1", "entry=2026-01-30T09:00:00+21:00[live:AUDIO]")))
        .containsExactly(Kind.MONTH_END_TIME);
    assertThat(kinds(patient("p1", "entry=2026-01-29T09:00:00+21:00[live:AUDIO]"))).isEmpty();
  }

  @Test
  void timeThatIsNotBilledStrikesNobodyAtTheEndOfAMonth() {
    assertThat(kinds(patient("p1", "entry=2026-01-30T09:00:00+5:00[live:AUDIO]"))).isEmpty();
    assertThat(
            kinds(
                patient(
                    "p1",
                    "entry=2026-01-10T09:00:00+25:00[live:AUDIO]"
                        + " entry=2026-02-28T09:00:00+5:00[live:AUDIO]")))
        .isEmpty();
    assertThat(kinds(patient("p1", "entry=2026-01-30T09:00:00+25:00[live:AUDIO;sup:none]")))
        .isEmpty();
    assertThat(audit(patient("p1", "entry=2026-01-30T09:00:00+45:00[live:AUDIO]"))).hasSize(1);
  }

  @Test
  void entriesOfOtherServicesMayBeAsLongAsTheyLike() {
    String each = "+20:00[service:CCM]";

    assertThat(
            kinds(
                patient(
                    "p1",
                    "entry=2026-01-05T09:00:00%1$s entry=2026-01-06T09:00:00%1$s entry=2026-01-07T09:00:00%1$s"
                        .formatted(each))))
        .isEmpty();
  }

  @Test
  void theEarlierEntryOfTwoAtOnceIsNamedFirst() {
    List<Finding> findings =
        audit(
            patient("p1", "entry=2026-01-10T09:10:00+15:00[id:later]"),
            patient("p2", "entry=2026-01-10T09:00:00+15:00[id:earlier]"));

    assertThat(findings.getFirst().evidence()).containsExactly("earlier", "later");
  }

  @Test
  void moreThanTwelveHoursADayStrike() {
    String twelve = "entry=2026-01-10T06:00:00+720:00";

    assertThat(kinds(patient("p1", twelve))).isEmpty();
    assertThat(kinds(patient("p1", twelve), patient("p2", "entry=2026-01-10T19:00:00+1:00")))
        .containsExactly(Kind.LONG_DAY);
  }

  @Test
  void onePersonForTwoPatientsAtOnceStrikes() {
    Patient first = patient("p1", "entry=2026-01-10T09:00:00+15:00");

    List<Finding> findings = audit(first, patient("p2", "entry=2026-01-10T09:14:59+15:00"));

    assertThat(findings).extracting(Finding::kind).containsExactly(Kind.SIMULTANEOUS_PATIENTS);
    assertThat(findings.getFirst().evidence()).hasSize(2);
    assertThat(kinds(first, patient("p2", "entry=2026-01-10T09:15:00+15:00"))).isEmpty();
    assertThat(kinds(first, patient("p2", "entry=2026-01-10T09:05:00+15:00[by:rn-2]"))).isEmpty();
    assertThat(kinds(first, patient("p1", "entry=2026-01-10T09:05:00+15:00"))).isEmpty();
  }
}
