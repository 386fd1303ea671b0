package dev.cuffline.rules.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.Status;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeterminationsTest {
  @Test
  void everyCodeIsListedForEveryPeriodAndMonthWithItsReason() {
    var scenario = Scenario.parse("asOf=2026-01-31T17:00:00Z");

    BillingAnswer answer = scenario.answer();

    assertThat(answer.determinations())
        .extracting(d -> d.code().value())
        .containsExactly("99453", "99445", "99454", "99457", "99458", "99470");
    assertThat(answer.determinations()).allMatch(d -> d.status() == Status.NONE);
    assertThat(answer.determinations()).noneMatch(d -> d.reasons().isEmpty());
  }

  @Test
  void evidenceIsTheFirstReadingOfEachDay() {
    var scenario = Scenario.parse("days=2026-01-05..2026-01-06[n:2]");

    BillingAnswer answer = scenario.answer();

    assertThat(line(answer, "99445").evidence()).containsExactly("r1", "r3");
  }

  @Test
  void aLineNamesItsRuleSetAndPayer() {
    var scenario = Scenario.parse("profile=medicare-2026-strict days=2026-01-05..2026-01-06");

    Determination line = line(scenario.answer(), "99445");

    assertThat(line.ruleSet()).isEqualTo("2026");
    assertThat(line.payerProfile()).isEqualTo("medicare-2026-strict");
    assertThat(line.computedAt()).isEqualTo(scenario.asOf());
    assertThat(line.daysToNext()).hasValue(14);
  }

  @Test
  void aQuestionThatBeginsLaterGivesTheSameLines() {
    String words = "days=2026-01-05..2026-02-20 setup=done entry=2026-02-10T09:00:00+20:00";
    LocalDate february = LocalDate.of(2026, 2, 4);

    List<Determination> late =
        Scenario.parse(words + " since=" + february).answer().determinations();

    List<Determination> all = Scenario.parse(words).answer().determinations();
    assertThat(late)
        .containsExactlyElementsOf(
            all.stream()
                .filter(d ->
                    d.code().value().equals("99453")
                        || d.period().filter(p -> !p.to().isBefore(february)).isPresent())
                .toList());
  }

  @Test
  void readingsThatArriveAfterTheQuestionAreNotKnownToIt() {
    var scenario = Scenario.parse("asOf=2026-01-10T12:59:00Z days=2026-01-05..2026-01-20");

    BillingAnswer answer = scenario.answer();

    assertThat(answer.devicePeriods().getFirst().days()).isEqualTo(5);
  }

  @Test
  void daysLeftCountTodayWhileItHasNoDataDay() {
    String nineDays = "days=2026-01-05..2026-01-12 asOf=2026-01-24T17:00:00Z";

    var without = Scenario.parse(nineDays).answer().devicePeriods().getFirst();
    var with = Scenario.parse(nineDays + " days=2026-01-24").answer().devicePeriods().getFirst();

    assertThat(without.daysLeft()).isEqualTo(11);
    assertThat(with.daysLeft()).isEqualTo(10);
    assertThat(with.days()).isEqualTo(9);
    assertThat(with.reachable16()).isTrue();
    assertThat(with.lastDateToReach16()).contains(LocalDate.of(2026, 1, 28));
  }

  @Test
  void aTargetOutOfReachHasNoLastDate() {
    var scenario = Scenario.parse("days=2026-01-05..2026-01-09 asOf=2026-01-24T17:00:00Z");

    var tooLate =
        Scenario.parse("days=2026-01-05..2026-01-08 asOf=2026-01-24T17:00:00Z")
            .answer()
            .devicePeriods()
            .getFirst();

    var justInTime = scenario.answer().devicePeriods().getFirst();
    assertThat(justInTime.lastDateToReach16()).contains(LocalDate.of(2026, 1, 24));
    assertThat(tooLate.reachable16()).isFalse();
    assertThat(tooLate.lastDateToReach16()).isEqualTo(Optional.empty());
  }

  private static Determination line(BillingAnswer answer, String code) {
    return answer.determinations().stream()
        .filter(d -> d.code().value().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
