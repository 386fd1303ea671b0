package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.yaml.YamlSection;
import dev.cuffline.gateway.yaml.YamlSection.Value;
import dev.cuffline.rules.reading.TimeQuality;
import java.util.Optional;

/** Compiles the key {@code time} of a format file. */
final class TimeWords {
  private enum Form {
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    ISO,
    PATTERN
  }

  private enum Unit {
    HOURS(3_600),
    MINUTES(60),
    SECONDS(1);

    private final int seconds;

    Unit(int seconds) {
      this.seconds = seconds;
    }
  }

  /** Who says it: the other qualities are for intake to give. */
  private enum Clock {
    DEVICE(TimeQuality.DEVICE),
    VENDOR(TimeQuality.VENDOR);

    private final TimeQuality quality;

    Clock(TimeQuality quality) {
      this.quality = quality;
    }
  }

  private final FormatWords words;

  private TimeWords(FormatWords words) {
    this.words = words;
  }

  static TimeRule time(YamlSection file, FormatWords words) {
    return new TimeWords(words).rule(file.require("time"));
  }

  private TimeRule rule(Value value) {
    YamlSection keys = value.section();
    TimeRule rule =
        new TimeRule(
            words.places(keys.require("path")),
            form(keys),
            keys.find("local").map(words::isTrue).orElse(false),
            keys.find("offset").map(this::offset),
            keys.find("zone").map(words::places),
            keys.find("clock")
                .map(clock -> FormatWords.choice(clock, Clock.values()))
                .orElse(Clock.DEVICE)
                .quality,
            keys.find("estimated").map(words::yesNo),
            keys.find("required").map(words::isTrue).orElse(true));
    keys.refuseOthers();
    return rule;
  }

  private static TimeForm form(YamlSection keys) {
    Form form = FormatWords.choice(keys.require("form"), Form.values());
    Optional<Value> pattern = keys.find("pattern");
    if (form == Form.PATTERN) {
      return keys.require("pattern")
          .as("a pattern such as yyyy-MM-dd HH:mm:ss", TimeForm.Pattern::of);
    }
    if (pattern.isPresent()) {
      throw pattern.get().wrong("left out unless form is pattern");
    }
    return switch (form) {
      case EPOCH_SECONDS -> new TimeForm.Epoch(1);
      case EPOCH_MILLIS -> new TimeForm.Epoch(1_000);
      case ISO, PATTERN -> new TimeForm.Iso();
    };
  }

  private OffsetRule offset(Value value) {
    YamlSection keys = value.section();
    Places at = words.places(keys.require("path"));
    Optional<Unit> unit = keys.find("unit").map(given -> FormatWords.choice(given, Unit.values()));
    keys.refuseOthers();
    return new OffsetRule(at, unit.orElse(Unit.MINUTES).seconds, unit.isPresent());
  }
}
