package dev.cuffline.gateway.web.pages.readings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.registry.RegistryJson;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Measure;
import dev.cuffline.rules.trend.Rule;
import dev.cuffline.rules.trend.RuleHeader;
import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.SessionMean;
import dev.cuffline.rules.trend.Threshold;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the chart's script draws, as JSON; seconds since 1970, mmHg, beats per minute. */
final class ChartData {
  private ChartData() {}

  /** Something that happened, for the lane below the readings. */
  record Mark(Instant at, String letter, String words) {}

  /** Everything in the span. */
  record Input(
      Instant from,
      Instant to,
      ZoneId zone,
      RulePack pack,
      List<SessionMean> sessions,
      List<Crossed> crossed,
      List<Mark> marks) {}

  /** A reading that does not stand; crossed out. */
  record Crossed(Instant at, BigDecimal systolic, BigDecimal diastolic) {}

  static JsonNode of(Input input) {
    ObjectNode node = RegistryJson.MAPPER.createObjectNode();
    node.put("from", input.from().getEpochSecond());
    node.put("to", input.to().getEpochSecond());
    node.put("zone", input.zone().getId());
    ArrayNode sessions = node.putArray("sessions");
    input.sessions().forEach(session -> session(sessions.addObject(), session));
    ArrayNode crossed = node.putArray("crossed");
    for (Crossed one : input.crossed()) {
      crossed
          .addObject()
          .put("at", one.at().getEpochSecond())
          .put("systolic", one.systolic())
          .put("diastolic", one.diastolic());
    }
    ArrayNode marks = node.putArray("marks");
    for (Mark mark : input.marks()) {
      marks
          .addObject()
          .put("at", mark.at().getEpochSecond())
          .put("letter", mark.letter())
          .put("words", mark.words());
    }
    ArrayNode limits = node.putArray("limits");
    limits(input.pack()).forEach(value -> limits.add(value));
    target(input.pack()).ifPresent(value -> node.put("target", value));
    return node;
  }

  private static void session(ObjectNode node, SessionMean session) {
    node.put("at", session.first().getEpochSecond());
    node.put("readings", session.readings().size());
    session.systolic().ifPresent(value -> node.put("systolic", value));
    session.diastolic().ifPresent(value -> node.put("diastolic", value));
    session.pulse().ifPresent(value -> node.put("pulse", value));
    node.put("letters", String.join("", letters(session)));
    node.put("counts", session.readings().stream().anyMatch(reading -> reading.counted()));
  }

  /** M movement, I irregular pulse, C clock. */
  static Set<String> letters(SessionMean session) {
    Set<String> letters = new TreeSet<>();
    session
        .readings()
        .forEach(reading -> {
          if (reading.flags().contains(ReadingFlag.BODY_MOVEMENT)) {
            letters.add("M");
          }
          if (reading.flags().contains(ReadingFlag.IRREGULAR_PULSE)) {
            letters.add("I");
          }
          TimeQuality quality = reading.measuredAt().quality();
          if (quality != TimeQuality.DEVICE && quality != TimeQuality.VENDOR) {
            letters.add("C");
          }
        });
    return letters;
  }

  /** Systolic limits of the rules that raise an alert, lowest first. */
  private static Set<BigDecimal> limits(RulePack pack) {
    Set<BigDecimal> limits = new TreeSet<>();
    for (Rule rule : pack.rules()) {
      if (rule.header().raises() == RuleHeader.Raises.ALERT && isPressure(rule.header())) {
        thresholds(rule).stream()
            .filter(limit -> limit.measure() == Measure.SYSTOLIC)
            .map(Threshold::value)
            .forEach(limits::add);
      }
    }
    return limits;
  }

  private static boolean isPressure(RuleHeader header) {
    return header.family() == CauseFamily.BP_HIGH || header.family() == CauseFamily.BP_LOW;
  }

  private static List<Threshold> thresholds(Rule rule) {
    return switch (rule) {
      case Rule.Critical critical -> critical.when();
      case Rule.Sessions some -> some.when();
      default -> List.of();
    };
  }

  /** The systolic goal: what the weekly review holds the average against. */
  static Optional<BigDecimal> target(RulePack pack) {
    List<BigDecimal> goals = new ArrayList<>();
    for (Rule rule : pack.rules()) {
      if (rule instanceof Rule.Average average
          && rule.header().raises() == RuleHeader.Raises.REVIEW) {
        average.when().stream()
            .filter(limit -> limit.measure() == Measure.SYSTOLIC)
            .map(Threshold::value)
            .forEach(goals::add);
      }
    }
    return goals.stream().min(BigDecimal::compareTo);
  }
}
