package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import dev.cuffline.gateway.simulate.Physiology.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One patient with a cuff, day after day: who measures when, what the cuff makes of it, and what
 * leaves for the gateway. Days must be asked for in order.
 */
final class SimulatedPatient {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("America/New_York"),
          ZoneId.of("America/Chicago"),
          ZoneId.of("America/Denver"),
          ZoneId.of("America/Los_Angeles"));
  private static final LocalTime MORNING = LocalTime.of(7, 30);
  private static final LocalTime EVENING = LocalTime.of(20, 0);
  private static final int CRISIS_REPEAT_SECONDS = 120;

  private final Random random;
  private final FaultProfile faults;
  private final CuffIdentity cuff;
  private final Physiology physiology;
  private final CuffClock clock;
  private final Sending sending;
  private final double adherence;
  private final boolean twiceDaily;
  private final boolean kilopascal;
  private final Set<LocalDate> dataDays = new TreeSet<>();
  private final Tally tally;
  private int day;

  /**
   * A patient who has not begun yet.
   *
   * @param seed of this patient alone
   */
  SimulatedPatient(
      long number,
      String login,
      long seed,
      FaultProfile faults,
      PayloadEncoder format,
      Tally tally) {
    this.random = new Random(seed);
    this.faults = faults;
    this.tally = tally;
    this.cuff = CuffIdentity.of(login, number, ZONES.get(random.nextInt(ZONES.size())));
    this.physiology = new Physiology(random);
    this.clock = new CuffClock(random, faults);
    this.adherence = 0.5 + 0.5 * Math.sqrt(random.nextDouble());
    this.twiceDaily = random.nextInt(3) > 0;
    this.kilopascal = random.nextDouble() < faults.rate(Fault.KILOPASCAL);
    // Of its own, so that the measurements do not depend on the format they travel in.
    this.sending = new Sending(new Random(random.nextLong()), faults, format, cuff);
  }

  CuffIdentity cuff() {
    return cuff;
  }

  /** The local dates that must count, by what this simulation knows. */
  Set<LocalDate> dataDays() {
    return dataDays;
  }

  /** What leaves on this date of the patient's zone. */
  List<Emission> nextDay(LocalDate date, boolean last) {
    physiology.nextDay();
    List<Emission> out = new ArrayList<>();
    if (happens(Fault.CLOCK_RESET)) {
      clock.batteryChangedAt(at(date, LocalTime.of(5, 0)));
    }
    sending.beginDay(date);
    if (random.nextDouble() < adherence) {
      List<Emission> morning = session(date, false);
      List<Emission> evening =
          twiceDaily && random.nextDouble() < 0.85 ? session(date, true) : List.of();
      out.addAll(
          evening.isEmpty() || !happens(Fault.OUT_OF_ORDER)
              ? morning
              : Sending.after(morning, evening));
      out.addAll(evening);
    } else {
      tally.missedDay();
    }
    if (happens(Fault.UNKNOWN_CUFF)) {
      sending.unknownCuff(at(date, LocalTime.NOON)).ifPresent(out::add);
    }
    clock.setRight();
    day++;
    return sending.endDay(out, at(date, LocalTime.of(23, 0)), last);
  }

  private List<Emission> session(LocalDate date, boolean evening) {
    boolean crisis = physiology.crisisNow();
    boolean ahead = happens(Fault.FUTURE_CLOCK);
    Instant begin =
        at(date, evening ? EVENING : MORNING)
            .plusSeconds((long) (1_800 * Math.clamp(random.nextGaussian(), -2.0, 2.0)));
    int count = crisis ? 2 : 1 + random.nextInt(3);
    List<Measured> readings = new ArrayList<>();
    Instant at = begin;
    for (int i = 0; i < count; i++) {
      CuffClock.Shown shown = clock.show(at, ahead);
      readings.add(reading(shown, physiology.measure(day, evening, i, crisis)));
      if (shown.believable()) {
        dataDays.add(shown.at().atZone(cuff.zone()).toLocalDate());
      }
      at = at.plusSeconds(crisis ? CRISIS_REPEAT_SECONDS : 60 + random.nextInt(30));
    }
    tally.session(count, crisis);
    List<Emission> out = new ArrayList<>();
    if (happens(Fault.ERROR_FRAME)) {
      out.add(sending.errorFrame(readings.getFirst(), begin.minus(Duration.ofSeconds(40))));
    }
    out.addAll(sending.session(readings, at, clockFaults(readings.getFirst(), ahead)));
    return out;
  }

  private Measured reading(CuffClock.Shown shown, Vitals vitals) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    if (vitals.irregular()) {
      marks.add(Mark.IRREGULAR_PULSE);
    }
    if (happens(Fault.MOVEMENT)) {
      marks.add(Mark.MOVEMENT);
    }
    if (happens(Fault.LOOSE_CUFF)) {
      marks.add(Mark.LOOSE_CUFF);
    }
    if (kilopascal) {
      marks.add(Mark.KILOPASCAL);
    }
    if (!shown.known()) {
      marks.add(Mark.NO_TIME);
    }
    return new Measured(shown.at(), vitals.systolic(), vitals.diastolic(), vitals.pulse(), marks);
  }

  private Set<Fault> clockFaults(Measured first, boolean ahead) {
    Set<Fault> wrong = EnumSet.noneOf(Fault.class);
    if (clock.isDead()) {
      wrong.add(Fault.DEAD_CLOCK);
    } else if (clock.isReset()) {
      wrong.add(Fault.CLOCK_RESET);
    } else if (ahead) {
      wrong.add(Fault.FUTURE_CLOCK);
    }
    if (clock.drifts() && !clock.isDead() && !clock.isReset()) {
      wrong.add(Fault.DRIFT);
    }
    if (first.has(Mark.KILOPASCAL)) {
      wrong.add(Fault.KILOPASCAL);
    }
    return wrong;
  }

  private boolean happens(Fault fault) {
    return random.nextDouble() < faults.rate(fault);
  }

  private Instant at(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(cuff.zone()).toInstant();
  }
}
