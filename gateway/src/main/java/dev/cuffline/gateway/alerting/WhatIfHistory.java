package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.PatientFacts;
import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.WhatIf;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tries rule packs on the history of a store, patient by patient; changes nothing. */
public final class WhatIfHistory {
  private static final String PATIENTS =
      """
      SELECT practice_id, id, zone FROM patient
      WHERE practice_id = coalesce(?, practice_id) AND id = coalesce(?, id)
      ORDER BY practice_id, id
      """;

  private final Reads store;

  /** Over an open store. */
  public WhatIfHistory(Reads store) {
    this.store = store;
  }

  /**
   * Whose history, and of which local dates.
   *
   * @param practice empty for every practice
   * @param patient empty for every patient
   * @param from first date, inclusive
   * @param to last date, inclusive
   */
  public record Span(
      Optional<PracticeId> practice, Optional<PatientId> patient, LocalDate from, LocalDate to) {}

  /**
   * What two packs would have raised.
   *
   * @param patients whose history was looked at
   * @param inForce by the pack in force
   * @param tried by the other one
   */
  public record Counts(
      int patients,
      SortedMap<WhatIf.Cell, Integer> inForce,
      SortedMap<WhatIf.Cell, Integer> tried) {}

  private record Patient(PracticeId practice, PatientId id, ZoneId zone) {}

  /** Counts findings of both packs. One patient's readings are in memory at a time. */
  public Counts count(Span span, RulePack inForce, RulePack tried) {
    SortedMap<WhatIf.Cell, Integer> before = new TreeMap<>();
    SortedMap<WhatIf.Cell, Integer> after = new TreeMap<>();
    int history = Math.max(inForce.settings().historyDates(), tried.settings().historyDates());
    List<Patient> patients =
        store.read(session ->
            session.list(
                PATIENTS,
                row ->
                    new Patient(
                        new PracticeId(row.text("practice_id")),
                        new PatientId(row.text("id")),
                        ZoneId.of(row.text("zone"))),
                span.practice(),
                span.patient()));
    for (Patient patient : patients) {
      PatientFacts facts = facts(patient, span, history);
      add(before, WhatIf.count(facts, inForce, span.from(), span.to()));
      add(after, WhatIf.count(facts, tried, span.from(), span.to()));
    }
    return new Counts(patients.size(), before, after);
  }

  /** A week more at each end: weeks begin before the first date and end after the last. */
  private PatientFacts facts(Patient patient, Span span, int history) {
    Instant from = span.from().minusDays(history + 7L).atStartOfDay(patient.zone()).toInstant();
    Instant to = span.to().plusDays(8).atStartOfDay(patient.zone()).toInstant();
    return new PatientFacts(
        patient.id(),
        patient.zone(),
        store
            .read(
                session -> Readings.ofPatient(session, patient.practice(), patient.id(), from, to))
            .stream()
            .map(StoredReading::reading)
            .toList(),
        List.of());
  }

  private static void add(
      SortedMap<WhatIf.Cell, Integer> sums, SortedMap<WhatIf.Cell, Integer> counts) {
    counts.forEach((cell, count) -> sums.merge(cell, count, Integer::sum));
  }
}
