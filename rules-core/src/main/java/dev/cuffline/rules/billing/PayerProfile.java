package dev.cuffline.rules.billing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one payer changes. The shell reads it from {@code config/payers}; nothing here is a default.
 *
 * @param name name of the file and on every determination
 * @param source where the rules come from
 * @param effectiveFrom first date of service it speaks of
 * @param adoptedCodes codes the payer pays (R6)
 * @param maxUnits99458 most add-on units; the rule set's hard cap holds as well (R34)
 * @param setupMinDays data-days in the first period for the set-up code (R20)
 * @param managementRequiresDataDays data-days that management codes need; 0 for none (R35)
 * @param liveContactPerAddOn whether each add-on unit needs a live contact of its own (R32)
 * @param coexist99091 whether it may stand beside management codes (R47)
 * @param dxAllowList ICD-10-CM prefixes that are covered; empty covers all (R7)
 * @param anchorMode where the first period begins while no anchor is fixed
 * @param graceHours hours after a period's end in which readings of it still count (R15, R17)
 * @param maxLagHours hours after its measurement from which a reading is BATCH_UPLOAD (R17)
 * @param blockMode what a period is
 * @param dosMode which date of service
 * @param countPassiveReview whether review without a documented action counts (R36)
 * @param risk16 whether a period at risk of missing the highest device tier is shown (BILL-RISK16)
 * @param conditions renewals, authorisations and frequencies that it asks for
 */
public record PayerProfile(
    String name,
    String source,
    LocalDate effectiveFrom,
    Set<BillingCode> adoptedCodes,
    int maxUnits99458,
    int setupMinDays,
    int managementRequiresDataDays,
    boolean liveContactPerAddOn,
    boolean coexist99091,
    Set<String> dxAllowList,
    AnchorMode anchorMode,
    int graceHours,
    int maxLagHours,
    BlockMode blockMode,
    DosMode dosMode,
    boolean countPassiveReview,
    NudgeMode risk16,
    PayerConditions conditions) {
  /** Copies the sets; refuses negative numbers and a profile without a source. */
  public PayerProfile {
    adoptedCodes = Set.copyOf(adoptedCodes);
    dxAllowList = Set.copyOf(dxAllowList);
    if (Stream.of(maxUnits99458, setupMinDays, managementRequiresDataDays, graceHours, maxLagHours)
        .anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("a payer profile holds no negative numbers: " + name);
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("a payer profile names its source: " + name);
    }
  }

  /** Whether one of the diagnoses is covered; dots do not matter. */
  boolean covers(Collection<String> diagnoses) {
    return dxAllowList.isEmpty()
        || diagnoses.stream()
            .anyMatch(d -> dxAllowList.stream().anyMatch(a -> plain(d).startsWith(plain(a))));
  }

  private static String plain(String diagnosis) {
    return diagnosis.replace(".", "");
  }
}
