package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** How a time is written. */
sealed interface TimeForm {
  /**
   * What was written.
   *
   * @param wall date and time
   * @param offset in which it is an instant; empty for wall time
   * @param isZoneStated whether the sender wrote the offset; not so for a number since 1970
   */
  record Moment(
      LocalDateTime wall, Optional<ZoneOffset> offset, boolean isZoneStated, String raw) {}

  /** Reads it; empty when it is not written so, or no clock shows it. */
  Optional<Moment> read(JsonNode node);

  /** For a person. */
  String expected();

  /**
   * A number since 1970 in UTC.
   *
   * @param perSecond 1 or 1000
   */
  record Epoch(int perSecond) implements TimeForm {
    /** Beyond any clock, milliseconds taken for seconds included, and the store can hold it. */
    private static final long FARTHEST_SECONDS = 9_000_000_000_000L;

    @Override
    public Optional<Moment> read(JsonNode node) {
      return JsonFields.integer(node)
          .filter(count ->
              Math.floorDiv(count, perSecond) <= FARTHEST_SECONDS
                  && Math.floorDiv(count, perSecond) >= -FARTHEST_SECONDS)
          .map(this::moment);
    }

    private Moment moment(long count) {
      long nanos = Math.floorMod(count, perSecond) * (1_000_000_000L / perSecond);
      Instant instant = Instant.ofEpochSecond(Math.floorDiv(count, perSecond), nanos);
      return new Moment(
          LocalDateTime.ofInstant(instant, ZoneOffset.UTC),
          Optional.of(ZoneOffset.UTC),
          false,
          Long.toString(count));
    }

    @Override
    public String expected() {
      return perSecond == 1
          ? "a number of seconds since 1970 in UTC"
          : "a number of milliseconds since 1970 in UTC";
    }
  }

  /** ISO 8601, with an offset or as wall time. */
  record Iso() implements TimeForm {
    @Override
    public Optional<Moment> read(JsonNode node) {
      return Texts.read(node, DateTimeFormatter.ISO_DATE_TIME);
    }

    @Override
    public String expected() {
      return "ISO 8601 of the years 1 to 9999, such as 2026-01-05T08:00:00-05:00";
    }
  }

  /** A pattern of {@link DateTimeFormatter}, with an offset or as wall time. */
  record Pattern(String pattern, DateTimeFormatter formatter) implements TimeForm {
    static Pattern of(String pattern) {
      return new Pattern(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }

    @Override
    public Optional<Moment> read(JsonNode node) {
      return Texts.read(node, formatter);
    }

    @Override
    public String expected() {
      return "a time written as " + pattern;
    }
  }

  /** Reads texts. */
  final class Texts {
    private Texts() {}

    static Optional<Moment> read(JsonNode node, DateTimeFormatter formatter) {
      Optional<String> text = JsonFields.text(node);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        TemporalAccessor parsed =
            formatter.parseBest(text.get(), OffsetDateTime::from, LocalDateTime::from);
        return Optional.of(moment(parsed, text.get())).filter(Texts::isYear);
      } catch (DateTimeException none) {
        return Optional.empty();
      }
    }

    private static Moment moment(TemporalAccessor parsed, String raw) {
      return parsed instanceof OffsetDateTime at
          ? new Moment(
              at.toLocalDateTime(),
              Optional.of(at.getOffset()),
              at.getOffset().getTotalSeconds() != 0,
              raw)
          : new Moment(LocalDateTime.from(parsed), Optional.empty(), false, raw);
    }

    private static boolean isYear(Moment moment) {
      return moment.wall().getYear() >= 1 && moment.wall().getYear() <= 9_999;
    }
  }
}
