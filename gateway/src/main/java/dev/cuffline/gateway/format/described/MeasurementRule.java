package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.Capture;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DeviceState;
import dev.cuffline.gateway.format.FlagWords;
import dev.cuffline.gateway.format.JsonFields;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.EntryMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all measurements of a format have in common besides their values.
 *
 * @param identity parts of a reading's identity beside device, slot, time and values
 * @param hub the sender, where the payload names it
 * @param modified grows when the vendor changes a reading under the same id
 * @param doubts when a reading is for a person to decide
 * @param notes reasons that every reading of the format carries
 */
record MeasurementRule(
    TimeRule time,
    Optional<Places> slot,
    Optional<Places> readingId,
    Optional<Places> messageId,
    Optional<SessionRule> session,
    List<Places> identity,
    Optional<YesNo> manual,
    Optional<YesNo> memory,
    Optional<DeviceRule> hub,
    Optional<Places> modified,
    Optional<Places> posture,
    Optional<Places> bodySite,
    List<Doubt> doubts,
    List<Reason> notes) {

  /** What leaves a reading open. */
  record Doubt(Map<Place, Matcher> when, List<Reason> reasons) {}

  /**
   * How messages of one measurement are known.
   *
   * @param time the same text in all of them
   * @param index tells measurements of the same time apart
   */
  record SessionRule(Places time, Optional<Places> index) {
    Optional<Capture.Session> in(Scope scope) {
      String nothing = "";
      return JsonFields.text(time.in(scope))
          .map(at ->
              new Capture.Session(
                  at, index.flatMap(places -> JsonFields.text(places.in(scope))).orElse(nothing)));
    }
  }

  DecodedItem item(
      Scope scope,
      Optional<DeviceKey> device,
      DeviceState state,
      ValueRules values,
      FlagRules flags)
      throws Violation {
    ValueRules.Read read = values.in(scope);
    FlagRules.Said said = flags.in(scope);
    if ((read.hasPulseSentinel() && values.isPulseAlone())
        || (values.areNone() && said.set().isEmpty())) {
      return new DecodedItem.Irrelevant(device, state, orNoReading(read.reasons()));
    }
    TimeRule.Read when = time.in(scope);
    List<Reason> reasons = read.reasons();
    reasons.addAll(when.marks());
    reasons.addAll(FlagWords.reasons(said.set()));
    reasons.addAll(notes);
    state.batteryReason().ifPresent(reasons::add);
    return new DecodedItem.Measurement(
        device,
        text(slot, scope, "a slot number"),
        when.time(),
        read.pressure(),
        read.lone(),
        read.pulse(),
        said.set(),
        said.stated(),
        isManual(scope) ? EntryMethod.MANUAL : EntryMethod.AUTOMATIC,
        read.plausible(),
        text(readingId, scope, "an id of 1 to 128 characters"),
        text(messageId, scope, "an id of 1 to 128 characters"),
        raw(scope, read.raw(), values, said),
        state,
        reasons,
        capture(scope));
  }

  private static List<Reason> orNoReading(List<Reason> reasons) {
    return reasons.isEmpty() ? List.of(Reason.of("no-reading")) : reasons;
  }

  private boolean isManual(Scope scope) {
    return manual.isPresent() && manual.get().in(scope).orElse(false);
  }

  private Capture capture(Scope scope) {
    if (saysNothing()) {
      return Capture.NONE;
    }
    List<Reason> open = new ArrayList<>();
    for (Doubt doubt : doubts) {
      if (MessageRule.hold(doubt.when(), scope)) {
        open.addAll(doubt.reasons());
      }
    }
    return new Capture(
        session.flatMap(rule -> rule.in(scope)),
        memory.flatMap(rule -> rule.in(scope)),
        hub.flatMap(rule -> rule.in(scope)),
        modified.flatMap(places -> JsonFields.integer(places.in(scope))),
        posture.flatMap(places -> JsonFields.text(places.in(scope))),
        bodySite.flatMap(places -> JsonFields.text(places.in(scope))),
        open);
  }

  private boolean saysNothing() {
    return session.isEmpty()
        && memory.isEmpty()
        && hub.isEmpty()
        && modified.isEmpty()
        && posture.isEmpty()
        && bodySite.isEmpty()
        && doubts.isEmpty();
  }

  private String raw(Scope scope, String values, ValueRules rules, FlagRules.Said said) {
    if (identity.isEmpty() && !rules.areNone()) {
      return values;
    }
    List<String> parts = new ArrayList<>();
    parts.add(rules.areNone() ? said.set().toString() : values);
    for (Places part : identity) {
      parts.add(JsonFields.text(part.in(scope)).orElse("-"));
    }
    return String.join(" ", parts);
  }

  private static Optional<String> text(Optional<Places> places, Scope scope, String expected)
      throws Violation {
    if (places.isEmpty()) {
      return Optional.empty();
    }
    JsonNode node = places.get().in(scope);
    Optional<String> text = JsonFields.text(node);
    if (text.isEmpty() && JsonFields.isGiven(node)) {
      throw new Violation(places.get().field(), expected);
    }
    return text;
  }
}
