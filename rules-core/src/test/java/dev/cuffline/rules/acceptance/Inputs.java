package dev.cuffline.rules.acceptance;

import dev.cuffline.rules.caretime.Activity;
import dev.cuffline.rules.caretime.EntryId;
import dev.cuffline.rules.caretime.LiveContact;
import dev.cuffline.rules.caretime.Modality;
import dev.cuffline.rules.caretime.Participant;
import dev.cuffline.rules.caretime.Role;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.WorkTime;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads readings and time entries out of table words; options follow in brackets, separated by
 * semicolons.
 */
final class Inputs {
  private Inputs() {}

  /** {@code from..to} or one date. */
  static DateRange range(String text) {
    String[] ends = text.split("\\.\\.", -1);
    return new DateRange(LocalDate.parse(ends[0]), LocalDate.parse(ends[ends.length - 1]));
  }

  /** {@code from..to[device:x;at:08:00;n:5;…]}: n readings a date, a minute apart. */
  static List<Reading> days(String word, ZoneId home, int offset) {
    Map<String, String> options = options(word);
    DateRange range = range(head(word));
    int each = Integer.parseInt(options.getOrDefault("n", "1"));
    LocalTime at = LocalTime.parse(options.getOrDefault("at", "08:00"));
    List<Reading> readings = new ArrayList<>();
    for (LocalDate date = range.from(); !date.isAfter(range.to()); date = date.plusDays(1)) {
      for (int i = 0; i < each; i++) {
        Instant measured = date.atTime(at).plusMinutes(i).atZone(home).toInstant();
        readings.add(reading(measured, options, offset + readings.size() + 1));
      }
    }
    return readings;
  }

  /** {@code instant[…]}, in UTC with Z or else local to the home. */
  static Reading reading(String word, ZoneId home, int offset) {
    return reading(instant(head(word), home), options(word), offset + 1);
  }

  private static Reading reading(Instant measured, Map<String, String> options, int number) {
    Instant received =
        Optional.ofNullable(options.get("received"))
            .map(Instant::parse)
            .orElse(measured.plusSeconds(60));
    TimeQuality quality = TimeQuality.valueOf(options.getOrDefault("quality", "DEVICE"));
    int systolic = Integer.parseInt(options.getOrDefault("sys", "126"));
    return new Reading(
        new ReadingId(options.getOrDefault("id", "r" + number)),
        new PatientId(options.getOrDefault("patient", "p1")),
        new DeviceId(options.getOrDefault("device", "cuff")),
        new MeasuredAt(measured, quality, Optional.empty(), measured.toString()),
        received,
        received,
        Optional.of(BloodPressure.of(systolic, systolic == 0 ? 0 : 76)),
        systolic == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(70)),
        Set.of(),
        EntryMethod.valueOf(options.getOrDefault("entry", "AUTOMATIC")),
        ReadingStatus.valueOf(options.getOrDefault("status", "FINAL")),
        true);
  }

  /**
   * {@code start+mm:ss[live:AUDIO;…]}, or {@code date~mm:ss[…]} for a duration without instants;
   * {@code live:AUDIO@start+mm:ss} for a part of it.
   */
  static TimeEntry entry(String word, ZoneId practice, int offset) {
    Map<String, String> options = options(word);
    WorkTime when = work(head(word), practice);
    Instant done =
        switch (when) {
          case WorkTime.Interval(Instant start, Instant end) -> end;
          case WorkTime.OnDate(LocalDate date, Duration duration) ->
              date.atTime(17, 0).atZone(practice).toInstant();
        };
    List<LiveContact> live = new ArrayList<>();
    Optional.ofNullable(options.get("live"))
        .ifPresent(text -> {
          String[] parts = text.split("@", 2);
          live.add(
              new LiveContact(
                  parts.length == 1 ? when : work(parts[1], practice),
                  Modality.valueOf(parts[0]),
                  Participant.valueOf(options.getOrDefault("with", "PATIENT"))));
        });
    return new TimeEntry(
        new EntryId(options.getOrDefault("id", "t" + (offset + 1))),
        when,
        new StaffId(options.getOrDefault("by", "rn-1")),
        Role.valueOf(options.getOrDefault("role", "CLINICAL_STAFF")),
        named(options.getOrDefault("cred", "RN")),
        named(options.getOrDefault("sup", "dr-a")).map(StaffId::new),
        new StaffId(options.getOrDefault("bill", "dr-a")),
        Service.valueOf(options.getOrDefault("service", "RPM")),
        Activity.valueOf(options.getOrDefault("activity", "COACHING")),
        named(options.getOrDefault("data", "r1")).map(Set::of).orElse(Set.of()),
        named(options.getOrDefault("action", "adjusted the plan")).orElse(""),
        Optional.ofNullable(options.get("entered")).map(Instant::parse).orElse(done),
        live);
  }

  private static Optional<String> named(String text) {
    return Optional.of(text).filter(t -> !t.equals("none"));
  }

  private static WorkTime work(String text, ZoneId practice) {
    if (text.contains("~")) {
      String[] parts = text.split("~", 2);
      return new WorkTime.OnDate(LocalDate.parse(parts[0]), duration(parts[1]));
    }
    String[] parts = text.split("\\+", 2);
    Instant start = instant(parts[0], practice);
    return new WorkTime.Interval(start, start.plus(duration(parts[1])));
  }

  /** Minutes and seconds. */
  private static Duration duration(String text) {
    String[] parts = text.split(":", 2);
    return Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
  }

  private static Instant instant(String text, ZoneId zone) {
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }

  private static String head(String word) {
    return word.contains("[") ? word.substring(0, word.indexOf('[')) : word;
  }

  private static Map<String, String> options(String word) {
    Map<String, String> options = new HashMap<>();
    if (word.contains("[")) {
      String inside = word.substring(word.indexOf('[') + 1, word.lastIndexOf(']'));
      for (String option : inside.split(";", -1)) {
        String[] parts = option.split(":", 2);
        options.put(parts[0], parts[1]);
      }
    }
    return options;
  }
}
