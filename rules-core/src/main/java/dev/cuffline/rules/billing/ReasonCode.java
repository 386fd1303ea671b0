package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.TimeReason;
import dev.cuffline.rules.dataday.DayReason;

/** Why a determination is what it is (billing-rules.md section 8). */
public enum ReasonCode {
  /** Fewer than 2 data-days. */
  DAYS_LT_2,
  /** 2 to 15 data-days. */
  DAYS_2_15,
  /** 16 or more data-days. */
  DAYS_GE_16,
  /** Less than 10 minutes. */
  TIME_LT_10,
  /** 10 to less than 20 minutes. */
  TIME_10_19,
  /** 20 minutes or more. */
  TIME_GE_20,
  /** At least one further full 20 minutes. */
  ADDON_FULL_20,
  /** More add-on units than are usual. */
  ADDON_SOFT_CAP,
  /** More add-on units than are paid; the rest is unbilled. */
  ADDON_MUE_CAP,
  /** The payer wants a live contact for each add-on unit (R32). */
  ADDON_NEEDS_CONTACT,
  /** No live two-way contact in the month (R29). */
  NO_INTERACTIVE,
  /** The only contact was in one room (R29). */
  INPERSON_ONLY,
  /** The only live contact began before midnight of the month (R29). */
  MIDNIGHT_SPILL,
  /** No consent on the date. */
  NO_CONSENT,
  /** Consent does not state the cost share (R1). */
  CONSENT_NO_COST_SHARE,
  /** No order on the date. */
  NO_ORDER,
  /** No evidence of an established patient (M51). */
  NOT_ESTABLISHED,
  /** No designated billing practitioner on file. */
  NO_PRACTITIONER,
  /** After the end of the episode. */
  NOT_ENROLLED,
  /** Monitoring was suspended. */
  PAUSED,
  /** Staff without a supervising practitioner. */
  NO_SUPERVISOR,
  /** No credential on file. */
  NO_CREDENTIAL,
  /** Somebody else bills it (R3). */
  ONE_PRACTITIONER,
  /** Remote therapeutic monitoring in the same period (R4). */
  RTM_CONFLICT,
  /** The payer has not adopted the code; never replaced by a higher one (R6). */
  CODE_NOT_ADOPTED,
  /** The code does not exist on the date of service (R5, R44). */
  CODE_NOT_IN_FORCE,
  /** The payer does not cover the diagnosis, or wants an authorisation before (R7). */
  PAYER_COVERAGE,
  /** The order is older than the payer lets it stand. */
  ORDER_RENEWAL,
  /** Consent is older than the payer lets it stand. */
  CONSENT_RENEWAL,
  /** Released as often in twelve months as the payer pays it. */
  FREQUENCY_LIMIT,
  /** The payer wants data-days for management codes (M27). */
  MANAGEMENT_NEEDS_DAYS,
  /** Manual readings were left out (R9). */
  MANUAL_EXCLUDED,
  /** Readings of a device that is no medical device were left out. */
  NON_FDA_DEVICE,
  /** Nobody has said whether the device is a medical device. */
  DEVICE_STATUS_UNKNOWN,
  /** Readings with a clock not to be believed were left out. */
  CLOCK_SUSPECT,
  /** Readings whose date nobody confirmed were left out. */
  TIME_UNCONFIRMED,
  /** Readings from a time when the device was not this patient's were left out. */
  NOT_ASSIGNED,
  /** Readings entered in error were left out. */
  ENTERED_IN_ERROR,
  /** Transmissions without a value were left out. */
  INVALID_VALUE,
  /** Another patient's readings were left out. */
  OTHER_PATIENT,
  /** Readings that intake did not accept as evidence were left out. */
  NOT_COUNTED_AT_INTAKE,
  /** Some readings arrived long after they were measured; they count. */
  BATCH_UPLOAD,
  /** Readings received after the close were left out (R17). */
  RECEIVED_AFTER_CLOSE,
  /** Evidence after the release of a claim would raise it. */
  LATE_DATA_AFTER_CLAIM,
  /** The evidence no longer carries a released claim (R18). */
  OVERPAYMENT_RISK,
  /** A claim for this was released already. */
  CLAIM_RELEASED,
  /** The same seconds are logged for two services (R27). */
  DOUBLE_COUNT,
  /** The same person logged seconds twice for this service (R26). */
  OVERLAPPING_ENTRIES,
  /** Colleagues worked at once: counted once (R26). */
  CONCURRENT_STAFF,
  /** Time for another service was left out. */
  OTHER_SERVICE,
  /** A program's time was left out. */
  BOT,
  /** Time of a role that may not perform it was left out. */
  ROLE_NOT_ELIGIBLE,
  /** Set-up, administration and the like were left out (R38). */
  ACTIVITY_NOT_COUNTABLE,
  /** Time without data acted upon or documented action was left out (R36). */
  NO_ACTION_DOCUMENTED,
  /** No qualifying reading in the month or the 30 days before (R36). */
  NO_DATA_LINK,
  /** Set-up was billed in this episode (R19). */
  SETUP_ALREADY_BILLED,
  /** Too few data-days for the set-up code (R20). */
  SETUP_MIN_DAYS,
  /** Set-up on fewer than 16 days is disputed (R20). */
  SETUP_UNDER_16,
  /** Set-up, device or management is missing on record (R21, R22). */
  COMPONENT_MISSING,
  /** The period began under an older rule set that lacks the code (D42). */
  SPANS_RULESETS,
  /** The date of service is outside every rule set we hold (R5a). */
  RULESET_NOT_CONFIRMED,
  /** Readings in a facility were left out, or dates in one lie in the period (R23). */
  INPATIENT_OVERLAP,
  /** The period or month is still open. */
  PERIOD_OPEN,
  /** The episode ended inside the period (D54). */
  PERIOD_CUT_SHORT,
  /** Time was written down late. */
  LATE_ENTRY,
  /** Time without start and end. */
  LOW_EVIDENCE,
  /** A practitioner's interpretation is blocked beside management codes (R47). */
  BUNDLED_99091,
  /** Enough time of another service for one of its codes (section 1.2). */
  SERVICE_TIME_REACHED,
  /** Too little time of another service for any of its codes. */
  SERVICE_TIME_SHORT,
  /** Advanced primary care in the same month includes it (R46). */
  APCM_BUNDLED,
  /**
   * Only one of several codes that are reached may be billed for the month; a person chooses (R48).
   */
  ONE_PER_MONTH,
  /** Time on the date of a visit is the visit's (R47). */
  SAME_DAY_VISIT,
  /** Self-measured pressure was billed for the same dates (section 1.1). */
  SMBP_CONFLICT,
  /** Enough readings of any source for self-measured pressure, where monitoring fails (R49). */
  SMBP_SUGGESTED,
  /** The same reading under another id. */
  DUPLICATE_READING,
  /** Earlier evidence than the fixed anchor turned up (R13a). */
  ANCHOR_DISPUTED,
  /** The payer changed inside the period (R5a). */
  PAYER_CHANGED,
  /** The payer's periods are calendar months: always for review (section 3). */
  CALENDAR_MONTH_BLOCKS,
  /** Moved to keep 30 days from the previous date of service, or by the payer's mode (R16). */
  DOS_OUTSIDE_PERIOD,
  /** Nobody real: a patient for trying things out is never billed. */
  TEST_PATIENT;

