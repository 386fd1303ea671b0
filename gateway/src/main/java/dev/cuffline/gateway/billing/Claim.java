package dev.cuffline.gateway.billing;

import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A claim line that a person released; but for its state it is never edited (R51).
 *
 * @param id ours
 * @param batch number of the batch that it was released with
 * @param patient whose
 * @param enrolment id of the episode
 * @param code its code
 * @param units released units
 * @param dateOfService as released
 * @param period the device period or month it is for
 * @param state where it stands
 * @param replaces id of the corrected claim that it replaces
 * @param amount estimated dollars at release; empty where no fee table knew it
 * @param snapshotSha256 SHA-256 of the frozen snapshot, hexadecimal
 * @param evidenceSha256 the same of its readings and time entries alone
 * @param releasedBy who released it
 * @param releasedAt when
 */
public record Claim(
    String id,
    long batch,
    PatientId patient,
    String enrolment,
    BillingCode code,
    int units,
    LocalDate dateOfService,
    DateRange period,
    ClaimState state,
    Optional<String> replaces,
    Optional<BigDecimal> amount,
    String snapshotSha256,
    String evidenceSha256,
    String releasedBy,
    Instant releasedAt) {
  /** The month of its date of service. */
  public YearMonth month() {
    return YearMonth.from(dateOfService);
  }
}
