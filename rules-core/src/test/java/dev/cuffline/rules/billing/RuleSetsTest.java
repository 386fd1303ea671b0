package dev.cuffline.rules.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetsTest {
  @Test
  void ruleSetsFollowEachOtherWithoutAGap() {
    List<RuleSet> all = RuleSets.all();

    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).effectiveFrom()).isEqualTo(all.get(i - 1).effectiveTo().plusDays(1));
    }
  }

  @Test
  void theDateOfServiceChoosesTheRuleSet() {
    RuleSet before = RuleSets.inForceOn(LocalDate.of(2025, 12, 31));
    RuleSet after = RuleSets.inForceOn(LocalDate.of(2026, 1, 1));

    assertThat(before.version()).isEqualTo("2025");
    assertThat(after.version()).isEqualTo("2026");
  }

  @Test
  void outsideAllOfThemTheNearestIsUsedAndSaysSo() {
    LocalDate late = LocalDate.of(2027, 1, 1);
    LocalDate early = LocalDate.of(2024, 12, 31);

    RuleSet newest = RuleSets.inForceOn(late);
    RuleSet oldest = RuleSets.inForceOn(early);

    assertThat(newest.version()).isEqualTo("2026");
    assertThat(newest.inForceOn(late)).isFalse();
    assertThat(oldest.version()).isEqualTo("2025");
    assertThat(oldest.inForceOn(early)).isFalse();
  }

  @Test
  void everyRuleSetNamesItsSource() {
    assertThat(RuleSets.all()).extracting(RuleSet::source).noneMatch(String::isBlank);
  }
}