  /** The same reason, in the words of the billing room. */
  static ReasonCode of(DayReason reason) {
    return switch (reason) {
      case OTHER_PATIENT -> OTHER_PATIENT;
      case ENTERED_IN_ERROR -> ENTERED_IN_ERROR;
      case MANUAL_EXCLUDED -> MANUAL_EXCLUDED;
      case INVALID_VALUE -> INVALID_VALUE;
      case CLOCK_SUSPECT -> CLOCK_SUSPECT;
      case TIME_UNCONFIRMED -> TIME_UNCONFIRMED;
      case NOT_ASSIGNED -> NOT_ASSIGNED;
      case NON_FDA_DEVICE -> NON_FDA_DEVICE;
      case DEVICE_STATUS_UNKNOWN -> DEVICE_STATUS_UNKNOWN;
      case NO_ORDER -> NO_ORDER;
      case NO_CONSENT -> NO_CONSENT;
      case NOT_ENROLLED -> NOT_ENROLLED;
      case PAUSED -> PAUSED;
      case INPATIENT_OVERLAP -> INPATIENT_OVERLAP;
      case NOT_COUNTED_AT_INTAKE -> NOT_COUNTED_AT_INTAKE;
      case DUPLICATE_READING -> DUPLICATE_READING;
      case RECEIVED_AFTER_CLOSE -> RECEIVED_AFTER_CLOSE;
    };
  }

  /** The same reason, in the words of the billing room. */
  static ReasonCode of(TimeReason reason) {
    return switch (reason) {
      case OTHER_SERVICE -> OTHER_SERVICE;
      case BOT -> BOT;
      case ROLE_NOT_ELIGIBLE -> ROLE_NOT_ELIGIBLE;
      case ACTIVITY_NOT_COUNTABLE -> ACTIVITY_NOT_COUNTABLE;
      case ONE_PRACTITIONER -> ONE_PRACTITIONER;
      case NO_ACTION_DOCUMENTED -> NO_ACTION_DOCUMENTED;
      case NO_ORDER -> NO_ORDER;
      case NO_CONSENT -> NO_CONSENT;
      case NOT_ENROLLED -> NOT_ENROLLED;
      case PAUSED -> PAUSED;
      case NO_CREDENTIAL -> NO_CREDENTIAL;
      case NO_SUPERVISOR -> NO_SUPERVISOR;
      case DOUBLE_COUNT -> DOUBLE_COUNT;
      case OVERLAPPING_ENTRIES -> OVERLAPPING_ENTRIES;
      case CONCURRENT_STAFF -> CONCURRENT_STAFF;
    };
  }
}
