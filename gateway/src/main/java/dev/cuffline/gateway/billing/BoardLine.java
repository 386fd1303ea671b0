package dev.cuffline.gateway.billing;

import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.billing.Status;
import dev.cuffline.rules.reading.DateRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A determination on the board of its month.
 *
 * @param key names it
 * @param patient family and given name
 * @param practitioner id of whoever bills; empty where none is on file
 * @param payer name of the payer profile
 * @param units 0 where nothing comes out
 * @param dateOfService local date
 * @param period of the device clock or the month
 * @param status as the rules say
 * @param reasons as the rules say
 * @param amount estimated dollars; empty where no fee table knows the code
 * @param step the one thing that is missing, where one thing is
 * @param missing documents that are not on file
 * @param claim the claim that was released for it and stands
 */
public record BoardLine(
    LineKey key,
    String patient,
    Optional<String> practitioner,
    String payer,
    int units,
    LocalDate dateOfService,
    DateRange period,
    Status status,
    List<ReasonCode> reasons,
    Optional<BigDecimal> amount,
    Optional<Step> step,
    List<String> missing,
    Optional<Claim> claim) {
  /** Copies the lists. */
  public BoardLine {
    reasons = List.copyOf(reasons);
    missing = List.copyOf(missing);
  }

  /** Its code. */
  public BillingCode code() {
    return key.code();
  }

  /** Whether it can be released, or once somebody has looked at it. */
  public boolean isReleasable() {
    return claim.isEmpty() && (status == Status.READY || status == Status.REVIEW);
  }
}
