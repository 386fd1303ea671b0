package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Builds items, readings and data-days once more from the kept journal and what people wrote down,
 * in a shadow, and compares (P3). Each item is judged with the instant at which it was judged; one
 * that another version of its format has read is left out and counted, because that version is not
 * there any more. How often a reading was changed on its way is the ledger's, and not compared.
 * Nothing is sent, nobody is told anything, and the store is only read.
 */
public final class ReplayVerification {
  private static final int PAGE = 500;

  /** What follows from the rest, children of a row before their parents. */
  private static final List<String> DERIVED =
      List.of(
          "outbox",
          "notice",
          "trend_due",
          "finding",
          "alert",
          "data_day",
          "weak_identity",
          "reading_revision",
          "reading_retracted",
          "reading",
          "item");

  private static final List<Table> COMPARED =
      List.of(
          new Table(
              "item",
              """
              SELECT transmission_id || '/' || item_no AS k, format || '|' || disposition || '|' ||
                reasons || '|' || COALESCE(device_id, '') || '|' || COALESCE(patient_id, '') || '|' ||
                COALESCE(reading_id, '') || '|' || COALESCE(measured_at, '') AS v FROM item
              """),
          new Table(
              "reading",
              """
              SELECT reading_id AS k, practice_id || '|' || patient_id || '|' || measured_at || '|' ||
                device_id || '|' || COALESCE(slot, '') || '|' || received_at || '|' || judged_at ||
                '|' || COALESCE(systolic, '') || '|' || COALESCE(diastolic, '') || '|' ||
                COALESCE(mean, '') || '|' || COALESCE(pulse, '') || '|' || flags || '|' || entry ||
                '|' || status || '|' || counted || '|' || time_quality || '|' ||
                COALESCE(offset_seconds, '') || '|' || raw_time || '|' ||
                COALESCE(mean_absent, '') || '|' || COALESCE(pulse_absent, '') AS v FROM reading
              """),
          new Table(
              "data-day",
              """
              SELECT practice_id || '/' || patient_id || '/' || day AS k, reading_id AS v
              FROM data_day
              """));

  private final Reads recorded;
  private final Database shadow;
  private final Judging judging;

  /**
   * Prepares one.
   *
   * @param recorded a copy of the store, which is not changed
   * @param shadow another, whose derived rows are built anew
   * @param judging over the shadow
   */
  public ReplayVerification(Reads recorded, Database shadow, Judging judging) {
    this.recorded = recorded;
    this.shadow = shadow;
    this.judging = judging;
  }

  /** A kind of rows, by a key, with all that is compared in one text. */
  private record Table(String name, String sql) {}

  /** An item as it was judged. */
  private record Judged(
      String transmission, int item, Instant receivedAt, Instant judgedAt, int formatVersion) {
    static Judged of(Row row) throws SQLException {
      return new Judged(
          row.text("transmission_id"),
          Math.toIntExact(row.number("item_no")),
          row.instant("received_at"),
          row.instant("judged_at"),
          Math.toIntExact(row.number("format_version")));
    }

    boolean isReleased() {
      return !judgedAt.equals(receivedAt);
    }
  }

  /** An item to be judged as of an instant. */
  private record Due(JournalEntry entry, int item, Instant judgedAt) {}

