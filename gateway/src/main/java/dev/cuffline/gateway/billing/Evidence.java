package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.billing.EvidenceSnapshot.Measured;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Talk;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Work;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.caretime.CareTime;
import dev.cuffline.rules.caretime.LiveContact;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.WorkTime;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The readings and time entries behind a determination, in the words of a snapshot. */
final class Evidence {
  private Evidence() {}

  static List<Measured> readings(BillingFacts facts, Determination determination) {
    Set<String> ids = new HashSet<>(determination.evidence());
    return facts.readings().stream()
        .filter(reading -> ids.contains(reading.id().value()))
        .map(reading -> measured(facts, reading))
        .sorted(Comparator.comparing(Measured::measuredAt).thenComparing(Measured::id))
        .toList();
  }

  static List<Work> time(BillingFacts facts, Determination determination) {
    Set<String> ids = new HashSet<>(determination.evidence());
    return facts.timeEntries().stream()
        .filter(entry -> ids.contains(entry.id().value()))
        .map(entry -> work(entry, facts.practiceZone()))
        .sorted(
            Comparator.comparing(Work::date)
                .thenComparing(work -> work.start().orElse(Instant.MAX))
                .thenComparing(Work::id))
        .toList();
  }

  private static Measured measured(BillingFacts facts, Reading reading) {
    Optional<BloodPressure> pressure = reading.bloodPressure();
    Instant at = reading.measuredAt().instant();
    return new Measured(
        reading.id().value(),
        facts.zones().dateOf(at),
        at,
        reading.receivedAt(),
        reading.device().value(),
        pressure.map(BloodPressure::systolic),
        pressure.map(BloodPressure::diastolic),
        reading.pulse(),
        reading.entry().name(),
        reading.status().name());
  }

  private static Work work(TimeEntry entry, ZoneId office) {
    return new Work(
        entry.id().value(),
        start(entry.when()),
        end(entry.when()),
        CareTime.dateOf(entry.when(), office),
        elapsed(entry.when()).toSeconds(),
        entry.performer().value(),
        entry.role().name(),
        entry.credential(),
        entry.supervisor().map(StaffId::value),
        entry.billingPractitioner().value(),
        entry.service().name(),
        entry.activity().name(),
        entry.dataActedUpon().stream().sorted().toList(),
        entry.action(),
        entry.enteredAt(),
        entry.live().stream().map(Evidence::talk).toList());
  }

  private static Talk talk(LiveContact contact) {
    return new Talk(
        start(contact.when()),
        end(contact.when()),
        contact.modality().name(),
        contact.with().name());
  }

  private static Optional<Instant> start(WorkTime when) {
    return when instanceof WorkTime.Interval(Instant start, Instant end)
        ? Optional.of(start)
        : Optional.empty();
  }

  private static Optional<Instant> end(WorkTime when) {
    return when instanceof WorkTime.Interval(Instant start, Instant end)
        ? Optional.of(end)
        : Optional.empty();
  }

  private static Duration elapsed(WorkTime when) {
    return switch (when) {
      case WorkTime.Interval interval -> interval.elapsed();
      case WorkTime.OnDate stated -> stated.duration();
    };
  }
}
