package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.alerting.RulePackFile;
import dev.cuffline.gateway.alerting.TrendCost;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.rules.billing.Anchor;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.Determinations;
import dev.cuffline.rules.billing.Enrolment;
import dev.cuffline.rules.billing.PayerProfile;
import dev.cuffline.rules.billing.SetupEvent;
import dev.cuffline.rules.caretime.Activity;
import dev.cuffline.rules.caretime.EntryId;
import dev.cuffline.rules.caretime.LiveContact;
import dev.cuffline.rules.caretime.Modality;
import dev.cuffline.rules.caretime.Participant;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.WorkTime;
import dev.cuffline.rules.dataday.AssignedDevice;
import dev.cuffline.rules.dataday.HomeZones;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.RegulatoryStatus;
import dev.cuffline.rules.trend.RulePack;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How fast the rules are by themselves: determinations of a practice for one month, on every
 * processor, and what a reading in order costs the trend rules.
 */
public final class RulesBench {
  private static final PatientId ONE = new PatientId("p");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalDate START = LocalDate.of(2026, 1, 5);
  private static final LocalDate ENROLLED = LocalDate.of(2025, 12, 1);
  private static final Instant AS_OF = Instant.parse("2026-02-10T12:00:00Z");
  private static final int DATES = 30;
  private static final int ENTRIES = 6;
  private static final int WARM_UP = 2_000;
  private static final int TREND_READINGS = 60;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double TARGET_SECONDS = 5;
  private static final double TARGET_MICROS = 20;

  private final Bench bench;
  private final int patients;
  private final long seed;
  private final PayerProfile payer;
  private final RulePack pack;

  /** With the profiles and the pack of the installation. */
  public RulesBench(Bench bench, int patients, long seed) {
    this.bench = bench;
    this.patients = patients;
    this.seed = seed;
    this.payer =
        PayerProfiles.read(bench.home().resolve("config/payers"))
            .find("medicare-2026")
            .orElseThrow();
    this.pack = RulePackFile.read(bench.home().resolve("config/alert-rules/default.yaml"));
  }

  /** Measures. */
  public BenchReport run() {
    determine(Math.min(patients, WARM_UP));
    long began = System.nanoTime();
    long billable = determine(patients);
    double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;

    TrendCost cost = new TrendCost(pack, ZONE);
    List<Reading> quiet = readings(new Random(seed), ONE, TREND_READINGS / 2, 118);
    List<Reading> high = readings(new Random(seed), ONE, TREND_READINGS / 2, 150);
    double inOrder = micros(() -> cost.inOrder(quiet).silent()) / quiet.size();
    double fold = micros(() -> cost.fold(ONE, high));
    TrendCost.Taken taken = cost.inOrder(quiet);

    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("patients", String.valueOf(patients));
    settings.put("readings a patient", "1 to 2 on each of " + DATES + " dates");
    settings.put("time entries a patient", String.valueOf(ENTRIES));
    settings.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    settings.put("seed", String.valueOf(seed));
    return new BenchReport(
        "bench rules",
        bench.circumstances(),
        settings,
        List.of(
            Figure.of("determinationsSeconds", "determinations of the practice", seconds, "s")
                .atMostWhen(patients >= 10_000, TARGET_SECONDS),
            Figure.count("billable", "codes with units among them", billable),
            Figure.of("inOrderMicros", "a reading in order, nothing shown", inOrder, "µs")
                .atMost(TARGET_MICROS),
            Figure.count("bytes", "bytes kept of its patient", taken.bytes()),
            Figure.of(
                "foldMicros", "a whole fold of " + high.size() + " high readings", fold, "µs")),
        List.of(
            new BenchReport.Check(
                "quiet readings show nothing",
                taken.silent() == quiet.size(),
                taken.silent() + " of " + quiet.size())),
        List.of(),
        List.of());
  }

  private interface Measured {
    int run();
  }

