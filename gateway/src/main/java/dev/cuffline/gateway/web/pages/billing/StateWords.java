package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.billing.BoardLine;
import dev.cuffline.gateway.billing.ClaimState;
import dev.cuffline.gateway.billing.Step;
import dev.cuffline.gateway.web.pages.BillingWords;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.billing.PracticeAudit;
import dev.cuffline.rules.billing.Status;
import java.math.BigDecimal;
import java.util.Locale;

/** How claims and determinations stand, in words. */
final class StateWords {
  private StateWords() {}

  static String of(ClaimState state) {
    return switch (state) {
      case RELEASED -> "Released";
      case SUBMITTED -> "Submitted";
      case PAID -> "Paid";
      case DENIED -> "Denied";
      case VOIDED -> "Voided";
      case CORRECTED -> "Corrected";
    };
  }

  /** What a button that leads there says. */
  static String deed(ClaimState state) {
    return switch (state) {
      case RELEASED -> "Release";
      case SUBMITTED -> "Mark submitted";
      case PAID -> "Mark paid";
      case DENIED -> "Mark denied";
      case VOIDED -> "Void";
      case CORRECTED -> "Take back to correct";
    };
  }

  static String of(Step step) {
    return switch (step.kind()) {
      case LIVE_CALL -> "Needs a call";
      case MINUTES -> "Needs " + Words.minutes(step.amount());
      case DAYS -> "Needs " + Words.days(step.amount());
      case DOCUMENT -> "Missing document";
    };
  }

  static String of(Step.Kind kind) {
    return switch (kind) {
      case LIVE_CALL -> "needs a live call";
      case MINUTES -> "needs a few minutes";
      case DAYS -> "needs a few days";
      case DOCUMENT -> "missing document";
    };
  }

  /** A line's state: what was released, else what is missing, else what the rules say. */
  static String of(BoardLine line) {
    return line.claim()
        .map(claim -> of(claim.state()) + ", batch " + claim.batch())
        .or(() ->
            line.step()
                .filter(step -> line.status() == Status.NONE || step.kind() == Step.Kind.DOCUMENT)
                .map(StateWords::of))
        .orElseGet(() -> BillingWords.of(line.status()));
  }

  static String style(BoardLine line) {
    return line.claim().isPresent() ? "released" : line.status().name().toLowerCase(Locale.ROOT);
  }

  static String money(BigDecimal dollars) {
    return "$" + String.format(Locale.US, "%,.2f", dollars);
  }

  static String exception(String kind) {
    return switch (kind) {
      case "OVERPAYMENT_RISK" -> "Overpayment risk";
      case "LATE_DATA_AFTER_CLAIM" -> "Late data would raise it";
      default -> "Evidence changed";
    };
  }

  static String of(PracticeAudit.Kind kind) {
    return switch (kind) {
      case ENROLMENT_JUMP -> "Many more new patients than the month before";
      case NO_PRIOR_RELATIONSHIP -> "No evidence of an established patient";
      case DEVICE_WITHOUT_MANAGEMENT -> "Device billed, nobody worked with the data";
      case NO_SETUP_ON_RECORD -> "Device billed, no set-up on record";
      case EXACT_ENTRIES -> "Entries of exactly the threshold";
      case MONTH_END_TIME -> "All time at the end of the month";
      case LONG_DAY -> "More than 12 h in a day";
      case SIMULTANEOUS_PATIENTS -> "At work for two patients at once";
    };
  }
}
