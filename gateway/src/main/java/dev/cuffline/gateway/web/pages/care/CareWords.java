package dev.cuffline.gateway.web.pages.care;

import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.ServiceLine;

/** Plain words for what is chosen in the forms. */
final class CareWords {
  private CareWords() {}

  static String of(Activity activity) {
    return switch (activity) {
      case REVIEW -> "Looked through readings";
      case MEDICATION -> "Changed a medication";
      case COACHING -> "Coached";
      case COORDINATION -> "Coordinated with others";
      case DOCUMENTATION -> "Wrote it down";
      case CALL -> "Spoke with patient or caregiver";
      case DEVICE_SETUP -> "Set a cuff up (never counts)";
      case ADMIN -> "Shipping, billing, scheduling (never counts)";
    };
  }

  static String of(ServiceLine service) {
    return switch (service) {
      case RPM -> "Remote monitoring (RPM)";
      case CCM -> "Chronic care (CCM)";
      case PCM -> "Principal care (PCM)";
      case TCM -> "Transitional care (TCM)";
      case BHI -> "Behavioural health (BHI)";
      case RTM -> "Therapeutic monitoring (RTM)";
      case EM -> "A visit";
      case DATA_INTERPRETATION -> "Interpretation of data (99091)";
    };
  }

  static String of(CallRecord.Outcome outcome) {
    return switch (outcome) {
      case REACHED -> "Reached";
      case NO_ANSWER -> "No answer";
      case VOICEMAIL -> "Left a message";
      case WRONG_NUMBER -> "Wrong number";
      case REFUSED -> "Did not want to talk";
    };
  }

  static String of(CallRecord.Symptom symptom) {
    return switch (symptom) {
      case NONE -> "asked, none";
      case CHEST_PAIN -> "chest pain";
      case SHORT_OF_BREATH -> "short of breath";
      case HEADACHE -> "headache";
      case VISION -> "change of sight";
      case WEAKNESS -> "weak, numb or unclear speech";
      case DIZZINESS -> "dizzy or fainted";
    };
  }

  static String of(Participant participant) {
    return switch (participant) {
      case PATIENT -> "the patient";
      case CAREGIVER -> "a caregiver";
    };
  }

  static String of(Modality modality) {
    return switch (modality) {
      case AUDIO -> "by telephone";
      case VIDEO -> "by video";
      case IN_PERSON -> "in person";
      case VOICEMAIL -> "a message on a machine";
      case SMS -> "a text message";
      case PORTAL -> "a portal message";
      case EMAIL -> "an e-mail";
      case FAX -> "a fax";
      case BOT -> "a program spoke";
      case NO_ANSWER -> "nobody answered";
    };
  }
}
