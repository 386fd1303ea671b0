package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The services beside monitoring, as far as time or readings decide them (section 1.2, R45 to R49).
 * What else they ask for (care plans, chronic conditions, decision making) nobody here knows.
 *
 * @param byTime codes by time in a calendar month
 * @param oneEachMonth services of which a practitioner bills one for a month (R48)
 * @param interpretation a practitioner's interpretation of data (R47)
 * @param selfMeasured self-measured pressure (R49)
 * @param primaryCare codes of advanced primary care (R46)
 * @param inPrimaryCare services that it includes
 */
public record Neighbours(
    List<ByTime> byTime,
    Set<Service> oneEachMonth,
    Interpretation interpretation,
    SelfMeasured selfMeasured,
    Set<BillingCode> primaryCare,
    Set<Service> inPrimaryCare) {
  /** Copies the collections. */
  public Neighbours {
    byTime = List.copyOf(byTime);
    oneEachMonth = Set.copyOf(oneEachMonth);
    primaryCare = Set.copyOf(primaryCare);
    inPrimaryCare = Set.copyOf(inPrimaryCare);
  }

  /**
   * A code by time in a calendar month.
   *
   * @param code the base code
   * @param service whose time
   * @param performers whose time; where a practitioner's own code is reached too, staff's alone
   * @param atLeast seconds for the base code, inclusive
   * @param extra its add-on, where there is one
   */
  public record ByTime(
      BillingCode code,
      Service service,
      Set<Role> performers,
      long atLeast,
      Optional<Extra> extra) {
    /** Copies the roles. */
    public ByTime {
      performers = Set.copyOf(performers);
    }
  }

  /**
   * An add-on.
   *
   * @param code the code
   * @param eachSeconds one unit per full span of this many seconds beyond the base
   * @param most units
   */
  public record Extra(BillingCode code, long eachSeconds, int most) {}

  /**
   * Interpretation of data by a practitioner in person.
   *
   * @param code the code
   * @param atLeast seconds in 30 days, inclusive
   * @param visits how codes of visits begin: time on their dates is theirs
   */
  public record Interpretation(BillingCode code, long atLeast, Set<String> visits) {
    /** Copies the set. */
    public Interpretation {
      visits = Set.copyOf(visits);
    }
  }

  /**
   * Self-measured pressure.
   *
   * @param code the monthly code
   * @param readings at least so many in a period
   * @param notWith its codes, none of which stands beside codes of device supply
   */
  public record SelfMeasured(BillingCode code, int readings, Set<BillingCode> notWith) {
    /** Copies the set. */
    public SelfMeasured {
      notWith = Set.copyOf(notWith);
    }
  }
}
