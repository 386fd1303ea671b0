package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both clocks of one connection (devices.md 4.5 and section 6, problems 1 to 3). */
class ClockRepairTest {
  private static final Instant HUB = Instant.parse("2025-01-08T12:21:30Z");
  private static final Optional<ZoneId> NEW_YORK = Optional.of(ZoneId.of("America/New_York"));

  private final ClockJudge judge = new ClockJudge(ClockLimits.DEFAULT);

  private static WireTime repairable(String raw, String cuff, Instant hub, boolean synchronised) {
    return new WireTime.Repairable(
        LocalDateTime.parse(raw), LocalDateTime.parse(cuff), hub, synchronised, raw);
  }

  @Test
  void aCuffThatIsSlowIsPutRight() {
    ClockJudge.Verdict verdict =
        judge.judge(
            repairable("2025-01-08T07:20:00", "2025-01-08T07:20:40", HUB, true),
            NEW_YORK,
            HUB.plusSeconds(5),
            HUB.plusSeconds(5));

    MeasuredAt measured = verdict.measuredAt().orElseThrow();
    assertThat(measured.instant()).isEqualTo("2025-01-08T12:20:50Z");
    assertThat(measured.quality()).isEqualTo(TimeQuality.REPAIRED);
    assertThat(measured.raw())
        .isEqualTo("2025-01-08T07:20:00; cuff 2025-01-08T07:20:40 at hub 2025-01-08T12:21:30Z");
    assertThat(verdict.doubt()).isEmpty();
    assertThat(verdict.notes()).isEmpty();
  }

  @Test
  void aCuffThatHasLostItsDateIsPutRightAndNeedsNoZone() {
    ClockJudge.Verdict verdict =
        judge.judge(
            repairable("2020-01-01T00:03:00", "2020-01-01T00:05:00", HUB, true),
            Optional.empty(),
            HUB,
            HUB);

    assertThat(verdict.measuredAt().orElseThrow().instant()).isEqualTo("2025-01-08T12:19:30Z");
    assertThat(verdict.doubt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // Measured before the cuff lost its date, and after it was set: no repair holds for them.
    "2025-01-07T07:00:00, 2020-01-01T00:05:00, clock-future",
    "2020-01-01T00:03:00, 2025-01-08T07:21:00, clock-reset"
  })
  void aClockThatWasSetInBetweenLeavesADoubt(String raw, String cuff, String doubt) {
    assertThat(judge.judge(repairable(raw, cuff, HUB, true), NEW_YORK, HUB, HUB).doubt())
        .hasValue(Reason.of(doubt));
  }

  @ParameterizedTest
  @CsvSource({
    "ntp, 2028-03-17T21:52:51Z, false",
    "ntp, 2025-01-08T12:31:30Z, true",
    "ntp, 2025-01-08T12:31:31Z, false",
    "ntp, 2025-01-05T12:00:00Z, true",
    "ntp, 2020-01-01T00:00:00Z, false",
    "none, 2025-01-08T12:11:30Z, true",
    "none, 2025-01-08T12:11:29Z, false"
  })
  void aHubThatTheReceiptContradictsRepairsNothing(String sync, Instant hub, boolean believed) {
    ClockJudge.Verdict verdict =
        judge.judge(
            repairable("2025-01-08T07:00:00", "2025-01-08T07:00:40", hub, sync.equals("ntp")),
            NEW_YORK,
            HUB,
            HUB);

    assertThat(verdict.notes().contains(Reason.of("hub-clock-implausible"))).isEqualTo(!believed);
    assertThat(verdict.measuredAt().orElseThrow().quality())
        .isEqualTo(believed ? TimeQuality.REPAIRED : TimeQuality.DEVICE);
  }
}