  /** The mean of many runs, after as many that warm up. */
  private static double micros(Measured measured) {
    int sum = 0;
    for (int i = 0; i < WARM_UP; i++) {
      sum += measured.run();
    }
    long began = System.nanoTime();
    for (int i = 0; i < WARM_UP; i++) {
      sum += measured.run();
    }
    double micros = (System.nanoTime() - began) / NANOS_PER_MICRO / WARM_UP;
    if (sum == Integer.MIN_VALUE) {
      throw new IllegalStateException("never; the sum keeps the runs from being left out");
    }
    return micros;
  }

  private long determine(int count) {
    return IntStream.range(0, count)
        .parallel()
        .mapToLong(i ->
            Determinations.determine(facts(i), payer, AS_OF).determinations().stream()
                .filter(determination -> determination.units() > 0)
                .map(Determination::code)
                .count())
        .sum();
  }

  private BillingFacts facts(int number) {
    Random random = new Random(seed + number);
    PatientId patient = new PatientId("p-" + number);
    return new BillingFacts(
        patient,
        HomeZones.of(ZONE),
        ZONE,
        List.of("I10"),
        new Enrolment(
            Optional.of(ENROLLED),
            Optional.of(ENROLLED),
            Optional.empty(),
            true,
            true,
            Optional.of(new StaffId("dr-a")),
            Optional.of(new SetupEvent(START, true)),
            Optional.of(new Anchor(START, Optional.empty())),
            Set.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty()),
        List.of(
            new AssignedDevice(
                new DeviceId("cuff"),
                RegulatoryStatus.FDA,
                ENROLLED.atStartOfDay(ZONE).toInstant(),
                Optional.empty())),
        readings(random, patient, DATES, 128),
        BillingFacts.DataLink.FROM_READINGS,
        entries(random),
        List.of(),
        List.of(),
        List.of(),
        LocalDate.MIN);
  }

  /** In the morning, and every other time in the evening. */
  private static List<Reading> readings(Random random, PatientId patient, int dates, int mean) {
    List<Reading> readings = new ArrayList<>();
    for (int day = 0; day < dates; day++) {
      readings.add(reading(random, patient, readings.size(), START.plusDays(day), 8, mean));
      if (random.nextBoolean()) {
        readings.add(reading(random, patient, readings.size(), START.plusDays(day), 19, mean));
      }
    }
    return readings;
  }

  private static Reading reading(
      Random random, PatientId patient, int number, LocalDate date, int hour, int mean) {
    Instant measured = date.atTime(LocalTime.of(hour, random.nextInt(60))).atZone(ZONE).toInstant();
    Instant received = measured.plusSeconds(60);
    return new Reading(
        new ReadingId("%040d".formatted(number)),
        patient,
        new DeviceId("cuff"),
        MeasuredAt.device(measured),
        received,
        received,
        Optional.of(BloodPressure.of(mean - 5 + random.nextInt(10), 70 + random.nextInt(8))),
        Optional.of(BigDecimal.valueOf(60 + random.nextInt(30))),
        Set.of(),
        EntryMethod.AUTOMATIC,
        ReadingStatus.FINAL,
        true);
  }

  private static List<TimeEntry> entries(Random random) {
    List<TimeEntry> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      Instant start = START.plusDays(4L * i).atTime(9, random.nextInt(60)).atZone(ZONE).toInstant();
      WorkTime.Interval when =
          new WorkTime.Interval(start, start.plus(Duration.ofMinutes(3 + random.nextInt(6))));
      entries.add(
          new TimeEntry(
              new EntryId("t-" + i),
              when,
              new StaffId("rn-1"),
              Role.CLINICAL_STAFF,
              Optional.of("RN"),
              Optional.of(new StaffId("dr-a")),
              new StaffId("dr-a"),
              Service.RPM,
              Activity.COACHING,
              Set.of("r"),
              "advised",
              when.end(),
              i == 2
                  ? List.of(new LiveContact(when, Modality.AUDIO, Participant.PATIENT))
                  : List.of()));
    }
    return entries;
  }
}
