package dev.cuffline.rules.trend;

import java.util.List;
import java.util.stream.Collectors;

/** Wording that several rules share. */
final class Sentences {
  private Sentences() {}

  /** {@code Systolic ≥ 160 or diastolic ≥ 100}. */
  static String limits(List<Threshold> limits) {
    String text =
        limits.stream()
            .map(limit -> limit.measure().word() + " " + limit.limit())
            .collect(Collectors.joining(" or "));
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
