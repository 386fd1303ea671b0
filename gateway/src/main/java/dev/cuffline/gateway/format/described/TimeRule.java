package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.WallClock;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a measurement was taken.
 *
 * @param form how the time is written
 * @param isLocal a number or a text with a Z that is wall time all the same (devices.md 2.8)
 * @param offset stated beside the time
 * @param zone IANA name or offset stated beside the time: wall time is read in it, and of an
 *     instant it tells the local date
 * @param quality of a time that the vendor did not estimate
 * @param estimated whether the vendor says that it guessed
 * @param required whether a measurement without it is malformed
 */
record TimeRule(
    Places at,
    TimeForm form,
    boolean isLocal,
    Optional<OffsetRule> offset,
    Optional<Places> zone,
    TimeQuality quality,
    Optional<YesNo> estimated,
    boolean required) {

  /** A time and what is to be said of it. */
  record Read(WireTime time, List<Reason> marks) {}

  Read in(Scope scope) throws Violation {
    JsonNode node = at.in(scope);
    if (!required && !JsonFields.isGiven(node)) {
      return new Read(new WireTime.Missing(""), List.of());
    }
    TimeForm.Moment moment =
        form.read(node).orElseThrow(() -> new Violation(at.field(), form.expected()));
    OffsetRule.Stated stated =
        offset.isPresent() ? offset.get().in(scope) : OffsetRule.Stated.NOTHING;
    List<Reason> marks = new ArrayList<>(2);
    stated.mark().ifPresent(marks::add);
    boolean guessed = estimated.isPresent() && estimated.get().in(scope).orElse(false);
    if (guessed) {
      marks.add(Reason.of("timestamp-estimated"));
    }
    TimeQuality worth = guessed ? TimeQuality.ESTIMATED : quality;
    if (moment.offset().isEmpty() || isLocal) {
      return new Read(wall(scope, moment, stated.offset(), worth, marks), marks);
    }
    Instant instant = moment.wall().toInstant(moment.offset().get());
    Optional<ZoneOffset> by =
        stated.offset().isPresent() || !moment.isZoneStated() ? stated.offset() : moment.offset();
    if (by.isEmpty() && zone.isPresent()) {
      by = offsetOf(zone.get(), instant, scope, marks);
    }
    return new Read(new WireTime.At(instant, by, worth, moment.raw()), marks);
  }

  /** The instant stands without it: a zone that nobody knows is no reason to lose a reading. */
  private static Optional<ZoneOffset> offsetOf(
      Places zone, Instant instant, Scope scope, List<Reason> marks) {
    try {
      return JsonFields.text(zone.in(scope))
          .map(name -> ZoneId.of(name).getRules().getOffset(instant));
    } catch (DateTimeException unknown) {
      marks.add(Reason.of("tz-implausible"));
      return Optional.empty();
    }
  }

  /** Wall time: read by what is stated beside it, else left for intake to find a zone for. */
  private WireTime wall(
      Scope scope,
      TimeForm.Moment moment,
      Optional<ZoneOffset> by,
      TimeQuality worth,
      List<Reason> marks)
      throws Violation {
    if (by.isPresent()) {
      return new WireTime.At(moment.wall().toInstant(by.get()), by, worth, moment.raw());
    }
    Optional<ZoneId> in = zone(scope);
    if (in.isEmpty()) {
      return new WireTime.Local(moment.wall(), moment.raw());
    }
    WallClock clock = WallClock.read(moment.wall(), in.get());
    clock.mark().ifPresent(marks::add);
    return new WireTime.At(
        clock.instant(), Optional.of(clock.offset()), worth, moment.raw() + "[" + in.get() + "]");
  }

  private Optional<ZoneId> zone(Scope scope) throws Violation {
    if (zone.isEmpty() || !zone.get().areGivenIn(scope)) {
      return Optional.empty();
    }
    try {
      return JsonFields.text(zone.get().in(scope)).map(ZoneId::of);
    } catch (DateTimeException unknown) {
      throw new Violation(zone.get().field(), "an IANA name such as America/New_York");
    }
  }
}
