package dev.cuffline.gateway.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every time says whose zone. */
final class MomentTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T13:12:31Z, America/New_York, 08:12, EST",
    "2026-01-31T04:59:59Z, America/New_York, 30 Jan 23:59, EST",
    "2026-01-31T05:00:00Z, America/New_York, 00:00, EST",
    "2025-12-31T13:00:00Z, America/Chicago, 31 Dec 2025 07:00, CST",
    "2026-07-01T13:00:00Z, America/Phoenix, 1 Jul 06:00, MST"
  })
  void aTimeIsShortAndSaysItsZone(Instant at, ZoneId zone, String shown, String abbreviation) {
    Moment moment = Moment.of(at, zone, Instant.parse("2026-01-31T18:00:00Z"));

    assertThat(moment.shown()).isEqualTo(shown);
    assertThat(moment.zone()).isEqualTo(abbreviation);
    assertThat(moment.iso()).isEqualTo(at.toString());
  }

  @ParameterizedTest
  @CsvSource({"2026-01-31T13:12:31Z, America/New_York"})
  void theExactTimeHasUtcBesideIt(Instant at, ZoneId zone) {
    assertThat(Moment.of(at, zone, at).exact())
        .isEqualTo("31 January 2026 08:12:31 EST (13:12:31 UTC)");
  }
}
