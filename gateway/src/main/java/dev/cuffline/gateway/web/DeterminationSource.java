package dev.cuffline.gateway.web;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes a patient's two billing clocks; the API only shows them. */
@FunctionalInterface
public interface DeterminationSource {
  /**
   * Both clocks and what follows from them. May block.
   *
   * @param asOf the instant of the question
   * @return empty when the practice has no such patient
   */
  Optional<Clocks> of(PracticeId practice, PatientId patient, Instant asOf);

  /**
   * The same for many patients of a practice. A patient is missing who is not there, was never
   * enrolled, or whose clocks cannot be computed: one of them hides no other. The documents behind
   * the determinations are left out.
   */
  default Map<PatientId, Clocks> ofAll(
      PracticeId practice, Collection<PatientId> patients, Instant asOf) {
    Map<PatientId, Clocks> clocks = new HashMap<>();
    for (PatientId patient : patients) {
      of(practice, patient, asOf).ifPresent(found -> clocks.put(patient, found));
    }
    return clocks;
  }

  /** Everything about one patient. */
  record Clocks(
      List<DevicePeriod> devicePeriods,
      List<CareMonth> careMonths,
      List<Determination> determinations) {
    /** Copies the lists. */
    public Clocks {
      devicePeriods = List.copyOf(devicePeriods);
      careMonths = List.copyOf(careMonths);
      determinations = List.copyOf(determinations);
    }
  }

  /**
   * A code, and what it rests on (R50).
   *
   * @param dos date of service
   * @param status PROJECTED, READY, REVIEW, HOLD, BLOCKED or NONE
   * @param evidence ids of readings or time entries
   * @param secondsToNext how much management time is missing to the next unit
   * @param amount dollars for its units; empty where no fee table knows them, never 0
   * @param amountSource the fee table, and how far it can be trusted
   * @param documents what an auditor would ask for; none for a code without units
   */
  record Determination(
      String code,
      int units,
      Optional<LocalDate> dos,
      Optional<Period> period,
      String status,
      List<String> reasons,
      List<String> evidence,
      String ruleSet,
      String payerProfile,
      Optional<Long> secondsToNext,
      Optional<BigDecimal> amount,
      Optional<String> amountSource,
      List<Document> documents) {
    /** Copies the lists. */
    public Determination {
      documents = List.copyOf(documents);
      reasons = List.copyOf(reasons);
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A document behind a determination.
   *
   * @param document what it is
   * @param state PRESENT, MISSING or NOT_RECORDED (here)
   * @param evidence ids of what it is missing for, or rests on
   */
  record Document(String document, String state, List<String> evidence) {
    /** Copies the list. */
    public Document {
      evidence = List.copyOf(evidence);
    }
  }

  /** Both dates inclusive. */
  record Period(LocalDate from, LocalDate to) {}

  /**
   * A 30-day block of the device clock, in the patient's zone; both dates inclusive.
   *
   * @param daysLeft dates that can still become data-days, today included
   * @param lastDateToReach16 from when on every date is needed
   */
  record DevicePeriod(
      LocalDate from,
      LocalDate to,
      List<LocalDate> dataDays,
      List<Excluded> excluded,
      int daysLeft,
      boolean reachable16,
      Optional<LocalDate> lastDateToReach16) {
    /** Copies the lists. */
    public DevicePeriod {
      dataDays = List.copyOf(dataDays);
      excluded = List.copyOf(excluded);
    }
  }

  /** A reading that does not make a data-day, and why. */
  record Excluded(LocalDate date, String reading, String reason) {}

  /** A calendar month of the management clock, in the practice's zone. */
  record CareMonth(
      YearMonth month, long countedSeconds, List<Uncounted> uncounted, int liveContacts) {
    /** Copies the list. */
    public CareMonth {
      uncounted = List.copyOf(uncounted);
    }
  }

  /** Time that does not count, and why. */
  record Uncounted(String entry, long seconds, String reason) {}
}
