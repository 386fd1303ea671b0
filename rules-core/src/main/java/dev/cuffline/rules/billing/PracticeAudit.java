package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.WorkTime.Interval;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.reading.PatientId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What in a practice's own records would strike an auditor (R53): to be looked at before somebody
 * else does. A pure function of the records; it changes no determination and accuses nobody.
 */
public final class PracticeAudit {
  private final Collection<Patient> patients;
  private final ZoneId zone;
  private final AuditLimits limits;
  private final List<Finding> findings = new ArrayList<>();

  private PracticeAudit(Collection<Patient> patients, ZoneId zone, AuditLimits limits) {
    this.patients = patients;
    this.zone = zone;
    this.limits = limits;
  }

  /**
   * One patient's records.
   *
   * @param facts what determinations are made from
   * @param answer the determinations
   */
  public record Patient(BillingFacts facts, BillingAnswer answer) {
    private PatientId id() {
      return facts.patient();
    }
  }

  /** What strikes. */
  public enum Kind {
    /** Many more newly enrolled patients than in the month before. */
    ENROLMENT_JUMP,
    /** Monitored without evidence of an established patient. */
    NO_PRIOR_RELATIONSHIP,
    /** Device periods billable one after the other, and nobody worked with the data. */
    DEVICE_WITHOUT_MANAGEMENT,
    /** Device periods billable, and no set-up on record. */
    NO_SETUP_ON_RECORD,
    /** Several entries of exactly the length of the threshold. */
    EXACT_ENTRIES,
    /** All of a billable month's time on its last dates. */
    MONTH_END_TIME,
    /** More work in a day than one person does. */
    LONG_DAY,
    /** One person at work for two patients in the same seconds. */
    SIMULTANEOUS_PATIENTS
  }

