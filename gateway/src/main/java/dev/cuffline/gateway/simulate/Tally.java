package dev.cuffline.gateway.simulate;

import java.util.EnumMap;
import java.util.Map;

/** What a simulation made, counted while it makes it. Used by one thread. */
public final class Tally {
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private long messages;
  private long readings;
  private long sessions;
  private long crises;
  private long missedDays;
  private long bytes;

  /** Nothing yet. */
  public Tally() {}

  void session(int measured, boolean crisis) {
    sessions++;
    readings += measured;
    if (crisis) {
      crises++;
    }
  }

  void missedDay() {
    missedDays++;
  }

  /** A message is given to a transport. */
  void sent(Emission emission) {
    messages++;
    bytes += emission.payload().length;
    emission.faults().forEach(fault -> faults.merge(fault, 1L, Long::sum));
  }

  /** Messages by what is wrong with them; one with two faults stands in both. */
  public Map<Fault, Long> faults() {
    return new EnumMap<>(faults);
  }

  /** Messages sent, repetitions included. */
  public long messages() {
    return messages;
  }

  /** Payload bytes sent. */
  public long bytes() {
    return bytes;
  }

  /** Readings that the cuffs took, each counted once however often it was sent. */
  public long readings() {
    return readings;
  }

  /** Sessions of one to three readings. */
  public long sessions() {
    return sessions;
  }

  /** Sessions in a crisis. */
  public long crises() {
    return crises;
  }

  /** Days on which a patient did not measure. */
  public long missedDays() {
    return missedDays;
  }
}
