package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A patient's cuff and hub on the way out: they repeat, break off, and keep things for later. */
final class Sending {
  /** A number that {@link Simulation} never gives to a patient. */
  private static final long UNKNOWN_NUMBER = 999_000_000L;

  private final Random random;
  private final FaultProfile faults;
  private final PayloadEncoder format;
  private final CuffIdentity cuff;
  private final List<Emission> kept = new ArrayList<>();
  private LocalDate onlineAgain = LocalDate.MIN;
  private LocalDate today = LocalDate.MIN;

  Sending(Random random, FaultProfile faults, PayloadEncoder format, CuffIdentity cuff) {
    this.random = random;
    this.faults = faults;
    this.format = format;
    this.cuff = cuff;
  }

  void beginDay(LocalDate date) {
    today = date;
    if (!offline() && happens(Fault.LATE_BATCH)) {
      onlineAgain = date.plusDays(1 + random.nextInt(5));
    }
  }

  private boolean offline() {
    return today.isBefore(onlineAgain);
  }

  /** Everything of one session, with what goes wrong on the way. */
  List<Emission> session(List<Measured> readings, Instant finished, Set<Fault> wrong) {
    Instant sent = finished.plusSeconds(5 + random.nextInt(40));
    List<byte[]> payloads = format.encode(cuff, readings, sent);
    List<Emission> out = new ArrayList<>();
    for (byte[] payload : payloads) {
      int count = payloads.size() == 1 ? readings.size() : 1;
      if (happens(Fault.MALFORMED)) {
        byte[] broken = Arrays.copyOf(payload, 1 + random.nextInt(payload.length - 1));
        out.add(emission(sent, broken, 0, with(wrong, Fault.MALFORMED)));
      }
      out.add(emission(sent, payload, count, wrong));
      if (happens(Fault.DUPLICATE)) {
        out.add(emission(sent, payload, count, with(wrong, Fault.DUPLICATE)));
      }
      sent = sent.plusSeconds(1);
    }
    if (happens(Fault.RETRY)) {
      Instant again = sent.plus(Duration.ofMinutes(5 + random.nextInt(20)));
      List<byte[]> repeated = format.encode(cuff, readings, again);
      int count = repeated.size() == 1 ? readings.size() : 1;
      repeated.forEach(
          payload -> out.add(emission(again, payload, count, with(wrong, Fault.RETRY))));
    }
    return out;
  }

  private static Set<Fault> with(Set<Fault> faults, Fault fault) {
    Set<Fault> more = EnumSet.of(fault);
    more.addAll(faults);
    return more;
  }

  /** The cuff gives up, before the patient tries again. */
  Emission errorFrame(Measured next, Instant at) {
    Set<Mark> marks = EnumSet.of(Mark.NO_VALUE);
    if (next.has(Mark.NO_TIME)) {
      marks.add(Mark.NO_TIME);
    }
    Measured failed =
        new Measured(next.at().minusSeconds(40), next.systolic(), next.diastolic(), 0, marks);
    byte[] payload = format.encode(cuff, List.of(failed), at).getFirst();
    return emission(at, payload, 0, Set.of(Fault.ERROR_FRAME));
  }

  /** A cuff that nobody registered; empty where the payload does not name the cuff. */
  Optional<Emission> unknownCuff(Instant at) {
    if (format.naming() == PayloadEncoder.CuffNaming.LOGIN) {
      return Optional.empty();
    }
    CuffIdentity unknown =
        CuffIdentity.of(cuff.login(), UNKNOWN_NUMBER + random.nextInt(900_000), cuff.zone());
    Measured measured =
        new Measured(
            at, 118 + random.nextInt(30), 70 + random.nextInt(20), 60 + random.nextInt(30));
    byte[] payload = format.encode(unknown, List.of(measured), at).getFirst();
    return Optional.of(emission(at, payload, 1, Set.of(Fault.UNKNOWN_CUFF)));
  }

  private Emission emission(Instant at, byte[] payload, int readings, Set<Fault> wrong) {
    return new Emission(at, cuff.login(), format.format(), payload, readings, wrong);
  }

  /** An earlier session that leaves after a later one. */
  static List<Emission> after(List<Emission> earlier, List<Emission> later) {
    Instant then = later.getLast().sendAt().plusSeconds(30);
    List<Emission> moved = new ArrayList<>();
    for (Emission emission : earlier) {
      moved.add(
          new Emission(
              then,
              emission.login(),
              emission.format(),
              emission.payload(),
              emission.readings(),
              with(emission.faults(), Fault.OUT_OF_ORDER)));
      then = then.plusSeconds(1);
    }
    return moved;
  }

  /** What really leaves today: nothing while the hub is offline, all of it when it is back. */
  List<Emission> endDay(List<Emission> made, Instant evening, boolean last) {
    if (!offline() && kept.isEmpty()) {
      return made;
    }
    for (Emission emission : made) {
      kept.add(
          new Emission(
              emission.sendAt(),
              emission.login(),
              emission.format(),
              emission.payload(),
              emission.readings(),
              with(emission.faults(), Fault.LATE_BATCH)));
    }
    if (offline() && !last) {
      return List.of();
    }
    List<Emission> burst = kept.stream().map(emission -> emission.at(evening)).toList();
    kept.clear();
    return burst;
  }

  private boolean happens(Fault fault) {
    return random.nextDouble() < faults.rate(fault);
  }
}
