package dev.cuffline.gateway.intake.vectors;

import dev.cuffline.gateway.format.Reason;
import dev.cuffline.rules.reading.TimeQuality;
import java.util.Locale;
import java.util.Map;

/** Words for people. */
final class Words {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry(
              "amends",
              "the vendor has changed a reading that is stored: its newest version stands"),
          Map.entry("conflict", "another way says of the same instant that the values were others"),
          Map.entry("possible-duplicate", "another way brought the same values within a minute"),
          Map.entry("after-assignment", "nobody holds the device any more: it is to come back"),
          Map.entry("assignment-ambiguous", "several patients hold this device at that time"),
          Map.entry("averaged", "the device's own mean of several inflations: one reading"),
          Map.entry("battery-low", "values measured on an empty battery may be wrong"),
          Map.entry("before-assignment", "measured before the device was assigned to anybody"),
          Map.entry("clock-future", "the device's clock is ahead of the receipt"),
          Map.entry("clock-reset", "a default date, or too old to be believed"),
          Map.entry("cuff-clock-unreadable", "what the hub sent as the cuff's clock is none"),
          Map.entry("derived-statistic", "a mean or the like of several readings: none itself"),
          Map.entry("display-only", "pressure while the cuff inflates: never a reading"),
          Map.entry("duplicate-key", "the same JSON key twice: nobody can say which is meant"),
          Map.entry("empty", "there is nothing in it"),
          Map.entry("entry-unknown", "neither automatic nor manual: taken as typed"),
          Map.entry("flag-unknown", "a flag that this format does not know, ignored"),
          Map.entry("hub-clock-implausible", "the hub's clock is wrong: it repairs nothing"),
          Map.entry("hub-clock-unreadable", "what the hub sent as its clock is none"),
          Map.entry("late", "measured long before it was judged: pages nobody"),
          Map.entry("local-time-in-dst-gap", "no clock showed this time: read before the change"),
          Map.entry("local-time-in-dst-overlap", "this time came twice: the earlier one is taken"),
          Map.entry("manual-entry", "typed: stored, never counted"),
          Map.entry("mdate-is-local", "the vendor writes wall time as seconds since 1970: read so"),
          Map.entry("movement", "the patient moved: kept and marked"),
          Map.entry("no-reading", "an envelope without any reading in it"),
          Map.entry("no-value", "a pressure is an error code, not a number"),
          Map.entry("not-a-reading", "an event of the device, of no use here"),
          Map.entry("not-blood-pressure", "another kind of device"),
          Map.entry("not-json", "no JSON, or something behind it"),
          Map.entry("objective-not-measurement", "a goal that somebody typed, no measurement"),
          Map.entry(
              "payload-carries-identity",
              "name or number of a person stand beside the values: not read, not logged"),
          Map.entry("pulse-implausible", "no pulse a heart can have: left out"),
          Map.entry("pulse-sentinel", "the device's way to say that it found no pulse"),
          Map.entry("receipt-time", "no usable clock: the receipt stands in, to be confirmed"),
          Map.entry("rfu-flags", "reserved flag bits are set, ignored"),
          Map.entry("schema-violation", "a required field is missing or cannot be read"),
          Map.entry("status-rfu-bits", "reserved status bits are set, ignored"),
          Map.entry("test-message", "the sender says that it is a test"),
          Map.entry("timestamp-estimated", "the vendor guessed the time: it never counts"),
          Map.entry("timestamp-invalid", "the date on the device does not exist"),
          Map.entry("timestamp-unknown", "the device does not know the date"),
          Map.entry("timestamp-without-zone", "wall time, and no zone to read it in"),
          Map.entry("too-deep", "nested deeper than 64 levels"),
          Map.entry("too-many-records", "more records than any sender means: none was read"),
          Map.entry("trailing-bytes", "more bytes than the flags announce, ignored"),
          Map.entry("truncated", "fewer bytes than the flags announce"),
          Map.entry("tz-implausible", "no zone has this offset: dropped, the instant is kept"),
          Map.entry("unassigned", "nobody holds the device at that time"),
          Map.entry("unit-kilopascal", "sent in kPa, converted once"),
          Map.entry("unit-pascal", "sent in pascal, converted once"),
          Map.entry("unit-uncertain", "a number that cannot be in this unit: never guessed"),
          Map.entry("unit-unknown", "not a unit that this format knows: never guessed"),
          Map.entry("unknown-characteristic", "a Bluetooth characteristic that nobody reads"),
          Map.entry("unknown-device", "no device on file has this key"),
          Map.entry("unknown-field", "a field that this format does not have, ignored"),
          Map.entry("unknown-format", "no format reads this"),
          Map.entry("unknown-message-type", "a known sender, a new kind of message: parked"),
          Map.entry(
              "upstream-error",
              "the vendor's answer says that something failed: readings may be missing"),
          Map.entry(
              "user-ambiguous",
              "the vendor does not know which of its users this was: whose is it?"),
          Map.entry("user-slot-unassigned", "the cuff's user slot is assigned to nobody"),
          Map.entry("value-implausible", "outside the limits, or diastolic not below systolic"),
          Map.entry("weak-identity", "only its values tell it apart from another reading"));

  private Words() {}

  static String code(TimeQuality quality) {
    return quality.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A reason with what it means. */
  static String explained(Reason reason) {
    String meaning = REASONS.getOrDefault(reason.code(), "");
    return meaning.isEmpty() ? reason.toString() : reason + ": " + meaning;
  }
}