  /**
   * One thing to look at.
   *
   * @param kind what strikes
   * @param words for a person, with ids and numbers and no names
   * @param evidence ids of patients or time entries
   */
  public record Finding(Kind kind, String words, List<String> evidence) {
    /** Copies the list. */
    public Finding {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * Looks through the records of a practice.
   *
   * @param zone of the practice: months and dates are in it
   * @return by kind, then in order of time or id
   */
  public static List<Finding> of(Collection<Patient> patients, ZoneId zone, AuditLimits limits) {
    List<Patient> inOrder =
        patients.stream().sorted(Comparator.comparing(p -> p.id().value())).toList();
    return new PracticeAudit(inOrder, zone, limits).findings();
  }

  private List<Finding> findings() {
    enrolmentJumps();
    patients.forEach(this::onePatient);
    entriesByPerformer().forEach(this::onePerformer);
    findings.sort(Comparator.comparing(Finding::kind));
    return List.copyOf(findings);
  }

  private void add(Kind kind, String words, List<String> evidence) {
    findings.add(new Finding(kind, words, evidence));
  }

  private void enrolmentJumps() {
    SortedMap<YearMonth, Integer> enrolled = new TreeMap<>();
    for (Patient patient : patients) {
      patient
          .facts()
          .enrolment()
          .consentOn()
          .ifPresent(on -> enrolled.merge(YearMonth.from(on), 1, Integer::sum));
    }
    enrolled.forEach((month, count) -> {
      int before = enrolled.getOrDefault(month.minusMonths(1), 0);
      if (before > 0
          && count >= limits.jumpAtLeast()
          && count * 100L >= (long) before * limits.jumpPercent()) {
        add(
            Kind.ENROLMENT_JUMP,
            "%s: %d new patients after %d in the month before".formatted(month, count, before),
            List.of());
      }
    });
  }

  private void onePatient(Patient patient) {
    String id = patient.id().value();
    List<DevicePeriod> billable = billable(patient);
    Enrolment enrolment = patient.facts().enrolment();
    if (!enrolment.establishedPatient()) {
      add(
          Kind.NO_PRIOR_RELATIONSHIP,
          "patient " + id + ": no evidence of an established patient",
          List.of(id));
    }
    if (!billable.isEmpty() && enrolment.setup().isEmpty()) {
      add(
          Kind.NO_SETUP_ON_RECORD,
          "patient %s: %d device periods and no set-up on record".formatted(id, billable.size()),
          List.of(id));
    }
    if (longestWithoutManagement(patient, billable) >= limits.periodsWithoutManagement()) {
      add(
          Kind.DEVICE_WITHOUT_MANAGEMENT,
          "patient %s: device periods one after the other without management time".formatted(id),
          List.of(id));
    }
    monthEnd(patient);
  }

  private static List<DevicePeriod> billable(Patient patient) {
    return patient.answer().devicePeriods().stream()
        .filter(period ->
            patient.answer().determinations().stream()
                .filter(d -> RuleSets.deviceCodes().contains(d.code()) && d.units() > 0)
                .anyMatch(d -> d.period().filter(period.range()::equals).isPresent()))
        .toList();
  }

  private int longestWithoutManagement(Patient patient, List<DevicePeriod> billable) {
    TreeSet<LocalDate> worked = new TreeSet<>();
    patient.answer().careMonths().forEach(month -> worked.addAll(month.byDate(Set.of()).keySet()));
    int longest = 0;
    int run = 0;
    for (DevicePeriod period : billable) {
      LocalDate first = worked.ceiling(period.range().from());
      boolean managed = first != null && !first.isAfter(period.range().to());
      run = managed ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private void monthEnd(Patient patient) {
    for (Determination determination : patient.answer().determinations()) {
      if (determination.units() == 0 || !RuleSets.timeCodes().contains(determination.code())) {
        continue;
      }
      patient.answer().careMonths().stream()
          .filter(month ->
              determination
                  .period()
                  .map(p -> p.from().equals(month.month().atDay(1)))
                  .orElse(false))
          .filter(month -> !month.byDate(Set.of()).isEmpty())
          .filter(month -> {
            LocalDate from = month.month().atEndOfMonth().minusDays(limits.lastDates() - 1L);
            return !month.byDate(Set.of()).firstKey().isBefore(from);
          })
          .forEach(month ->
              add(
                  Kind.MONTH_END_TIME,
                  "patient %s: all time of %s on its last %d dates"
                      .formatted(patient.id().value(), month.month(), limits.lastDates()),
                  determination.evidence()));
    }
  }

  private record Work(PatientId patient, TimeEntry entry, Interval when) {}

  private Map<StaffId, List<Work>> entriesByPerformer() {
    SortedMap<StaffId, List<Work>> byPerformer =
        new TreeMap<>(Comparator.comparing(StaffId::value));
    for (Patient patient : patients) {
      for (TimeEntry entry : patient.facts().timeEntries()) {
        if (entry.when() instanceof Interval interval) {
          byPerformer
              .computeIfAbsent(entry.performer(), performer -> new ArrayList<>())
              .add(new Work(patient.id(), entry, interval));
        }
      }
    }
    byPerformer.values().forEach(work -> work.sort(Comparator.comparing(w -> w.when().start())));
    return byPerformer;
  }

  private void onePerformer(StaffId performer, List<Work> work) {
    exactEntries(performer, work);
    longDays(performer, work);
    simultaneous(performer, work);
  }

  private void exactEntries(StaffId performer, List<Work> work) {
    Map<YearMonth, List<String>> exact =
        work.stream()
            .filter(w -> w.entry().service() == Service.RPM)
            .filter(w -> w.when().elapsed().equals(limits.exactly()))
            .collect(
                Collectors.groupingBy(
                    w -> YearMonth.from(w.when().start().atZone(zone)),
                    TreeMap::new,
                    Collectors.mapping(w -> w.entry().id().value(), Collectors.toList())));
    exact.forEach((month, entries) -> {
      if (entries.size() >= limits.exactlyAtLeast()) {
        add(
            Kind.EXACT_ENTRIES,
            "%s in %s: %d entries of exactly %d minutes"
                .formatted(performer.value(), month, entries.size(), limits.exactly().toMinutes()),
            entries);
      }
    });
  }

  private void longDays(StaffId performer, List<Work> work) {
    SortedMap<LocalDate, Duration> byDate = new TreeMap<>();
    for (Work each : work) {
      byDate.merge(
          each.when().start().atZone(zone).toLocalDate(), each.when().elapsed(), Duration::plus);
    }
    byDate.forEach((date, sum) -> {
      if (sum.compareTo(limits.longDay()) > 0) {
        add(
            Kind.LONG_DAY,
            "%s on %s: %d h %d min logged"
                .formatted(performer.value(), date, sum.toHours(), sum.toMinutesPart()),
            List.of());
      }
    });
  }

  /** Each entry is held against those that began before it; one finding is enough for it. */
  private void simultaneous(StaffId performer, List<Work> work) {
    for (int i = 1; i < work.size(); i++) {
      Work later = work.get(i);
      for (int j = i - 1; j >= 0; j--) {
        Work earlier = work.get(j);
        if (!earlier.patient().equals(later.patient())
            && earlier.when().end().isAfter(later.when().start())) {
          add(
              Kind.SIMULTANEOUS_PATIENTS,
              "%s at %s: at work for two patients"
                  .formatted(performer.value(), later.when().start()),
              List.of(earlier.entry().id().value(), later.entry().id().value()));
          break;
        }
      }
    }
  }
}
