package dev.cuffline.gateway.billing;

import dev.cuffline.rules.dataday.DayGates;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The gates and the last data-day of the patients who measured last. */
final class KeptDays {
  private static final int PATIENTS = 131_072;

  private record Key(PracticeId practice, PatientId patient) {}

  /**
   * What is known of a patient.
   *
   * @param lastDay the last data-day in the store
   * @param firstAt when the reading that makes it was measured, where that is known
   */
  record Known(DayGates gates, Optional<LocalDate> lastDay, Optional<Instant> firstAt) {
    boolean isAfterTheLast(LocalDate date) {
      return lastDay.isEmpty() || date.isAfter(lastDay.get());
    }

    /** Whether the date is the last one, and an earlier reading makes it. */
    boolean isBehindTheFirst(LocalDate date, Reading reading) {
      return lastDay.filter(date::equals).isPresent()
          && firstAt.filter(reading.measuredAt().instant()::isAfter).isPresent();
    }

    Known with(LocalDate day, Reading first) {
      return new Known(gates, Optional.of(day), Optional.of(first.measuredAt().instant()));
    }
  }

  private final Map<Key, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
          return size() > PATIENTS;
        }
      };

  Optional<Known> get(PracticeId practice, PatientId patient) {
    return Optional.ofNullable(known.get(new Key(practice, patient)));
  }

  void put(PracticeId practice, PatientId patient, Known now) {
    known.put(new Key(practice, patient), now);
  }

  void remove(PracticeId practice, PatientId patient) {
    known.remove(new Key(practice, patient));
  }
}