  /**
   * What was found.
   *
   * @param transmissions that were read again
   * @param items that were judged again
   * @param otherVersion items that another version of their format has read
   * @param notKept items whose bytes are not in the journal any more
   * @param differences rows that are otherwise, by kind and opaque key
   */
  public record Report(
      long transmissions, long items, long otherVersion, long notKept, List<String> differences) {
    /** Copies the list. */
    public Report {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Replays and compares.
   *
   * @param journal entries after a position, at most so many
   * @param find the entry of a transmission
   */
  public Report run(
      BiFunction<Long, Integer, List<JournalEntry>> journal,
      Function<String, Optional<JournalEntry>> find) {
    shadow
        .writer()
        .command(session -> {
          for (String table : DERIVED) {
            session.update("DELETE FROM " + table);
          }
          session.forget();
          return true;
        })
        .join();
    Count count = new Count();
    Deque<Judged> released = new ArrayDeque<>(released());
    long end = judgedUpTo();
    long position = 0;
    for (List<JournalEntry> page = journal.apply(position, PAGE);
        !page.isEmpty() && position < end;
        page = journal.apply(position, PAGE)) {
      List<JournalEntry> some = page.stream().filter(entry -> entry.position() <= end).toList();
      position = page.getLast().position();
      replay(some, released, find, count);
    }
    while (!released.isEmpty()) {
      again(released.removeFirst(), find, count);
    }
    judgeDue(count);
    return new Report(
        count.transmissions, count.items, count.otherVersion, count.notKept, differences(count));
  }

  /** Counters of one run. */
  private static final class Count {
    private long transmissions;
    private long items;
    private long otherVersion;
    private long notKept;
    private final Set<String> leftOut = new HashSet<>();
    private final List<Due> due = new ArrayList<>();
  }

  private long judgedUpTo() {
    return recorded
        .read(session ->
            session.first(
                "SELECT COALESCE(MAX(position), 0) AS p FROM journal_cursor",
                row -> row.number("p")))
        .orElse(0L);
  }

  /** Items that left quarantine, or were looked at again, after their receipt. */
  private List<Judged> released() {
    return recorded.read(session ->
        session.list(
            """
            SELECT transmission_id, item_no, received_at, judged_at, format_version FROM item
            WHERE judged_at <> received_at ORDER BY judged_at, transmission_id, item_no
            """,
            Judged::of));
  }

  private void replay(
      List<JournalEntry> page,
      Deque<Judged> released,
      Function<String, Optional<JournalEntry>> find,
      Count count) {
    for (JournalEntry entry : page) {
      Instant receivedAt = entry.transmission().receivedAt();
      while (!released.isEmpty() && released.getFirst().judgedAt().isBefore(receivedAt)) {
        again(released.removeFirst(), find, count);
      }
      List<Judged> items =
          recorded.read(session ->
              session.list(
                  """
                  SELECT transmission_id, item_no, received_at, judged_at, format_version FROM item
                  WHERE transmission_id = ? ORDER BY item_no
                  """,
                  Judged::of,
                  entry.transmission().id()));
      count.transmissions++;
      items.stream().filter(item -> !item.isReleased()).forEach(item -> judge(entry, item, count));
    }
  }

  private void again(Judged item, Function<String, Optional<JournalEntry>> find, Count count) {
    Optional<JournalEntry> entry = find.apply(item.transmission());
    if (entry.isPresent()) {
      judge(entry.get(), item, count);
    } else {
      count.notKept++;
      count.leftOut.add(key(item));
    }
  }

  private void judge(JournalEntry entry, Judged item, Count count) {
    Transmission transmission = entry.transmission();
    if (judging.formats().named(transmission.format()).version() != item.formatVersion()) {
      count.otherVersion++;
      count.leftOut.add(key(item));
      return;
    }
    count.items++;
    count.due.add(new Due(entry, item.item(), item.judgedAt()));
    if (count.due.size() >= PAGE) {
      judgeDue(count);
    }
  }

  /** Many in one transaction: each would sync the disk for nothing. */
  private void judgeDue(Count count) {
    List<Due> due = List.copyOf(count.due);
    count.due.clear();
    shadow
        .writer()
        .batch(session -> {
          for (Due item : due) {
            judging.judgeAgain(session, item.entry(), item.item(), item.judgedAt());
          }
          return true;
        })
        .join();
  }

  private static String key(Judged item) {
    return item.transmission() + "/" + item.item();
  }

  private List<String> differences(Count count) {
    List<String> all = new ArrayList<>();
    for (Table table : COMPARED) {
      Map<String, String> there = recorded.read(session -> rows(session, table));
      Map<String, String> here = shadow.read(session -> rows(session, table));
      compare(table, there, here, count, all);
    }
    return all;
  }

  private static void compare(
      Table table,
      Map<String, String> there,
      Map<String, String> here,
      Count count,
      List<String> into) {
    for (Map.Entry<String, String> row : new TreeMap<>(there).entrySet()) {
      if (count.leftOut.contains(row.getKey())) {
        continue;
      }
      String replayed = here.get(row.getKey());
      if (replayed == null) {
        into.add(table.name() + " " + row.getKey() + " is stored, and does not follow");
      } else if (!replayed.equals(row.getValue())) {
        into.add(table.name() + " " + row.getKey() + " is stored otherwise than it follows");
      }
    }
    for (String key : new TreeMap<>(here).keySet()) {
      if (!there.containsKey(key)) {
        into.add(table.name() + " " + key + " follows, and is not stored");
      }
    }
  }

  private static Map<String, String> rows(Session session, Table table) throws SQLException {
    Map<String, String> rows = new HashMap<>();
    session
        .list(table.sql(), row -> Map.entry(row.text("k"), row.text("v")))
        .forEach(row -> rows.put(row.getKey(), row.getValue()));
    return rows;
  }
}
