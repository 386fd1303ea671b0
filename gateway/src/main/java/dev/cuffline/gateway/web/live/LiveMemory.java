package dev.cuffline.gateway.web.live;

import dev.cuffline.gateway.store.Changed;
import dev.cuffline.rules.reading.PracticeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest changes, numbered: what a reader who comes back has missed.
 *
 * <p>A number is only good in the process that gave it, so an event's id is {@code epoch-number}
 * with an epoch of its own for each start. Used by one thread, but for {@link #position}.
 */
final class LiveMemory {
  private static final Pattern ID = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([0-9]{1,18})");

  private final String epoch;
  private final int most;
  private final Deque<Changed> newest = new ArrayDeque<>();
  private final AtomicLong last = new AtomicLong();

  /** Remembers so many changes. */
  LiveMemory(String epoch, int most) {
    this.epoch = epoch;
    this.most = most;
  }

  /** Numbers a change and remembers it; the answer is its event's id. */
  String add(Changed change) {
    newest.addLast(change);
    if (newest.size() > most) {
      newest.removeFirst();
    }
    last.incrementAndGet();
    return position();
  }

  /** Forgets everything: whoever comes back with an older id is told to start anew. */
  void forget() {
    newest.clear();
    last.incrementAndGet();
  }

  /** The id of the newest event. */
  String position() {
    return epoch + "." + last.get();
  }

  /**
   * What changed in a practice after an event, each thing once.
   *
   * @return empty when that cannot be told: another epoch, or longer ago than is remembered
   */
  Optional<List<Changed>> since(String id, PracticeId practice) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches() || !parts.group(1).equals(epoch)) {
      return Optional.empty();
    }
    long missed = last.get() - Long.parseLong(parts.group(2));
    if (missed < 0 || missed > newest.size()) {
      return Optional.empty();
    }
    return Optional.of(List.copyOf(after(newest.size() - missed, practice)));
  }

  private Collection<Changed> after(long skipped, PracticeId practice) {
    Set<Changed> changes = new LinkedHashSet<>();
    for (Changed change : new ArrayList<>(newest).subList((int) skipped, newest.size())) {
      if (change.practice().equals(practice)) {
        changes.add(change);
      }
    }
    return changes;
  }
}
