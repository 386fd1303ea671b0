package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.yaml.YamlSection;
import dev.cuffline.gateway.yaml.YamlSection.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the key {@code messages} of a format file; without it every record is a reading. */
final class MessageWords {
  private final FormatWords words;
  private final ValueRules values;
  private final FlagRules flags;
  private final List<GaugeRule> gauges;

  /** With what the file says for every kind of message. */
  MessageWords(FormatWords words, ValueRules values, FlagRules flags, List<GaugeRule> gauges) {
    this.words = words;
    this.values = values;
    this.flags = flags;
    this.gauges = gauges;
  }

  List<MessageRule> messages(YamlSection file) {
    Optional<Value> messages = file.find("messages");
    if (messages.isPresent()) {
      return messages.get().each().stream().map(this::message).toList();
    }
    if (values.areNone()) {
      file.require("values");
      throw file.require("values").wrong("systolic and diastolic, or pulse");
    }
    return List.of(
        new MessageRule(
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            MessageRule.Kind.READING,
            List.of(),
            values,
            flags,
            gauges));
  }

  private MessageRule message(Value value) {
    YamlSection keys = value.section();
    Map<Place, Matcher> when = keys.find("when").map(words::conditions).orElse(Map.of());
    Map<Place, Matcher> whenNot = keys.find("whenNot").map(words::conditions).orElse(Map.of());
    List<Places> has = keys.find("has").map(this::each).orElse(List.of());
    List<Places> hasNot = keys.find("hasNot").map(this::each).orElse(List.of());
    MessageRule.Kind kind = FormatWords.choice(keys.require("is"), MessageRule.Kind.values());
    MessageRule rule =
        new MessageRule(
            when,
            whenNot,
            has,
            hasNot,
            kind,
            reasons(keys, kind),
            keys.find("values").map(own -> words.values(own, values.unit())).orElse(values),
            keys.find("flags").map(words::flags).orElse(flags),
            keys.find("telemetry").map(words::gauges).orElse(gauges));
    keys.refuseOthers();
    if (kind == MessageRule.Kind.READING
        && rule.values().areNone()
        && rule.flags().rules().isEmpty()) {
      throw value.wrong("given values or flags, since it is a reading");
    }
    return rule;
  }

  private List<Places> each(Value value) {
    return value.each().stream().map(words::places).toList();
  }

  private List<Reason> reasons(YamlSection keys, MessageRule.Kind kind) {
    Optional<Value> given = keys.find("reason");
    return switch (kind) {
      case TEST -> given.map(words::reasons).orElse(List.of(Reason.of("test-message")));
      case IGNORED, MALFORMED -> words.reasons(keys.require("reason"));
      case PARKED -> given.map(words::reasons).orElse(List.of(Reason.of("unknown-message-type")));
      case READING, TELEMETRY -> {
        if (given.isPresent()) {
          throw given
              .get()
              .wrong("left out: only what is ignored, parked, malformed or a test has a reason");
        }
        yield new ArrayList<>();
      }
    };
  }
}
