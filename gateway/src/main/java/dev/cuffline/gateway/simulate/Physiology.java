package dev.cuffline.gateway.simulate;

import java.util.Random;

/**
 * One made-up patient's blood pressure: a base of their own, lower in the morning than in the
 * evening or the other way round, a slow trend, noise, runs of high days, rare crises, and for some
 * an irregular pulse. Nobody's data went into it; the figures are plausible, not measured.
 */
final class Physiology {
  private static final double SHARE_IRREGULAR = 0.06;
  private static final double SHARE_WITH_RUNS = 0.12;
  private static final double RUN_BEGINS = 0.06;
  private static final double CRISIS = 0.0015;
  private static final int RUN_LIFT = 26;
  private static final double DAYS_PER_TREND_STEP = 30.0;

  private final Random random;
  private final double systolic;
  private final double diastolic;
  private final double pulse;
  private final double circadian;
  private final double trend;
  private final double noise;
  private final boolean irregular;
  private final boolean hasRuns;
  private int runDaysLeft;

  /** Values of one moment. */
  record Vitals(int systolic, int diastolic, int pulse, boolean irregular) {}

  Physiology(Random random) {
    this.random = random;
    this.systolic = 131 + 13 * random.nextGaussian();
    this.diastolic = 0.45 * systolic + 20 + 5 * random.nextGaussian();
    this.pulse = 71 + 8 * random.nextGaussian();
    this.circadian = 5 + 3 * random.nextGaussian();
    this.trend = 3 * random.nextGaussian();
    this.noise = 4 + 4 * random.nextDouble();
    this.irregular = random.nextDouble() < SHARE_IRREGULAR;
    this.hasRuns = random.nextDouble() < SHARE_WITH_RUNS;
  }

  /** A new day begins: perhaps the first, or one more, of a run of high ones. */
  void nextDay() {
    runDaysLeft = Math.max(0, runDaysLeft - 1);
    if (hasRuns && runDaysLeft == 0 && random.nextDouble() < RUN_BEGINS) {
      runDaysLeft = 3 + random.nextInt(5);
    }
  }

  /** Whether this session finds a crisis. */
  boolean crisisNow() {
    return random.nextDouble() < CRISIS;
  }

  /**
   * Measures.
   *
   * @param day of the simulation, from 0
   * @param evening a session is in the morning or in the evening
   * @param inSession 0 for the first of a session, which is usually the highest
   */
  Vitals measure(int day, boolean evening, int inSession, boolean crisis) {
    boolean beatsOddly = irregular && random.nextInt(5) < 2;
    if (crisis) {
      return new Vitals(
          184 + random.nextInt(28), 121 + random.nextInt(12), 84 + random.nextInt(30), beatsOddly);
    }
    double lift =
        (evening ? -circadian : circadian) / 2
            + trend * day / DAYS_PER_TREND_STEP
            + (runDaysLeft > 0 ? RUN_LIFT : 0)
            + (inSession == 0 ? 3 : 0);
    int high = clamp(systolic + lift + noise * random.nextGaussian(), 84, 179);
    int low = clamp(diastolic + lift / 2 + noise * random.nextGaussian() / 2, 46, high - 15);
    int rate = clamp(pulse + 5 * random.nextGaussian(), 46, 128);
    return new Vitals(high, Math.min(low, 119), rate, beatsOddly);
  }

  private static int clamp(double value, int least, int most) {
    return (int) Math.max(least, Math.min(most, Math.round(value)));
  }
}
