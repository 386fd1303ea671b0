package dev.cuffline.gateway.web.pages.care;

import dev.cuffline.gateway.billing.TimePreviews;
import dev.cuffline.gateway.web.pages.BillingWords;
import dev.cuffline.gateway.web.pages.Words;
import java.util.List;
import java.util.Optional;

/**
 * What the rules say of time that is not logged yet.
 *
 * @param counts whether all of it counts
 * @param words one sentence each
 */
record WorthView(boolean counts, List<String> words) {
  /** Nothing can be said yet. */
  static final WorthView NOTHING = new WorthView(true, List.of());

  static WorthView of(Optional<TimePreviews.Worth> worth) {
    if (worth.isEmpty()) {
      return new WorthView(
          false, List.of("The patient is not enrolled: the time is kept and counts for nothing."));
    }
    TimePreviews.Worth found = worth.get();
    String month =
        "The month stands at %s with it, and has %s."
            .formatted(
                Words.minutes(found.monthSeconds()),
                found.liveContacts() == 0
                    ? "no live call yet"
                    : found.liveContacts() == 1
                        ? "one live call"
                        : found.liveContacts() + " live calls");
    if (found.uncounted().isEmpty()) {
      return new WorthView(true, List.of("All of it counts.", month));
    }
    List<String> reasons =
        found.uncounted().stream().map(reason -> BillingWords.reason(reason.name())).toList();
    return new WorthView(
        false,
        List.of(
            "%s of it do not count: %s."
                .formatted(Words.minutes(found.uncountedSeconds()), String.join("; ", reasons)),
            month));
  }

  static WorthView unknown(String words) {
    return new WorthView(false, List.of(words));
  }
}
