package dev.cuffline.rules.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Checklist;
import dev.cuffline.rules.billing.Checklist.Item;
import dev.cuffline.rules.billing.Checklist.State;
import dev.cuffline.rules.billing.Determination;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents behind a determination (billing-rules.md 4.1). */
class ChecklistTest {
  private static List<Item> checklist(String words, String code) {
    Scenario scenario = Scenario.parse(words);
    BillingAnswer answer = scenario.answer();
    Determination determination =
        answer.determinations().stream()
            .filter(d -> d.code().value().equals(code) && d.units() > 0)
            .findFirst()
            .orElseThrow();
    return Checklist.of(scenario.facts(), determination);
  }

  private static Item item(List<Item> items, String words) {
    return items.stream().filter(i -> i.words().contains(words)).findFirst().orElseThrow();
  }

  @Test
  void aWholeFileOfADevicePeriodMissesNothingThatIsRecordedHere() {
    List<Item> items = checklist("days=2026-01-05..2026-01-20", "99454");

    assertThat(items).extracting(Item::state).doesNotContain(State.MISSING);
    assertThat(item(items, "transmissions").evidence()).hasSize(16);
    assertThat(item(items, "UDI").state()).isEqualTo(State.NOT_RECORDED);
  }

  @Test
  void whatHoldsADevicePeriodIsNamed() {
    List<Item> noConsent = checklist("consent=none days=2026-01-05..2026-01-24", "99454");
    List<Item> noSetup = checklist("setup=none days=2026-01-05..2026-01-24", "99454");

    assertThat(item(noConsent, "consent with its date").state()).isEqualTo(State.MISSING);
    assertThat(item(noSetup, "set-up and education").state()).isEqualTo(State.MISSING);
  }

  @Test
  void aMonthNamesTheEntriesThatLackSomething() {
    List<Item> items =
        checklist(
            "entry=2026-01-10T09:00:00+12:00[live:AUDIO] entry=2026-01-11~10:00[sup:none;cred:none]",
            "99457");

    assertThat(item(items, "live conversation").state()).isEqualTo(State.PRESENT);
    assertThat(item(items, "start and end").state()).isEqualTo(State.MISSING);
    assertThat(item(items, "supervising").evidence()).hasSize(1);
    assertThat(item(items, "credential").evidence()).hasSize(1);
    assertThat(item(items, "data acted upon").state()).isEqualTo(State.PRESENT);
  }

  @Test
  void whatDoesNotApplyNeedsNoDocument() {
    Scenario scenario = Scenario.parse("days=2026-01-05");

    assertThat(
            scenario.answer().determinations().stream()
                .flatMap(d -> Checklist.of(scenario.facts(), d).stream()))
        .isEmpty();
  }
}
