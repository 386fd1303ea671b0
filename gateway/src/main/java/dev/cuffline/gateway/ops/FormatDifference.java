package dev.cuffline.gateway.ops;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.journal.Transmission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What another version of a format file would read differently in the messages that are kept.
 * Payloads are read as they would be on arrival; who held the device is not asked.
 */
public final class FormatDifference {
  private static final int PAGE = 1_000;

  private final PayloadFormat before;
  private final PayloadFormat after;
  private final Set<String> names;

  /**
   * Between two versions.
   *
   * @param names under which messages were sent
   */
  public FormatDifference(PayloadFormat before, PayloadFormat after, Set<String> names) {
    this.before = before;
    this.after = after;
    this.names = Set.copyOf(names);
  }

  /**
   * One message that would read differently. It names no value: a person looks with the desk.
   *
   * @param what in words, such as {@code item 0: time, values}
   */
  public record Difference(String transmission, String what) {}

  /**
   * What was found.
   *
   * @param looked messages of the format
   * @param counts how many items differ in what
   */
  public record Report(long looked, List<Difference> differences, Map<String, Integer> counts) {
    /** Copies the collections. */
    public Report {
      differences = List.copyOf(differences);
      counts = Map.copyOf(counts);
    }
  }

  /** Reads the journal from its beginning. */
  public Report over(BiFunction<Long, Integer, List<JournalEntry>> journal) {
    long looked = 0;
    long position = 0;
    List<Difference> differences = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (List<JournalEntry> page = journal.apply(position, PAGE);
        !page.isEmpty();
        page = journal.apply(position, PAGE)) {
      for (JournalEntry entry : page) {
        position = entry.position();
        Transmission transmission = entry.transmission();
        if (names.contains(transmission.format())) {
          looked++;
          compare(transmission, differences, counts);
        }
      }
    }
    return new Report(looked, differences, counts);
  }

  private void compare(
      Transmission transmission, List<Difference> differences, Map<String, Integer> counts) {
    List<DecodedItem> old = before.decode(transmission.payload(), Quirks.NONE);
    List<DecodedItem> now = after.decode(transmission.payload(), Quirks.NONE);
    if (old.size() != now.size()) {
      counts.merge("number of items", 1, Integer::sum);
      differences.add(
          new Difference(
              transmission.id(), old.size() + " items would be " + now.size() + " items"));
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      List<String> what = what(old.get(i), now.get(i));
      if (!what.isEmpty()) {
        what.forEach(each -> counts.merge(each, 1, Integer::sum));
        differences.add(
            new Difference(transmission.id(), "item " + i + ": " + String.join(", ", what)));
      }
    }
  }

  private static List<String> what(DecodedItem old, DecodedItem now) {
    List<String> what = new ArrayList<>();
    if (!kind(old).equals(kind(now))) {
      what.add(kind(old) + " would be " + kind(now));
      return what;
    }
    note(what, "device", old.device(), now.device());
    note(what, "reasons", Set.copyOf(old.reasons()), Set.copyOf(now.reasons()));
    if (old instanceof DecodedItem.Measurement one && now instanceof DecodedItem.Measurement two) {
      note(what, "values", one.bloodPressure(), two.bloodPressure());
      note(what, "pulse", one.pulse(), two.pulse());
      note(what, "time", one.time(), two.time());
      note(what, "flags", one.flags(), two.flags());
      note(what, "slot", one.slot(), two.slot());
      note(what, "entry", one.entry(), two.entry());
      note(what, "identity", identity(one), identity(two));
    }
    return what;
  }

  /** Another identity makes another reading of what is stored already. */
  private static List<Object> identity(DecodedItem.Measurement item) {
    return List.of(item.vendorReadingId(), item.messageId(), item.rawValues(), item.time().raw());
  }

  private static void note(List<String> what, String name, Object one, Object two) {
    if (!one.equals(two)) {
      what.add(name);
    }
  }

  private static String kind(DecodedItem item) {
    return switch (item) {
      case DecodedItem.Measurement measurement ->
          measurement.plausible() ? "a reading" : "an implausible reading";
      case DecodedItem.Telemetry telemetry -> "telemetry";
      case DecodedItem.Irrelevant irrelevant -> "of no use";
      case DecodedItem.Parked parked -> "parked";
      case DecodedItem.Malformed malformed -> "malformed";
    };
  }
}
