package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import dev.cuffline.gateway.format.Reason;
import java.util.List;
import java.util.Map;

/**
 * Which records are of a kind, and what is done with them.
 *
 * @param when values that must stand at places
 * @param whenNot values, one of which must not stand at places where something is given
 * @param has places that must be given
 * @param hasNot places that must not be given; an empty object or list is not
 * @param reasons of what is ignored or parked
 */
record MessageRule(
    Map<Place, Matcher> when,
    Map<Place, Matcher> whenNot,
    List<Places> has,
    List<Places> hasNot,
    Kind kind,
    List<Reason> reasons,
    ValueRules values,
    FlagRules flags,
    List<GaugeRule> gauges) {

  /** What is done with a record. */
  enum Kind {
    /** A measurement. */
    READING,
    /** News of the device. */
    TELEMETRY,
    /** Known, and of no clinical use. */
    IGNORED,
    /** Said by the sender to be a test: never a reading, never a day. */
    TEST,
    /** For a person to look at. */
    PARKED,
    /** Not as its vendor or a standard says it is: kept, never acted upon. */
    MALFORMED
  }

  boolean fits(Scope scope) {
    if (!hold(when, scope)) {
      return false;
    }
    for (Map.Entry<Place, Matcher> unwanted : whenNot.entrySet()) {
      JsonNode node = unwanted.getKey().in(scope);
      if (!JsonFields.isGiven(node) || unwanted.getValue().matches(node)) {
        return false;
      }
    }
    for (Places wanted : has) {
      if (!isThere(wanted.in(scope))) {
        return false;
      }
    }
    for (Places unwanted : hasNot) {
      if (isThere(unwanted.in(scope))) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of the places have one of their values. */
  static boolean hold(Map<Place, Matcher> conditions, Scope scope) {
    for (Map.Entry<Place, Matcher> wanted : conditions.entrySet()) {
      if (!wanted.getValue().matches(wanted.getKey().in(scope))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isThere(JsonNode node) {
    return !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
  }
}
