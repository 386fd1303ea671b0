package dev.cuffline.gateway.web.pages.care;

import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.TimeDraft;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A form of time or of a call as it was typed, in the practice's zone.
 *
 * @param id of the entry to be: the form's own, so that sending it twice logs it once
 * @param draft whose interval it takes; empty for times that are typed
 */
record Typed(Visit visit, String id, Optional<TimeDraft> draft) {
  private static final int NO_CONTACT_SECONDS = 1;

  /** A contact that was not live still says when it was tried. */
  private static Modality modality(CallRecord.Outcome outcome) {
    return switch (outcome) {
      case VOICEMAIL -> Modality.VOICEMAIL;
      case NO_ANSWER, WRONG_NUMBER -> Modality.NO_ANSWER;
      // Somebody spoke, however shortly; whether it is a conversation is for the entry's reader.
      case REACHED, REFUSED -> Modality.AUDIO;
    };
  }

  private ZoneId zone() {
    return visit.practice().zone();
  }

  boolean isCall() {
    return !visit.field("outcome").isEmpty();
  }

  /**
   * The entry.
   *
   * @throws InvalidValueException with the name of the field
   */
  TimeEntryDraft entry(PatientId patient) {
    TimeSpent.Interval spent = spent();
    Optional<CallRecord.Outcome> outcome =
        isCall() ? Optional.of(word("outcome", CallRecord.Outcome.class)) : Optional.empty();
    return new TimeEntryDraft(
        Optional.of(id),
        patient,
        spent,
        visit
            .given("performer")
            .orElseThrow(() -> new InvalidValueException("performer", "must be chosen")),
        Optional.empty(),
        Optional.empty(),
        word("service", ServiceLine.class),
        outcome.isPresent() ? Activity.CALL : word("activity", Activity.class),
        visit.fields("about"),
        visit.field("action"),
        contacts(spent, outcome));
  }

  private List<Contact> contacts(TimeSpent.Interval spent, Optional<CallRecord.Outcome> outcome) {
    if (outcome.isEmpty()) {
      return List.of();
    }
    Participant with = word("with", Participant.class);
    Modality modality =
        outcome.get() == CallRecord.Outcome.REACHED
            ? word("modality", Modality.class)
            : modality(outcome.get());
    if (outcome.get() == CallRecord.Outcome.REFUSED) {
      return List.of();
    }
    Instant end =
        modality == Modality.NO_ANSWER
            ? spent.start().plusSeconds(NO_CONTACT_SECONDS)
            : spent.end();
    return List.of(new Contact(spent.start(), end, modality, with));
  }

  /** How the call went; empty for time without one. */
  Optional<CallRecord> call(PatientId patient) {
    return isCall()
        ? Optional.of(
            new CallRecord(
                id,
                patient,
                spent().start(),
                word("outcome", CallRecord.Outcome.class),
                visit.field("interpreter"),
                visit.fields("symptom").stream()
                    .map(word -> word("symptoms", word, CallRecord.Symptom.class))
                    .toList(),
                visit.given("nextTry").map(text -> local("nextTry", text))))
        : Optional.empty();
  }

  private TimeSpent.Interval spent() {
    if (draft.isPresent()) {
      return new TimeSpent.Interval(draft.get().start(), draft.get().end());
    }
    LocalDate date = date();
    Instant start = date.atTime(time("start")).atZone(zone()).toInstant();
    Instant end = date.atTime(time("end")).atZone(zone()).toInstant();
    return new TimeSpent.Interval(start, end);
  }

  private LocalDate date() {
    try {
      return LocalDate.parse(visit.field("date"));
    } catch (DateTimeParseException bad) {
      throw new InvalidValueException("date", "must be a date such as 2026-01-31");
    }
  }

  private LocalTime time(String field) {
    try {
      return LocalTime.parse(visit.field(field));
    } catch (DateTimeParseException bad) {
      throw new InvalidValueException(field, "must be a time such as 14:05");
    }
  }

  private Instant local(String field, String text) {
    try {
      return LocalDateTime.parse(text).atZone(zone()).toInstant();
    } catch (DateTimeParseException bad) {
      throw new InvalidValueException(field, "must be a date and a time");
    }
  }

  private <E extends Enum<E>> E word(String field, Class<E> type) {
    return word(field, visit.field(field), type);
  }

  private static <E extends Enum<E>> E word(String field, String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new InvalidValueException(field, "must be chosen"));
  }
}
