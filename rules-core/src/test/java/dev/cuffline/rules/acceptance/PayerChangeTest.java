package dev.cuffline.rules.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.DatedPayer;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.Determinations;
import dev.cuffline.rules.billing.PayerProfile;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.billing.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A patient whose payer changes (R5a): the payer of the date of service, and a second look. */
class PayerChangeTest {
  private static final String THREE_PERIODS =
      "days=2026-01-05..2026-01-24 days=2026-02-04..2026-02-23 days=2026-03-06..2026-03-25"
          + " entry=2026-02-10T09:00:00+25:00[live:AUDIO] asOf=2026-06-01T00:00:00Z";

  private static BillingAnswer answer(String from) {
    Scenario scenario = Scenario.parse(THREE_PERIODS);
    PayerProfile other = Scenario.parse("profile=commercial-2025-codes").profile();
    return Determinations.determine(
        scenario.facts(),
        List.of(
            new DatedPayer(other, LocalDate.parse(from)),
            new DatedPayer(scenario.profile(), LocalDate.MIN)),
        scenario.asOf());
  }

  private static Determination of(BillingAnswer answer, String code, String inPeriod) {
    return answer.determinations().stream()
        .filter(d -> d.code().value().equals(code))
        .filter(d -> d.period().filter(p -> p.contains(LocalDate.parse(inPeriod))).isPresent())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachPeriodIsThePayersOfItsDateOfService() {
    BillingAnswer answer = answer("2026-03-06");

    assertThat(of(answer, "99454", "2026-01-20").payerProfile()).isEqualTo("medicare-2026");
    assertThat(of(answer, "99454", "2026-02-20").payerProfile()).isEqualTo("medicare-2026");
    assertThat(of(answer, "99454", "2026-03-20").payerProfile()).isEqualTo("commercial-2025-codes");
    assertThat(of(answer, "99454", "2026-03-20").status()).isEqualTo(Status.READY);
  }

  @Test
  void aChangeInsideAPeriodIsForReview() {
    BillingAnswer answer = answer("2026-02-20");

    Determination split = of(answer, "99454", "2026-02-20");
    assertThat(split.payerProfile()).isEqualTo("commercial-2025-codes");
    assertThat(split.status()).isEqualTo(Status.REVIEW);
    assertThat(split.reasons()).contains(ReasonCode.PAYER_CHANGED);
    assertThat(of(answer, "99457", "2026-02-20").reasons()).contains(ReasonCode.PAYER_CHANGED);
    assertThat(of(answer, "99454", "2026-01-20").reasons())
        .doesNotContain(ReasonCode.PAYER_CHANGED);
  }

  @Test
  void noCodeIsListedTwiceForOnePeriod() {
    assertThat(answer("2026-02-20").determinations())
        .extracting(d -> d.code().value() + " " + d.period())
        .doesNotHaveDuplicates();
  }

  @Test
  void onePayerIsAnsweredAsBefore() {
    Scenario scenario = Scenario.parse(THREE_PERIODS);

    assertThat(
            Determinations.determine(
                scenario.facts(),
                List.of(new DatedPayer(scenario.profile(), LocalDate.MIN)),
                scenario.asOf()))
        .isEqualTo(scenario.answer());
  }
}
