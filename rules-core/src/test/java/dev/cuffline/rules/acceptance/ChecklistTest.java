package dev.cuffline.rules.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Checklist;
import dev.cuffline.rules.billing.Checklist.Item;
import dev.cuffline.rules.billing.Checklist.State;
import dev.cuffline.rules.billing.Determination;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    // a second cuff's readings are no evidence, so nobody asks for its papers
    "days=2026-01-05..2026-01-24 days=2026-01-05..2026-01-24[device:b] device=b:none, 99454, medical device, PRESENT, ''",
    "days=2026-01-05..2026-01-06 device=cuff:unknown device=b:fda, 99445, medical device, MISSING, r1 r2",
    "days=2026-01-05..2026-01-06 device=cuff:unknown, 99445, patient's when, PRESENT, ''",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO], 99457, start and end, PRESENT, ''",
    "entry=2026-01-10T09:00:00+45:00[live:AUDIO], 99458, start and end, PRESENT, ''",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO] entry=2026-01-11~10:00, 99457, start and end, MISSING, t2",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO] entry=2026-01-11~10:00[service:CCM], 99457, start and end, PRESENT, ''",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO;role:PHYSICIAN;sup:none], 99457, supervising, PRESENT, ''",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO;sup:none], 99457, supervising, MISSING, t1",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO;data:none] countPassiveReview=true, 99457, data acted upon, MISSING, t1",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO;action:none] countPassiveReview=true, 99457, 'assessment, action', MISSING, t1",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO], 99457, 'assessment, action', PRESENT, ''",
    "entry=2026-01-10T09:00:00+25:00[live:AUDIO], 99457, live conversation, PRESENT, t1",
    "entry=2026-01-10T09:00:00+25:00[live:IN_PERSON], 99457, live conversation, MISSING, ''"
  })
  void eachDocumentIsThereOrNamesWhatLacksIt(
      String words, String code, String document, State state, String evidence) {
    Item item = item(checklist(words, code), document);

    assertThat(item.state()).isEqualTo(state);
    assertThat(String.join(" ", item.evidence())).isEqualTo(evidence);
  }

  @Test
  void minutesOfAnotherServiceAskForNoPapersOfADevice() {
    List<Item> items = checklist("entry=2026-01-10T09:00:00+25:00[service:CCM]", "99490");

    assertThat(items).extracting(Item::words).noneMatch(words -> words.contains("device"));
    assertThat(item(items, "start and end").state()).isEqualTo(State.PRESENT);
    assertThat(item(items, "order, consent and care plan").state()).isEqualTo(State.NOT_RECORDED);
  }

  @Test
  void selfMeasuredPressureAsksForReadingsAndForWhatItsCodeNeeds() {
    List<Item> items = checklist("days=2026-01-05..2026-01-16[entry:MANUAL]", "99474");

    assertThat(items).extracting(Item::words).noneMatch(words -> words.contains("medical device"));
    assertThat(item(items, "readings with their date").state()).isEqualTo(State.PRESENT);
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
