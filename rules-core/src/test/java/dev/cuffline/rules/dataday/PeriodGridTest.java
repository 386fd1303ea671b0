package dev.cuffline.rules.dataday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.reading.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodGridTest {
  private static final LocalDate ANCHOR = LocalDate.of(2026, 1, 5);
  private static final PeriodGrid GRID = new PeriodGrid.FixedBlocks(ANCHOR, 30);

  @Test
  void blocksFollowEachOtherWithoutGapOrOverlap() {
    LocalDate last = LocalDate.of(2026, 2, 3);

    var first = GRID.periodOf(last);
    var second = GRID.periodOf(last.plusDays(1));

    assertThat(first).contains(new DateRange(ANCHOR, last));
    assertThat(second).contains(new DateRange(last.plusDays(1), LocalDate.of(2026, 3, 5)));
  }

  @Test
  void nothingLiesBeforeTheAnchor() {
    var before = GRID.periodOf(ANCHOR.minusDays(1));

    assertThat(before).isEmpty();
  }

  @Test
  void anEmptyBlockIsRefused() {
    assertThatThrownBy(() -> new PeriodGrid.FixedBlocks(ANCHOR, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMoveInsideABlockTakesEffectWithTheNextOne() {
    ZoneId honolulu = ZoneId.of("Pacific/Honolulu");
    HomeZones moved =
        new HomeZones(
            ZoneId.of("America/New_York"),
            List.of(new HomeZones.Change(LocalDate.of(2026, 1, 20), honolulu)));

    HomeZones frozen = moved.alignedTo(GRID);

    Instant inFirstBlock = Instant.parse("2026-01-25T06:00:00Z");
    assertThat(frozen.dateOf(inFirstBlock)).isEqualTo(LocalDate.of(2026, 1, 25));
    Instant inSecondBlock = Instant.parse("2026-02-10T06:00:00Z");
    assertThat(frozen.dateOf(inSecondBlock)).isEqualTo(LocalDate.of(2026, 2, 9));
  }
}
