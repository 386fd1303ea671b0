package dev.cuffline.gateway.web.pages;

import java.util.Locale;
import java.util.Optional;

/** Columns by which patients are sorted, each in its useful direction. */
enum PatientSort {
  /** A to Z. */
  NAME("Patient"),
  /** Who was silent longest comes first. */
  NEWEST("Last reading"),
  /** Fewest data-days first. */
  DAYS("Device period"),
  /** Fewest minutes first. */
  MINUTES("Management month");

  private final String heading;

  PatientSort(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }

  String href() {
    return this == NAME ? Links.PATIENTS : Links.PATIENTS + "?sort=" + word();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a parameter; by name when there is none or another. */
  static PatientSort of(Optional<String> word) {
    for (PatientSort sort : values()) {
      if (word.filter(sort.word()::equals).isPresent()) {
        return sort;
      }
    }
    return NAME;
  }
}
