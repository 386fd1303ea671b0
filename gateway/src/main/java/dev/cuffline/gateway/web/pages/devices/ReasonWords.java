package dev.cuffline.gateway.web.pages.devices;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Why an item waits, in words, and what settles it. */
final class ReasonWords {
  /** What settles it; in this order, when there are several. */
  enum Fix {
    /** Say whose cuff it is. */
    ASSIGN("Say whose cuff it is."),
    /** Two hold it at once. */
    DEVICE("End one of the two uses on the cuff's page, then read again."),
    /** Say how the sender's times are to be read. */
    CLOCK("Say how this sender's times are to be read."),
    /** A format file. */
    FORMAT("Mend or add the format's file and reload the formats, then read again."),
    /** Nobody can but the patient. */
    LOOK("Look at the values. If the cuff sends such often, have it replaced."),
    /** Nothing stands in the way by itself. */
    NONE("");

    private final String words;

    Fix(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private record Said(String words, Fix fix) {}

  private static final Map<String, Said> KNOWN =
      Map.ofEntries(
          Map.entry("unknown-device", new Said("No cuff on file has this name", Fix.ASSIGN)),
          Map.entry("unassigned", new Said("The cuff is nobody's", Fix.ASSIGN)),
          Map.entry(
              "before-assignment", new Said("Taken before the cuff was its patient's", Fix.ASSIGN)),
          Map.entry(
              "after-assignment", new Said("Taken after the cuff's last use ended", Fix.ASSIGN)),
          Map.entry("user-slot-unassigned", new Said("This user slot is nobody's", Fix.ASSIGN)),
          Map.entry("assignment-ambiguous", new Said("Two patients hold this cuff", Fix.DEVICE)),
          Map.entry(
              "timestamp-without-zone",
              new Said("The time has no zone, and nobody has said which", Fix.CLOCK)),
          Map.entry("clock-future", new Said("The cuff's clock is ahead", Fix.CLOCK)),
          Map.entry(
              "clock-reset", new Said("The cuff's clock was reset, or is far behind", Fix.CLOCK)),
          Map.entry("unknown-format", new Said("No format of this name is in use", Fix.FORMAT)),
          Map.entry(
              "unknown-message-type",
              new Said("A kind of message that the format does not know", Fix.FORMAT)),
          Map.entry(
              "unknown-characteristic",
              new Said("A Bluetooth characteristic that is not known", Fix.FORMAT)),
          Map.entry(
              "schema-violation",
              new Said("A field is missing or of another kind than the format says", Fix.FORMAT)),
          Map.entry("not-json", new Said("The message is not JSON", Fix.FORMAT)),
          Map.entry("unit-unknown", new Said("A unit that the format does not know", Fix.FORMAT)),
          Map.entry("internal-error", new Said("Our own code could not read it", Fix.FORMAT)),
          Map.entry("value-implausible", new Said("Values that no arm has", Fix.LOOK)),
          Map.entry("no-value", new Said("A value is missing", Fix.LOOK)),
          Map.entry("display-only", new Said("Shown on the cuff only, not measured", Fix.LOOK)),
          Map.entry("averaged", new Said("A mean of several inflations", Fix.LOOK)),
          Map.entry("late", new Said("More than 24 hours old when judged", Fix.NONE)),
          Map.entry("battery-low", new Said("The battery was nearly empty", Fix.NONE)),
          Map.entry("movement", new Said("The body moved", Fix.NONE)),
          Map.entry("manual-entry", new Said("Typed in by hand", Fix.NONE)),
          Map.entry("receipt-time", new Said("No clock: the time of receipt", Fix.NONE)),
          Map.entry("weak-identity", new Said("Known by its values and receipt alone", Fix.NONE)),
          Map.entry(
              "hub-clock-implausible", new Said("The hub's clock is not to be believed", Fix.NONE)),
          Map.entry("test-message", new Said("A test message", Fix.NONE)),
          Map.entry("possible-duplicate", new Said("Perhaps a repetition", Fix.NONE)));

  private static final Map<String, String> ENDED =
      Map.of(
          "accept", "Accepted",
          "accept-not-counted", "Accepted, does not count",
          "quarantine", "In quarantine",
          "telemetry", "Device telemetry",
          "ignore", "Nothing clinical",
          "duplicate", "Was there already",
          "amend", "Changed an earlier reading",
          "reject", "Could not be read");

  private ReasonWords() {}

  /** The code without what it is about. */
  static String code(String reason) {
    int colon = reason.indexOf(':');
    return colon < 0 ? reason : reason.substring(0, colon);
  }

  static String words(String reason) {
    String code = code(reason);
    Said said = KNOWN.get(code);
    String words = said == null ? code.replace('-', ' ') : said.words();
    return reason.equals(code) ? words : words + " (" + reason.substring(code.length() + 1) + ")";
  }

  static Fix fix(String reason) {
    Said said = KNOWN.get(code(reason));
    return said == null ? Fix.NONE : said.fix();
  }

  /** The reason that is to be settled first; {@code other} when there is none. */
  static String main(List<String> reasons) {
    return reasons.stream()
        .min(Comparator.comparing(ReasonWords::fix))
        .map(ReasonWords::code)
        .orElse("other");
  }

  /** What is to be settled first comes first. */
  static Stream<String> inOrder(List<String> reasons) {
    return reasons.stream().sorted(Comparator.comparing(ReasonWords::fix));
  }

  /** How an item ended. */
  static String ended(String disposition) {
    return ENDED.getOrDefault(disposition, disposition);
  }
}
