package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.web.DeterminationSource.CareMonth;
import dev.cuffline.rules.billing.RuleSet;
import dev.cuffline.rules.billing.RuleSets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The management clock as a bar of minutes with the marks that a code needs, and a phone that is
 * empty until a live contact is on file.
 *
 * @param width of the bar's groove
 * @param filled how much of it is reached
 * @param ticks minutes that a code needs, lowest first
 * @param contact whether a live contact is on file
 * @param count {@code 17 min 50 s}
 * @param month {@code January 2026}
 * @param missing what is missing, in one line
 */
public record CareBar(
    int width,
    long filled,
    List<Tick> ticks,
    boolean contact,
    String count,
    String month,
    String missing) {
  private static final int WIDTH = 216;
  private static final int ADD_ONS_SHOWN = 2;

  /** A mark on the bar. */
  public record Tick(long x, long minutes, boolean reached) {}

  public static CareBar of(CareMonth month) {
    List<Long> marks = marks(RuleSets.inForceOn(month.month().atEndOfMonth()));
    long whole = marks.getLast();
    long seconds = month.countedSeconds();
    return new CareBar(
        WIDTH,
        Math.min(seconds, whole) * WIDTH / whole,
        marks.stream()
            .map(mark -> new Tick(mark * WIDTH / whole, mark / 60, seconds >= mark))
            .toList(),
        month.liveContacts() > 0,
        Words.minutes(seconds),
        Words.month(month.month()),
        missing(seconds, month.liveContacts() > 0, marks));
  }

  /** Seconds: of every tier, and of the first add-on units. */
  private static List<Long> marks(RuleSet rules) {
    long base = rules.timeTiers().getLast().atLeast();
    long each = rules.addOn().eachSeconds();
    return LongStream.concat(
            rules.timeTiers().stream().mapToLong(RuleSet.Tier::atLeast),
            IntStream.rangeClosed(1, ADD_ONS_SHOWN).mapToLong(unit -> base + unit * each))
        .boxed()
        .toList();
  }

  private static String missing(long seconds, boolean contact, List<Long> marks) {
    String time =
        marks.stream()
            .filter(mark -> mark > seconds)
            .findFirst()
            .map(mark ->
                Words.minutes(mark - seconds)
                    + (seconds == 0 ? "" : " more for " + mark / 60 + " min"))
            .orElse("");
    if (contact) {
      return time.isEmpty() ? marks.getLast() / 60 + " min reached" : time;
    }
    return time.isEmpty() ? "one live call" : time + " and one live call";
  }

  /** For whoever hears the bar instead of seeing it. */
  String spoken() {
    return "Management month %s: %s, %s; %s"
        .formatted(
            month, count, contact ? "a live contact is on file" : "no live contact yet", missing);
  }
}
