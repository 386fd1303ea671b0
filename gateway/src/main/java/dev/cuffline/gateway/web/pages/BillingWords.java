package dev.cuffline.gateway.web.pages;

import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.billing.Status;
import java.util.Map;

/** Codes, states and reasons in our own short words, never the official descriptors. */
public final class BillingWords {
  private static final Map<String, String> PARAPHRASES =
      Map.of(
          "99453", "set-up and teaching",
          "99445", "device, the shorter count of days",
          "99454", "device, the full count of days",
          "99470", "first minutes of management",
          "99457", "first 20 min of management",
          "99458", "further 20 min of management");

  private BillingWords() {}

  public static String paraphrase(String code) {
    return PARAPHRASES.getOrDefault(code, "");
  }

  public static String of(Status status) {
    return switch (status) {
      case PROJECTED -> "So far";
      case READY -> "Ready";
      case REVIEW -> "Needs a look";
      case HOLD -> "On hold";
      case BLOCKED -> "Blocked";
      case NONE -> "Does not apply";
    };
  }

  /** A reason of a determination, of a day or of a piece of time: they share their names. */
  public static String reason(String name) {
    return of(ReasonCode.valueOf(name));
  }

  public static String of(ReasonCode reason) {
    return switch (reason) {
      case DAYS_LT_2 -> "fewer than 2 data-days";
      case DAYS_2_15 -> "2 to 15 data-days";
      case DAYS_GE_16 -> "16 or more data-days";
      case TIME_LT_10 -> "less than 10 min";
      case TIME_10_19 -> "10 to under 20 min";
      case TIME_GE_20 -> "20 min or more";
      case ADDON_FULL_20 -> "a further full 20 min";
      case ADDON_SOFT_CAP -> "more units than usual";
      case ADDON_MUE_CAP -> "more units than are paid";
      case ADDON_NEEDS_CONTACT -> "each further unit needs a live call";
      case NO_INTERACTIVE -> "no live call this month";
      case INPERSON_ONLY -> "the only contact was in one room";
      case MIDNIGHT_SPILL -> "the only call began in the month before";
      case NO_CONSENT -> "no consent on the date";
      case CONSENT_NO_COST_SHARE -> "consent does not state the cost share";
      case NO_ORDER -> "no order on the date";
      case NOT_ESTABLISHED -> "no proof of an established patient";
      case NO_PRACTITIONER -> "no billing practitioner on file";
      case NOT_ENROLLED -> "after the end of the episode";
      case PAUSED -> "monitoring was paused";
      case NO_SUPERVISOR -> "staff without a supervisor on file";
      case NO_CREDENTIAL -> "no credential on file";
      case ONE_PRACTITIONER -> "another practitioner bills it";
      case RTM_CONFLICT -> "therapeutic monitoring in the same period";
      case CODE_NOT_ADOPTED -> "the payer has not adopted the code";
      case CODE_NOT_IN_FORCE -> "the code does not exist on that date";
      case PAYER_COVERAGE ->
          "the payer does not cover the diagnosis, or wants an authorisation first";
      case ORDER_RENEWAL -> "the payer wants the order renewed";
      case CONSENT_RENEWAL -> "the payer wants consent renewed";
      case FREQUENCY_LIMIT -> "billed as often in twelve months as the payer pays";
      case MANAGEMENT_NEEDS_DAYS -> "the payer wants data-days for management";
      case MANUAL_EXCLUDED -> "typed in by hand";
      case NON_FDA_DEVICE -> "not a medical device";
      case DEVICE_STATUS_UNKNOWN -> "nobody has said whether it is a medical device";
      case CLOCK_SUSPECT -> "clock not to be believed";
      case TIME_UNCONFIRMED -> "nobody has confirmed the date";
      case NOT_ASSIGNED -> "the cuff was not this patient's then";
      case ENTERED_IN_ERROR -> "entered in error";
      case INVALID_VALUE -> "no usable value";
      case OTHER_PATIENT -> "another patient's reading";
      case NOT_COUNTED_AT_INTAKE -> "not taken as evidence on arrival";
      case BATCH_UPLOAD -> "arrived long after it was measured";
      case RECEIVED_AFTER_CLOSE -> "arrived after the period closed";
      case LATE_DATA_AFTER_CLAIM -> "late data would raise a released claim";
      case OVERPAYMENT_RISK -> "a released claim is no longer carried";
      case CLAIM_RELEASED -> "a claim was released already";
      case DOUBLE_COUNT -> "the same seconds are logged for two services";
      case OVERLAPPING_ENTRIES -> "logged twice by the same person";
      case CONCURRENT_STAFF -> "a colleague's time counts already";
      case OTHER_SERVICE -> "time for another service";
      case BOT -> "a program's time";
      case ROLE_NOT_ELIGIBLE -> "the role may not perform it";
      case ACTIVITY_NOT_COUNTABLE -> "set-up or administration";
      case NO_ACTION_DOCUMENTED -> "no data or action documented";
      case NO_DATA_LINK -> "no reading near the month";
      case SETUP_ALREADY_BILLED -> "set-up was billed already";
      case SETUP_MIN_DAYS -> "too few data-days for set-up";
      case SETUP_UNDER_16 -> "set-up under 16 data-days is disputed";
      case COMPONENT_MISSING -> "set-up, device or management is missing on record";
      case SPANS_RULESETS -> "the period began under older rules";
      case RULESET_NOT_CONFIRMED -> "outside the rules that are confirmed";
      case INPATIENT_OVERLAP -> "a stay in a facility";
      case PERIOD_OPEN -> "the period is still open";
      case PERIOD_CUT_SHORT -> "the episode ended early";
      case LATE_ENTRY -> "written down late";
      case LOW_EVIDENCE -> "time without start and end";
      case BUNDLED_99091 -> "interpretation is bundled with management";
      case SERVICE_TIME_REACHED -> "enough time of this service";
      case SERVICE_TIME_SHORT -> "too little time of this service";
      case APCM_BUNDLED -> "included in advanced primary care this month";
      case ONE_PER_MONTH -> "one of several codes; choose one";
      case SAME_DAY_VISIT -> "on the date of a visit";
      case SMBP_CONFLICT -> "self-measured pressure is billed for the same dates";
      case SMBP_SUGGESTED -> "self-measured pressure may be billed instead";
      case DUPLICATE_READING -> "the same reading again";
      case ANCHOR_DISPUTED -> "earlier evidence than the first day on file";
      case PAYER_CHANGED -> "the payer changed in the period";
      case CALENDAR_MONTH_BLOCKS -> "the payer counts calendar months";
      case DOS_OUTSIDE_PERIOD -> "date of service moved";
      case TEST_PATIENT -> "a test patient, never billed";
    };
  }
}
