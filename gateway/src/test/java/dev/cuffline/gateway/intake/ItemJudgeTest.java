package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DeviceState;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ItemJudgeTest {
  private static final DecodedItem.Measurement LIVE =
      Items.measurement(Items.at("2026-01-05T12:59:00Z"));

  private final ItemJudge judge = new ItemJudge(ClockLimits.DEFAULT);

  @Test
  void aLiveReadingOfAnAssignedCuffIsAccepted() {
    Judged judged = judge.judge(LIVE, Items.context());

    assertThat(judged.disposition()).isEqualTo(Disposition.ACCEPT);
    assertThat(judged.reasons()).isEmpty();
    assertThat(judged.measuredAt().map(MeasuredAt::instant))
        .hasValue(Instant.parse("2026-01-05T12:59:00Z"));
    assertThat(judged.owner().map(Judged.Owner::patient)).hasValue(new PatientId("ann"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T13:10:00Z, ACCEPT,",
    "2026-01-05T13:10:01Z, QUARANTINE, clock-future",
    "2028-03-17T21:52:51Z, QUARANTINE, clock-future",
    "2026-01-04T13:00:00Z, ACCEPT,",
    "2026-01-04T12:59:59Z, ACCEPT, late",
    "2024-12-01T13:00:00Z, ACCEPT, late",
    "2024-12-01T12:59:59Z, QUARANTINE, clock-reset",
    "2000-01-01T00:01:00Z, QUARANTINE, clock-reset",
    "1970-01-20T17:21:07Z, QUARANTINE, clock-reset"
  })
  void theClockIsJudgedAgainstTheReceipt(String at, Disposition disposition, String reason) {
    Judged judged =
        judge.judge(
            Items.measurement(Items.at(at)),
            Items.context(Items.device(Items.assignment("ann", "", "2020-01-01T00:00:00Z", ""))));

    assertThat(judged.disposition()).isEqualTo(disposition);
    assertThat(codes(judged)).isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T00:03:00, 2020-06-01T12:00:00Z, QUARANTINE",
    "2017-01-01T23:59:59, 2017-03-01T12:00:00Z, QUARANTINE",
    "2020-01-02T00:00:00, 2020-06-01T12:00:00Z, ACCEPT",
    "2020-01-01T08:00:00, 2020-01-01T13:01:00Z, ACCEPT"
  })
  void aDateThatCuffsShowAfterABatteryChangeIsBelievedOnlyOnThatDay(
      String wall, String receivedAt, Disposition disposition) {
    Instant received = Instant.parse(receivedAt);

    Judged judged =
        judge.judge(
            Items.measurement(Items.wall(wall)),
            new JudgingContext(
                received,
                received,
                Optional.of(Items.device(Items.assignment("ann", "", "2016-01-01T00:00:00Z", ""))),
                Optional.of(Items.NEW_YORK)));

    assertThat(judged.disposition()).isEqualTo(disposition);
    assertThat(codes(judged).contains("clock-reset"))
        .isEqualTo(disposition == Disposition.QUARANTINE);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-10T01:59:59, 2024-03-10T06:59:59Z, -05:00,",
    "2024-03-10T02:30:00, 2024-03-10T07:30:00Z, -05:00, local-time-in-dst-gap",
    "2024-03-10T03:00:00, 2024-03-10T07:00:00Z, -04:00,",
    "2024-11-03T00:59:59, 2024-11-03T04:59:59Z, -04:00,",
    "2024-11-03T01:30:00, 2024-11-03T05:30:00Z, -04:00, local-time-in-dst-overlap",
    "2024-11-03T02:00:00, 2024-11-03T07:00:00Z, -05:00,"
  })
  void wallTimeIsReadInThePatientsZone(String wall, String instant, String offset, String reason) {
    Instant received = Instant.parse(instant).plusSeconds(60);

    Judged judged =
        judge.judge(
            Items.measurement(Items.wall(wall)),
            new JudgingContext(
                received,
                received,
                Optional.of(Items.device(Items.assignment("ann", "", "2024-01-01T00:00:00Z", ""))),
                Optional.of(Items.NEW_YORK)));

    assertThat(judged.disposition()).isEqualTo(Disposition.ACCEPT);
    assertThat(judged.measuredAt().orElseThrow().instant()).isEqualTo(Instant.parse(instant));
    assertThat(judged.measuredAt().orElseThrow().offset().orElseThrow()).hasToString(offset);
    assertThat(codes(judged)).isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  @Test
  void wallTimeWithoutAnyZoneIsQuarantinedWithItsValues() {
    Judged judged =
        judge.judge(
            Items.measurement(Items.wall("2026-01-05T08:00:00")),
            new JudgingContext(
                Items.RECEIVED, Items.RECEIVED, Items.context().device(), Optional.empty()));

    assertThat(judged.disposition()).isEqualTo(Disposition.QUARANTINE);
    assertThat(codes(judged)).containsExactly("timestamp-without-zone");
    assertThat(judged.measuredAt()).isEmpty();
    assertThat(judged.measurement()).isPresent();
    assertThat(judged.owner()).isPresent();
  }

  @Test
  void withoutATimeTheReceiptStandsInAndThePersonHasToConfirm() {
    Judged judged = judge.judge(Items.measurement(Items.none()), Items.context());

    assertThat(judged.disposition()).isEqualTo(Disposition.ACCEPT);
    assertThat(judged.measuredAt())
        .hasValue(new MeasuredAt(Items.RECEIVED, TimeQuality.RECEIPT_TIME, Optional.empty(), ""));
    assertThat(codes(judged)).containsExactly("receipt-time", "weak-identity");
  }

  @Test
  void aTypedReadingIsStoredAndNotCounted() {
    Judged judged = judge.judge(Items.typed(LIVE), Items.context());

    assertThat(judged.disposition()).isEqualTo(Disposition.ACCEPT_NOT_COUNTED);
    assertThat(codes(judged)).containsExactly("manual-entry");
  }

  @Test
  void implausibleValuesAreQuarantinedAndKeepValuesAndPatient() {
    Judged judged = judge.judge(Items.implausible(LIVE), Items.context());

    assertThat(judged.disposition()).isEqualTo(Disposition.QUARANTINE);
    assertThat(judged.measurement().orElseThrow().bloodPressure()).isPresent();
    assertThat(judged.owner().map(Judged.Owner::patient)).hasValue(new PatientId("ann"));
  }

  @Test
  void onePressureBesideAnErrorCodeIsQuarantinedAndSeen() {
    Judged judged = judge.judge(Items.lone(LIVE, 214), Items.context());

    assertThat(judged.disposition()).isEqualTo(Disposition.QUARANTINE);
    assertThat(codes(judged)).containsExactly("no-value");
    assertThat(judged.measurement().orElseThrow().lone().systolic())
        .hasValue(BigDecimal.valueOf(214));
    assertThat(judged.owner()).isPresent();
  }

  @Test
  void aDeadClockStillLeadsToThePatientWhoHeldTheCuffAtReceipt() {
    Judged judged =
        judge.judge(Items.measurement(Items.at("2000-01-01T00:01:00Z")), Items.context());

    assertThat(judged.measuredAt().orElseThrow().quality()).isEqualTo(TimeQuality.SUSPECT);
    assertThat(judged.owner().map(Judged.Owner::patient)).hasValue(new PatientId("ann"));
  }

  @Test
  void anUnknownDeviceIsQuarantinedWithItsValues() {
    Judged judged =
        judge.judge(
            LIVE,
            new JudgingContext(Items.RECEIVED, Items.RECEIVED, Optional.empty(), Optional.empty()));

    assertThat(judged.disposition()).isEqualTo(Disposition.QUARANTINE);
    assertThat(codes(judged)).containsExactly("unknown-device");
    assertThat(judged.measurement()).isPresent();
    assertThat(judged.owner()).isEmpty();
  }

  @Test
  void ageIsTakenFromTheReleaseAndTheClockFromTheReceipt() {
    Judged judged =
        judge.judge(
            LIVE,
            new JudgingContext(
                Items.RECEIVED,
                Items.RECEIVED.plus(Duration.ofDays(500)),
                Items.context().device(),
                Optional.empty()));

    assertThat(judged.disposition()).isEqualTo(Disposition.ACCEPT);
    assertThat(judged.isLate()).isTrue();
  }

  @Test
  void everyKindOfItemWithoutValuesHasItsOneDisposition() {
    List<Reason> why = List.of(Reason.of("x"));

    assertThat(disposition(new DecodedItem.Telemetry(Optional.empty(), DeviceState.NONE, why)))
        .isEqualTo(Disposition.TELEMETRY);
    assertThat(disposition(new DecodedItem.Irrelevant(Optional.empty(), why)))
        .isEqualTo(Disposition.IGNORE);
    assertThat(disposition(new DecodedItem.Parked(Optional.empty(), why)))
        .isEqualTo(Disposition.QUARANTINE);
    assertThat(disposition(new DecodedItem.Malformed(Optional.empty(), why, "")))
        .isEqualTo(Disposition.REJECT);
  }

  @ParameterizedTest
  @EnumSource(Disposition.class)
  void codesAreLowerCaseWithHyphens(Disposition disposition) {
    assertThat(disposition.code()).matches("[a-z]+(-[a-z]+)*");
  }

  private Disposition disposition(DecodedItem item) {
    return judge.judge(item, Items.context()).disposition();
  }

  private static List<String> codes(Judged judged) {
    return judged.reasons().stream().map(Reason::toString).toList();
  }
}
