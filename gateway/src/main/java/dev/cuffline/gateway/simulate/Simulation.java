package dev.cuffline.gateway.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A practice of made-up patients over some days. The same plan gives the same bytes in the same
 * order, on every machine.
 */
public final class Simulation {
  private static final int MOST_PATIENTS = 900_000_000;

  private final Plan plan;
  private final Tally tally = new Tally();
  private final List<SimulatedPatient> patients = new ArrayList<>();

  /**
   * What is simulated.
   *
   * @param patients how many, 1 or more; each has a cuff
   * @param from the first date, in each patient's own zone
   * @param days how many dates, 1 or more
   * @param prefix of every id: {@code sim} gives logins {@code sim-cuff-1} …
   */
  public record Plan(
      long seed,
      int patients,
      LocalDate from,
      int days,
      FaultProfile faults,
      String format,
      String prefix) {
    /** Checks the values. */
    public Plan {
      require(patients >= 1 && patients <= MOST_PATIENTS, "--patients must be 1 or more");
      require(days >= 1 && days <= 3_660, "--days must be 1 to 3660");
      require(
          Encoders.find(format).isPresent(),
          "--format must be one of " + String.join(", ", Encoders.names()));
      require(prefix.matches("[a-z0-9-]{1,32}"), "--prefix must be 1 to 32 of a-z, 0-9 and -");
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }
  }

  /** Makes the patients; nothing is sent yet. */
  public Simulation(Plan plan) {
    this.plan = plan;
    PayloadEncoder format = Encoders.require(plan.format());
    for (int number = 1; number <= plan.patients(); number++) {
      patients.add(
          new SimulatedPatient(
              number,
              plan.prefix() + "-cuff-" + number,
              mix(plan.seed(), number),
              plan.faults(),
              format,
              tally));
    }
  }

  /** Neighbouring numbers must not give neighbouring streams (SplitMix64's finaliser). */
  private static long mix(long seed, long number) {
    long z = seed + number * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** What is simulated. */
  public Plan plan() {
    return plan;
  }

  /** The cuffs, in the order of their patients. */
  public List<CuffIdentity> cuffs() {
    return patients.stream().map(SimulatedPatient::cuff).toList();
  }

  /** The opaque id of the patient with the cuff of this place, from 0. */
  public String patientId(int place) {
    return plan.prefix() + "-patient-" + (place + 1);
  }

  /** Counts so far. */
  public Tally tally() {
    return tally;
  }

  /** Makes every message, day by day, in the order in which they leave. May be called once. */
  public void forEach(Consumer<Emission> sink) {
    for (int day = 0; day < plan.days(); day++) {
      LocalDate date = plan.from().plusDays(day);
      boolean last = day == plan.days() - 1;
      List<Emission> leaving = new ArrayList<>();
      patients.forEach(patient -> leaving.addAll(patient.nextDay(date, last)));
      leaving.sort(Comparator.comparing(Emission::sendAt));
      leaving.forEach(emission -> {
        tally.sent(emission);
        sink.accept(emission);
      });
    }
  }

  /**
   * The dates with a reading that must count, for each patient by id, by what the simulation knows:
   * the oracle for a gateway's data-days. Complete after {@link #forEach}.
   */
  public Map<String, Set<LocalDate>> dataDays() {
    Map<String, Set<LocalDate>> days = new LinkedHashMap<>();
    for (int place = 0; place < patients.size(); place++) {
      days.put(patientId(place), patients.get(place).dataDays());
    }
    return days;
  }
}
