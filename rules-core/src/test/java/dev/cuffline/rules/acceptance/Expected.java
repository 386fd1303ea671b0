package dev.cuffline.rules.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.dataday.DataDay;
import dev.cuffline.rules.dataday.DevicePeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a table expects: {@code 99445x1:READY@2026-02-03} for a determination (the date may be left
 * out), {@code none}, and figures such as {@code days=9}, {@code day=2026-01-10}, {@code end=…},
 * {@code seconds=1200}, {@code unbilled=1200}, {@code next=99457:300}, {@code exception=…}.
 */
final class Expected {
  private Expected() {}

  static void check(BillingAnswer answer, String expected, String reasons) {
    List<String> wanted = new ArrayList<>();
    for (String word : expected.strip().split("\\s+", -1)) {
      if (word.contains("=")) {
        figure(answer, word.split("=", 2));
      } else if (!word.equals("none")) {
        wanted.add(word);
      }
    }
    assertThat(billed(answer, wanted)).containsExactlyInAnyOrderElementsOf(wanted);
    Set<ReasonCode> given =
        answer.determinations().stream()
            .flatMap(d -> d.reasons().stream())
            .collect(Collectors.toSet());
    assertThat(given)
        .containsAll(
            Stream.of(reasons.strip().split("\\s+", -1))
                .filter(r -> !r.isEmpty() && !r.equals("-"))
                .map(ReasonCode::valueOf)
                .toList());
  }

  /** Lines with units, with their date where the table names one. */
  private static List<String> billed(BillingAnswer answer, List<String> wanted) {
    List<String> lines = new ArrayList<>();
    for (Determination d : answer.determinations()) {
      if (d.units() > 0) {
        String line = d.code() + "x" + d.units() + ":" + d.status();
        String dated = line + "@" + d.dateOfService().map(LocalDate::toString).orElse("");
        lines.add(wanted.contains(dated) ? dated : line);
      }
    }
    return lines;
  }

  private static void figure(BillingAnswer answer, String[] word) {
    String value = word[1];
    switch (word[0]) {
      case "days" ->
          assertThat(answer.devicePeriods().getFirst().days()).isEqualTo(Integer.parseInt(value));
      case "day" ->
          assertThat(answer.devicePeriods().stream().flatMap(p -> p.dataDays().stream()))
              .extracting(DataDay::date)
              .contains(LocalDate.parse(value));
      case "end" ->
          assertThat(answer.devicePeriods().getFirst().range().to())
              .isEqualTo(LocalDate.parse(value));
      case "left" ->
          assertThat(answer.devicePeriods())
              .extracting(DevicePeriod::daysLeft)
              .contains(Integer.parseInt(value));
      case "seconds" ->
          assertThat(answer.careMonths())
              .extracting(CareMonth::countedSeconds)
              .contains(Long.parseLong(value));
      case "unbilled" ->
          assertThat(answer.determinations())
              .extracting(Determination::unbilledSeconds)
              .contains(Long.parseLong(value));
      case "next" -> {
        String[] parts = value.split(":", 2);
        assertThat(answer.determinations())
            .filteredOn(d -> d.code().value().equals(parts[0]))
            .extracting(d -> d.secondsToNext().orElse(-1))
            .contains(Long.parseLong(parts[1]));
      }
      case "exception" ->
          assertThat(answer.exceptions()).extracting(e -> e.reason().name()).contains(value);
      default -> throw new IllegalArgumentException("unknown figure in a table: " + word[0]);
    }
  }
}
