package dev.cuffline.gateway.audit;

import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows every chain from its beginning and says where one does not fit. */
public final class AuditCheck {
  private static final int AT_ONCE = 5_000;

  private final AuditKey key;
  private final Map<String, List<AuditHead>> kept = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long entries;
  private int chains;
  private int others;

  private AuditCheck(AuditKey key, List<AuditHead> heads) {
    this.key = key;
    heads.forEach(head -> kept.computeIfAbsent(head.process(), _ -> new ArrayList<>()).add(head));
  }

  /**
   * What came of it.
   *
   * @param chains followed to their end
   * @param entries in them
   * @param others chains of another key, which could not be followed
   * @param problems in words; empty when every code fits
   */
  public record Result(int chains, long entries, int others, List<String> problems) {}

  private record Chain(String process, String keyId) {}

  /**
   * Follows every chain that the key made.
   *
   * @param heads that were kept elsewhere: each must be in its chain
   */
  public static Result of(Session session, AuditKey key, List<AuditHead> heads)
      throws SQLException {
    AuditCheck check = new AuditCheck(key, heads);
    List<Chain> chains =
        session.list(
            "SELECT process, key_id FROM audit_chain ORDER BY process",
            row -> new Chain(row.text("process"), row.text("key_id")));
    for (Chain chain : chains) {
      if (chain.keyId().equals(key.id())) {
        check.follow(session, chain.process());
      } else {
        check.others++;
      }
    }
    check.kept.keySet().stream()
        .filter(process -> chains.stream().noneMatch(chain -> chain.process().equals(process)))
        .forEach(process -> check.problems.add("process " + process + ": its whole chain is gone"));
    return new Result(check.chains, check.entries, check.others, List.copyOf(check.problems));
  }

  private void follow(Session session, String process) throws SQLException {
    chains++;
    String before = "";
    long seq = 0;
    List<AuditHead> heads = new ArrayList<>(kept.getOrDefault(process, List.of()));
    for (List<AuditRow> rows = rows(session, process, seq);
        !rows.isEmpty();
        rows = rows(session, process, seq)) {
      for (AuditRow row : rows) {
        if (row.seq() != seq + 1) {
          problems.add(missing(process, seq + 1, row.seq() - 1));
          return;
        }
        seq = row.seq();
        if (!key.code(before, process, seq, row.entry()).equals(row.code())) {
          problems.add(
              "process " + process + ", entry " + seq + ": was changed after it was written");
          return;
        }
        before = row.code();
        entries++;
        long reached = seq;
        heads.removeIf(head -> head.seq() == reached && head.code().equals(row.code()));
      }
    }
    long last = seq;
    heads.forEach(head ->
        problems.add(
            head.seq() > last
                ? missing(process, last + 1, head.seq())
                : "process "
                    + process
                    + ", entry "
                    + head.seq()
                    + ": is not the one whose head was kept"));
  }

  private static String missing(String process, long first, long last) {
    return first == last
        ? "process " + process + ", entry " + first + ": is missing"
        : "process " + process + ", entries " + first + " to " + last + ": are missing";
  }

  private static List<AuditRow> rows(Session session, String process, long after)
      throws SQLException {
    return session.list(
        "SELECT * FROM audit_entry WHERE process = ? AND seq > ? ORDER BY seq LIMIT ?",
        AuditRow::read,
        process,
        after,
        AT_ONCE);
  }
}
