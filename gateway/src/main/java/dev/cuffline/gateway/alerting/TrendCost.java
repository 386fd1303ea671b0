package dev.cuffline.gateway.alerting;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.trend.Alerts;
import dev.cuffline.rules.trend.PatientFacts;
import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.Screen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What one reading in order costs the trend rules, for {@code bench rules}: no store, no threads.
 */
public final class TrendCost {
  private final RulePack pack;
  private final Screen screen;
  private final ZoneId zone;

  /**
   * For one pack.
   *
   * @throws IllegalArgumentException when the pack has no screen
   */
  public TrendCost(RulePack pack, ZoneId zone) {
    this.pack = pack;
    this.zone = zone;
    this.screen =
        Screen.of(pack)
            .orElseThrow(() -> new IllegalArgumentException("the rule pack has no screen"));
  }

  /**
   * What it took.
   *
   * @param silent readings of which the screen said that nothing is shown
   * @param bytes kept for the patient at the end
   */
  public record Taken(int silent, int bytes) {}

  /**
   * Takes readings as intake does where nothing is stored of a patient: each is added to what is
   * kept, and the screen looks at the whole window.
   */
  public Taken inOrder(List<Reading> readings) {
    PackedWindow window = new PackedWindow();
    int silent = 0;
    for (Reading reading : readings) {
      window.add(reading);
      LocalDate today = LocalDate.ofInstant(reading.receivedAt(), zone);
      Instant from = pack.settings().historyFrom(today, zone);
      silent += window.mayShowSomething(screen, pack.settings(), zone, from, today) ? 0 : 1;
    }
    return new Taken(silent, window.weight());
  }

  /** Folds a whole history, as where an alert is open. */
  public int fold(PatientId patient, List<Reading> readings) {
    PatientFacts facts = new PatientFacts(patient, zone, readings, List.of());
    return Alerts.fold(facts, pack, readings.getLast().receivedAt()).findings().size();
  }
}
