package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Counting what a pack would have raised. 2026-01-11, the start, is a Sunday. */
class WhatIfTest {
  private static final double DAY = 1_440;

  private static Map<String, Integer> count(
      Patient patient, RulePack pack, String from, String to) {
    var facts = new PatientFacts(Patient.ID, Patient.NEW_YORK, patient.readings(), List.of());
    return WhatIf.count(facts, pack, LocalDate.parse(from), LocalDate.parse(to)).entrySet().stream()
        .collect(
            Collectors.toMap(
                each -> each.getKey().rule() + " " + each.getKey().week(), Map.Entry::getValue));
  }

  private static Patient crises() {
    return new Patient()
        .measures(0, "184/96")
        .measures(DAY, "184/96")
        .measures(2 * DAY, "150/80")
        .measures(3 * DAY, "186/96");
  }

  @Test
  void findingsCountInTheWeekInWhichTheyBecameSo() {
    Map<String, Integer> counts = count(crises(), DefaultPack.VALUE, "2026-01-05", "2026-01-18");

    assertThat(counts)
        .containsEntry("BP-CRIT-HI 2026-01-05", 1)
        .containsEntry("BP-CRIT-HI 2026-01-12", 2);
  }

  @Test
  void aHigherLimitRaisesLess() {
    Rule.Critical shipped = DefaultPack.rule("BP-CRIT-HI", Rule.Critical.class);
    Rule.Critical higher =
        new Rule.Critical(
            shipped.header(),
            List.of(Threshold.parse("systolic >= 185")),
            shipped.pageAtOnce(),
            shipped.repeat());

    Map<String, Integer> counts =
        count(crises(), DefaultPack.VALUE.with(higher), "2026-01-05", "2026-01-18");

    assertThat(counts)
        .doesNotContainKey("BP-CRIT-HI 2026-01-05")
        .containsEntry("BP-CRIT-HI 2026-01-12", 1);
  }

  @Test
  void bothEndsAreInclusiveAndNothingElseCounts() {
    assertThat(count(crises(), DefaultPack.VALUE, "2026-01-11", "2026-01-11"))
        .containsExactly(Map.entry("BP-CRIT-HI 2026-01-05", 1));
    assertThat(count(crises(), DefaultPack.VALUE, "2026-01-15", "2026-02-28")).isEmpty();
  }
}
