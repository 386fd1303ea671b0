package dev.cuffline.rules.caretime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.caretime.WorkTime.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CareTimeTest {
  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final Instant NINE = Instant.parse("2026-01-10T14:00:00Z");
  private static final StaffId DR_A = new StaffId("dr-a");
  private static final CareGates GATES =
      new CareGates(
          ZoneId.of("America/New_York"),
          Optional.of(DR_A),
          Optional.of(LocalDate.of(2025, 12, 1)),
          Optional.of(LocalDate.of(2025, 12, 1)),
          Optional.empty(),
          Optional.empty(),
          List.of());
  private static final TimePolicy POLICY =
      new TimePolicy(
          Service.RPM,
          EnumSet.complementOf(EnumSet.of(Activity.DEVICE_SETUP, Activity.ADMIN)),
          EnumSet.of(Role.PHYSICIAN, Role.QHP, Role.CLINICAL_STAFF),
          EnumSet.of(Role.CLINICAL_STAFF),
          EnumSet.of(Modality.AUDIO, Modality.VIDEO),
          Duration.ofDays(3),
          Duration.ofDays(3),
          false);

  @Test
  void aBrokenSecondIsNeverRoundedUp() {
    var almost = entry("t1", Service.RPM, Duration.ofMillis(1_199_999), List.of());

    CareMonth month = january(almost);

    assertThat(month.countedSeconds()).isEqualTo(1_199);
  }

  @Test
  void halfSecondsOfTwoEntriesAddUp() {
    var first = entry("t1", Service.RPM, Duration.ofMillis(599_500), List.of());
    var second = shifted(entry("t2", Service.RPM, Duration.ofMillis(600_500), List.of()));

    CareMonth month = january(first, second);

    assertThat(month.countedSeconds()).isEqualTo(1_200);
  }

  @Test
  void aCallDoubledInFullIsNoContactUntilSomebodyDecides() {
    Duration length = Duration.ofMinutes(12);
    var call = new LiveContact(interval(length), Modality.AUDIO, Participant.PATIENT);
    var tagged = entry("t1", Service.RPM, length, List.of(call));
    var again = entry("t2", Service.CCM, length, List.of());

    CareMonth month = january(tagged, again);

    assertThat(month.liveContacts()).isZero();
    assertThat(month.liveContactsDespite(Set.of(TimeReason.DOUBLE_COUNT))).hasSize(1);
    assertThat(month.holds()).containsExactly(TimeReason.DOUBLE_COUNT);
  }

  @Test
  void twoPeopleMayServeTwoServicesAtOnce() {
    Duration length = Duration.ofMinutes(12);
    var nurse = entry("t1", Service.RPM, length, List.of());
    var colleague = by(entry("t2", Service.CCM, length, List.of()), "rn-2");

    CareMonth month = january(nurse, colleague);

    assertThat(month.countedSeconds()).isEqualTo(720);
  }

  @Test
  void anEntryOfNoTimeIsNoContact() {
    var call =
        new LiveContact(interval(Duration.ofMinutes(5)), Modality.AUDIO, Participant.PATIENT);
    var empty = entry("t1", Service.RPM, Duration.ZERO, List.of(call));

    CareMonth month = january(empty);

    assertThat(month.liveContacts()).isZero();
  }

  @Test
  void overlapIsReportedOnTheLaterEntry() {
    var first = entry("t1", Service.RPM, Duration.ofMinutes(10), List.of());
    var second = by(entry("t2", Service.RPM, Duration.ofMinutes(12), List.of()), "rn-2");

    CareMonth month = january(second, first);

    assertThat(month.uncounted())
        .containsExactly(new Uncounted(new EntryId("t2"), 600, TimeReason.CONCURRENT_STAFF));
    assertThat(month.countedSeconds()).isEqualTo(720);
  }

  @Test
  void aReversedIntervalIsRefused() {
    assertThatThrownBy(() -> new Interval(NINE, NINE.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CareMonth january(TimeEntry... entries) {
    Instant later = Instant.parse("2026-03-15T12:00:00Z");
    return CareTime.months(List.of(entries), List.of(), GATES, POLICY, JANUARY, JANUARY, later)
        .getFirst();
  }

  private static Interval interval(Duration length) {
    return new Interval(NINE, NINE.plus(length));
  }

  private static TimeEntry entry(
      String id, Service service, Duration length, List<LiveContact> live) {
    return entry(id, service, interval(length), "rn-1", live);
  }

  private static TimeEntry shifted(TimeEntry entry) {
    Instant later = NINE.plus(Duration.ofHours(2));
    Duration length = ((Interval) entry.when()).elapsed();
    return entry(
        entry.id().value(),
        entry.service(),
        new Interval(later, later.plus(length)),
        "rn-1",
        entry.live());
  }

  private static TimeEntry by(TimeEntry entry, String performer) {
    return entry(entry.id().value(), entry.service(), entry.when(), performer, entry.live());
  }

  private static TimeEntry entry(
      String id, Service service, WorkTime when, String performer, List<LiveContact> live) {
    return new TimeEntry(
        new EntryId(id),
        when,
        new StaffId(performer),
        Role.CLINICAL_STAFF,
        Optional.of("RN"),
        Optional.of(DR_A),
        DR_A,
        service,
        Activity.COACHING,
        Set.of("r1"),
        "adjusted the plan",
        NINE.plus(Duration.ofHours(3)),
        live);
  }
}
