package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.web.QuarantineDesk;
import dev.cuffline.gateway.web.QuarantineQueries;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PracticeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has items judged again: one, those that are ticked, or those of a reason. A second press changes
 * nothing more.
 */
final class Replays {
  private static final int MOST_AT_ONCE = 500;
  private static final Pattern PLACE = Pattern.compile("([0-9A-Za-z]{1,64})-([0-9]{1,6})");
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern DONE = Pattern.compile("([a-z-]{1,32})\\.([0-9]{1,6})");

  private final Frame frame;
  private final PageParts parts;
  private final QuarantineQueries waiting;

  Replays(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
    this.waiting = new QuarantineQueries(parts.database());
  }

  /** The place that an address or a form names; empty when it is none. */
  static Optional<QuarantineDesk.Place> place(String text) {
    Matcher matcher = PLACE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new QuarantineDesk.Place(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  HttpResponse replay(Visit visit) {
    PracticeId practice = visit.practice().id();
    Optional<String> all = visit.given("all").filter(code -> CODE.matcher(code).matches());
    List<QuarantineDesk.Place> places =
        all.isPresent()
            ? waiting.waiting(practice, all, MOST_AT_ONCE)
            : visit.fields("item").stream()
                .flatMap(text -> place(text).stream())
                .limit(MOST_AT_ONCE)
                .toList();
    Map<String, Integer> ended =
        parts.engine().quarantine().replay(practice, places, visit.actor());
    List<String> done = new ArrayList<>();
    ended.forEach((disposition, count) -> done.add(disposition + "." + count));
    String group = visit.given("group").filter(code -> CODE.matcher(code).matches()).orElse("");
    String only =
        visit.given("only").isPresent() && !group.isEmpty() ? "reason=" + group + "&" : "";
    return frame
        .renderer()
        .redirect(
            Links.QUARANTINE
                + "?"
                + only
                + "at="
                + group
                + "&done="
                + (done.isEmpty() ? "none.0" : String.join("_", done)));
  }

  /** What was done to a group, read from the address; empty when it was another, or none. */
  static String words(Visit visit, String group) {
    return visit.parameter("at").orElse("").equals(group) ? words(visit) : "";
  }

  /** What was done to whichever group. */
  static String words(Visit visit) {
    Optional<String> done = visit.parameter("done");
    if (done.isEmpty()) {
      return "";
    }
    List<String> words = new ArrayList<>();
    int all = 0;
    for (String part : done.get().split("_", 9)) {
      Matcher matcher = DONE.matcher(part);
      if (matcher.matches() && !matcher.group(1).equals("none")) {
        all += Integer.parseInt(matcher.group(2));
        words.add(matcher.group(2) + " " + lower(ReasonWords.ended(matcher.group(1))));
      }
    }
    if (words.isEmpty()) {
      return "Nothing was read again: tick what is to be read, or it is settled already.";
    }
    String rest = all >= MOST_AT_ONCE ? " At most " + MOST_AT_ONCE + " at once: press again." : "";
    return "Read again: " + String.join(", ", words) + "." + rest;
  }

  private static String lower(String words) {
    return Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }
}
