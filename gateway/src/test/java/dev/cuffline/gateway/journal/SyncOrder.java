package dev.cuffline.gateway.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a trace of system calls and says which acknowledgements left too early.
 *
 * <p>An acknowledgement is right when its transmission was written to the WAL, and the newest sync
 * of the WAL that ended well <em>began</em> after the last write to the WAL had ended. Since one
 * thread writes and acknowledges, nothing of a later group may stand between.
 */
final class SyncOrder {
  private static final Pattern CALL = Pattern.compile("^(\\d+)\\s+(\\w+)\\(\\d+<([^>]*)>(.*)$");
  private static final Pattern RESUMED =
      Pattern.compile("^(\\d+)\\s+<\\.\\.\\. (\\w+) resumed>(.*)$");
  private static final Pattern ACKNOWLEDGEMENT = Pattern.compile("\"ACK (P1-\\d{6})");
  private static final Pattern ID = Pattern.compile("P1-\\d{6}");
  private static final Set<String> SYNCS = Set.of("fdatasync", "fsync");

  private final String wal;
  private final Map<String, Integer> syncBegan = new HashMap<>();
  private final Set<String> threadsWritingWal = new HashSet<>();
  private final Set<String> written = new HashSet<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> tooEarly = new ArrayList<>();
  private int lastWalWrite = -1;
  private int lastGoodSyncBegan = -1;
  private int syncs;

  private SyncOrder(String wal) {
    this.wal = wal;
  }

  /** Reads a trace made with {@code strace -f -y}. */
  static SyncOrder of(List<String> trace, String wal) {
    var order = new SyncOrder(wal);
    for (int line = 0; line < trace.size(); line++) {
      order.read(line, trace.get(line));
    }
    return order;
  }

  /** Ids in the order of their acknowledgement. */
  List<String> acknowledged() {
    return acknowledged;
  }

  /** Ids that were acknowledged before they were durable. */
  List<String> tooEarly() {
    return tooEarly;
  }

  /** Syncs of the WAL that ended well. */
  int syncs() {
    return syncs;
  }

  private void read(int line, String text) {
    Matcher call = CALL.matcher(text);
    if (call.matches()) {
      begins(line, call.group(1), call.group(2), call.group(3), call.group(4));
      return;
    }
    Matcher resumed = RESUMED.matcher(text);
    if (resumed.matches()) {
      ends(line, resumed.group(1), resumed.group(2), resumed.group(3));
    }
  }

  private void begins(int line, String thread, String name, String file, String rest) {
    boolean unfinished = rest.endsWith("<unfinished ...>");
    if (!file.equals(wal)) {
      acknowledges(rest);
    } else if (SYNCS.contains(name)) {
      syncBegan.put(thread, line);
      if (!unfinished) {
        ends(line, thread, name, rest);
      }
    } else if (name.contains("write")) {
      ID.matcher(rest).results().forEach(id -> written.add(id.group()));
      lastWalWrite = line;
      if (unfinished) {
        threadsWritingWal.add(thread);
      }
    }
  }

  private void ends(int line, String thread, String name, String rest) {
    if (SYNCS.contains(name)) {
      Integer began = syncBegan.remove(thread);
      if (began != null && rest.matches(".*= 0\\s*$")) {
        lastGoodSyncBegan = began;
        syncs++;
      }
    } else if (threadsWritingWal.remove(thread)) {
      lastWalWrite = line;
    }
  }

  private void acknowledges(String rest) {
    Matcher acknowledgement = ACKNOWLEDGEMENT.matcher(rest);
    while (acknowledgement.find()) {
      String id = acknowledgement.group(1);
      acknowledged.add(id);
      if (!written.contains(id) || lastGoodSyncBegan <= lastWalWrite) {
        tooEarly.add(id);
      }
    }
  }
}
