package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.FlagWords;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.PressureUnit;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.yaml.YamlSection;
import dev.cuffline.gateway.yaml.YamlSection.Value;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compiles the parts of a format file. */
final class FormatWords {
  static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,32}");
  private static final String A_PLACE = "a place such as data.sys, /top.level or ../beside";
  private static final String UNITS = "one of mmHg, kPa, Pa";

  private final PlausibilityLimits limits;

  FormatWords(PlausibilityLimits limits) {
    this.limits = limits;
  }

  /** One place, or several of which the first that is given counts. */
  Places places(Value value) {
    List<Place> all = new ArrayList<>();
    for (Value each : value.each()) {
      all.add(each.as(A_PLACE, Place::parse));
    }
    return new Places(all);
  }

  /** The place of a rule that is written short, as a place, or long, with further keys. */
  private Places placesOf(Value value) {
    return value.isSection() ? places(value.section().require("path")) : places(value);
  }

  List<List<Place>> shapes(Value value) {
    return value.each().stream().map(shape -> places(shape).all()).toList();
  }

  DeviceRule device(Value value) {
    YamlSection keys = value.section();
    Value kind = keys.require("kind");
    if (!KIND.matcher(kind.text()).matches()) {
      throw kind.wrong("a word such as imei, ble, serial, or the vendor's name in lower case");
    }
    Optional<String> account = keys.find("account").map(Value::text);
    if (account.isPresent()) {
      keys.refuseOthers();
      return DeviceRule.ofAccount(kind.text(), account.get());
    }
    Optional<Value> join = keys.find("join");
    List<Places> parts =
        join.isPresent()
            ? join.get().each().stream().map(this::places).toList()
            : List.of(places(keys.require("path")));
    DeviceRule rule =
        new DeviceRule(
            parts,
            kind.text(),
            Optional.empty(),
            keys.find("pattern").map(text -> text.as("a regular expression", Pattern::compile)),
            keys.find("required").map(this::bool).orElse(true));
    keys.refuseOthers();
    return rule;
  }

  private boolean bool(Value value) {
    return switch (value.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw value.wrong("true or false");
    };
  }

  ValueRules values(YamlSection keys) {
    UnitRule unit = keys.find("unit").map(this::unit).orElse(UnitRule.MMHG);
    return keys.find("values")
        .map(value -> values(value, unit))
        .orElse(
            new ValueRules(
                unit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limits));
  }

  ValueRules values(Value value, UnitRule unit) {
    YamlSection keys = value.section();
    ValueRules rules =
        new ValueRules(
            unit,
            keys.find("systolic").map(this::number),
            keys.find("diastolic").map(this::number),
            keys.find("mean").map(this::number),
            keys.find("pulse").map(this::number),
            limits);
    keys.refuseOthers();
    if (rules.systolic().isPresent() != rules.diastolic().isPresent()) {
      throw value.wrong("systolic together with diastolic");
    }
    return rules;
  }

  private NumberRule number(Value value) {
    if (!value.isSection()) {
      return new NumberRule(
          places(value), BigDecimal.ONE, Optional.empty(), Optional.empty(), Optional.empty());
    }
    YamlSection keys = value.section();
    NumberRule rule =
        new NumberRule(
            places(keys.require("path")),
            keys.find("factor").map(FormatWords::factor).orElse(BigDecimal.ONE),
            keys.find("tenTo").map(this::places),
            keys.find("noValue").map(none -> new Matcher(none.texts())),
            keys.find("unit").map(this::unit));
    keys.refuseOthers();
    return rule;
  }

  private static BigDecimal factor(Value value) {
    return value.as("a number such as 10 or 0.1", BigDecimal::new);
  }

  private UnitRule unit(Value value) {
    if (!value.isSection()) {
      return new UnitRule(
          Optional.empty(),
          Map.of(),
          Optional.of(unitOf(value)),
          Optional.empty(),
          Optional.empty());
    }
    YamlSection keys = value.section();
    Optional<Places> path = keys.find("path").map(this::places);
    Optional<PressureUnit> otherwise = keys.find("is").map(FormatWords::unitOf);
    Map<String, PressureUnit> words = new LinkedHashMap<>();
    for (PressureUnit unit : PressureUnit.values()) {
      words.put(unit.symbol(), unit);
    }
    keys.find("words")
        .ifPresent(map -> {
          YamlSection of = map.section();
          of.keys().forEach(word -> words.put(word, unitOf(of.require(word))));
        });
    UnitRule rule =
        new UnitRule(
            path,
            words,
            otherwise,
            keys.find("uncertainBelow").map(FormatWords::factor),
            keys.find("decimals").map(digits -> digits.as("0 to 6", FormatWords::digits)));
    keys.refuseOthers();
    if (path.isEmpty() && otherwise.isEmpty()) {
      throw value.wrong("a unit, or keys with path (where it stands) or is (what it always is)");
    }
    return rule;
  }

  private static int digits(String text) {
    int digits = Integer.parseInt(text);
    if (digits < 0 || digits > 6) {
      throw new IllegalArgumentException(text);
    }
    return digits;
  }

  private static PressureUnit unitOf(Value value) {
    return value.as(UNITS, text -> PressureUnit.of(text).orElseThrow());
  }

  FlagRules flags(Value value) {
    YamlSection keys = value.section();
    Map<ReadingFlag, YesNo> rules = new EnumMap<>(ReadingFlag.class);
    FlagWords.byName()
        .forEach((name, flag) -> keys.find(name).ifPresent(rule -> rules.put(flag, yesNo(rule))));
    keys.refuseOthers();
    return new FlagRules(rules);
  }

  YesNo yesNo(Value value) {
    if (!value.isSection()) {
      return new YesNo(places(value), new Matcher(YesNo.YES), new Matcher(YesNo.NO));
    }
    YamlSection keys = value.section();
    Places at = placesOf(value);
    keys.find("path");
    YesNo rule =
        new YesNo(
            at,
            new Matcher(keys.find("yes").map(Value::texts).orElse(YesNo.YES)),
            new Matcher(keys.find("no").map(Value::texts).orElse(YesNo.NO)));
    keys.refuseOthers();
    return rule;
  }

  List<GaugeRule> gauges(Value value) {
    YamlSection keys = value.section();
    List<GaugeRule> rules = new ArrayList<>();
    for (Gauge gauge : Gauge.values()) {
      keys.find(gauge.key()).ifPresent(rule -> rules.add(gauge(gauge, rule)));
    }
    keys.refuseOthers();
    return rules;
  }

  private GaugeRule gauge(Gauge gauge, Value value) {
    Places at = placesOf(value);
    if (!value.isSection()) {
      return new GaugeRule(gauge, at, BigDecimal.ONE, Optional.empty());
    }
    YamlSection keys = value.section();
    keys.find("path");
    GaugeRule rule =
        new GaugeRule(
            gauge,
            at,
            keys.find("factor").map(FormatWords::factor).orElse(BigDecimal.ONE),
            keys.find("yes").map(yes -> new Matcher(yes.texts())));
    keys.refuseOthers();
    return rule;
  }

  MeasurementRule measurements(YamlSection keys) {
    return new MeasurementRule(
        TimeWords.time(keys, this),
        keys.find("slot").map(this::places),
        keys.find("readingId").map(this::places),
        keys.find("messageId").map(this::places),
        keys.find("session").map(this::session),
        keys.find("identity")
            .map(value -> value.each().stream().map(this::places).toList())
            .orElse(List.of()),
        keys.find("manual").map(this::yesNo),
        keys.find("memory").map(this::yesNo),
        keys.find("hub").map(this::device),
        keys.find("modified").map(this::places),
        keys.find("posture").map(this::places),
        keys.find("bodySite").map(this::places),
        keys.find("doubts").map(this::doubts).orElse(List.of()),
        keys.find("notes").map(this::reasons).orElse(List.of()));
  }

  private List<MeasurementRule.Doubt> doubts(Value value) {
    return value.each().stream().map(this::doubt).toList();
  }

  private MeasurementRule.Doubt doubt(Value value) {
    YamlSection keys = value.section();
    MeasurementRule.Doubt doubt =
        new MeasurementRule.Doubt(
            conditions(keys.require("when")), reasons(keys.require("reason")));
    keys.refuseOthers();
    return doubt;
  }

  /** Values that must stand at places. */
  Map<Place, Matcher> conditions(Value value) {
    YamlSection keys = value.section();
    Map<Place, Matcher> conditions = new LinkedHashMap<>();
    for (String key : keys.keys()) {
      Value wanted = keys.require(key);
      Place place = wanted.parsed("below a place such as data.type", key, Place::parse);
      conditions.put(place, new Matcher(wanted.texts()));
    }
    return conditions;
  }

  private MeasurementRule.SessionRule session(Value value) {
    YamlSection keys = value.section();
    MeasurementRule.SessionRule rule =
        new MeasurementRule.SessionRule(
            places(keys.require("time")), keys.find("index").map(this::places));
    keys.refuseOthers();
    return rule;
  }

  List<Reason> reasons(Value value) {
    return value.each().stream()
        .map(each ->
            each.as(
                "a code of lower-case letters, digits and hyphens",
                text -> {
                  if (!CODE.matcher(text).matches()) {
                    throw new IllegalArgumentException(text);
                  }
                  return Reason.of(text);
                }))
        .toList();
  }

  /** One of the constants, written as {@code epoch-seconds}. */
  static <E extends Enum<E>> E choice(Value value, E[] all) {
    String names = Arrays.stream(all).map(FormatWords::code).collect(Collectors.joining(", "));
    return value.as(
        "one of " + names,
        text ->
            Arrays.stream(all).filter(each -> code(each).equals(text)).findFirst().orElseThrow());
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  boolean isTrue(Value value) {
    return bool(value);
  }
}
