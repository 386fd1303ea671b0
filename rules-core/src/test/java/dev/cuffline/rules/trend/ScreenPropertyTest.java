package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.Reading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the screen lets pass shows nothing when it is folded. */
class ScreenPropertyTest {
  private static final int HISTORIES = 3_000;
  private static final int DAYS = 12;

  private int silent;
  private int loud;

  @Test
  void whereTheScreenSeesNothingTheFoldSeesNothing() {
    Screen screen = Screen.of(DefaultPack.VALUE).orElseThrow();
    qt().withFixedSeed(99_457)
        .withExamples(HISTORIES)
        .withShrinkCycles(0)
        .forAll(integers().all())
        .checkAssert(seed -> {
          Random random = new Random(seed);
          List<Reading> readings = readings(random);
          Instant now = Patient.minute((DAYS + random.nextInt(6)) * 1_440);

          TrendResult folded =
              Alerts.fold(
                  new PatientFacts(Patient.ID, Patient.NEW_YORK, readings, List.of()),
                  DefaultPack.VALUE,
                  now);

          if (look(screen, readings, now)) {
            loud++;
          } else {
            silent++;
            assertThat(folded)
                .isEqualTo(new TrendResult(List.of(), List.of(), List.of(), Optional.empty()));
          }
        });

    assertThat(silent).isGreaterThan(HISTORIES / 10);
    assertThat(loud).isGreaterThan(HISTORIES / 10);
  }

  @Test
  void aLimitFinerThanHundredthsHasNoScreen() {
    Rule.Critical rule = DefaultPack.rule("BP-CRIT-LO", Rule.Critical.class);
    RulePack fine =
        DefaultPack.VALUE.with(
            new Rule.Critical(
                rule.header(),
                List.of(Threshold.parse("systolic < 79.999")),
                List.of(),
                rule.repeat()));

    assertThat(Screen.of(fine)).isEmpty();
  }

  /** Around the limits of the averages, so that both answers come. */
  private static List<Reading> readings(Random random) {
    int mean = 112 + random.nextInt(16);
    List<Reading> readings = new ArrayList<>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      int minute = random.nextInt(DAYS * 1_440);
      String values =
          (mean + random.nextInt(20))
              + "/"
              + (62 + random.nextInt(18))
              + "/"
              + (random.nextInt(30) == 0 ? 44 : 55 + random.nextInt(40));
      readings.add(
          Patient.reading(
              minute + "-" + i, Patient.minute(minute), Patient.minute(minute), values));
    }
    readings.sort(Comparator.comparing(reading -> reading.measuredAt().instant()));
    return readings;
  }

  private static boolean look(Screen screen, List<Reading> readings, Instant now) {
    Screen.Look look = screen.look(readings.size());
    for (Reading reading : readings) {
      look.add(
          date(reading.measuredAt().instant()),
          value(reading.bloodPressure().map(BloodPressure::systolic)),
          value(reading.bloodPressure().map(BloodPressure::diastolic)),
          value(reading.pulse()),
          true,
          reading.flags().stream().mapToInt(Screen::bit).sum());
    }
    return look.mayShowSomething(date(now));
  }

  private static long date(Instant instant) {
    return instant.atZone(Patient.NEW_YORK).toLocalDate().toEpochDay();
  }

  private static int value(Optional<BigDecimal> value) {
    return value.map(Screen::hundredths).orElse(Screen.NONE);
  }
}
