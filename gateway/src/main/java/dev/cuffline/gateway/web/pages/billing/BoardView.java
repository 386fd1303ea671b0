package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Optional;

/**
 * The board of a month.
 *
 * @param computed whether it is known; without it there is nothing below
 * @param month in words
 * @param monthId 2026-01
 * @param asOf of which instant
 * @param summary how many stand how
 * @param steps how many are one step away
 * @param lines of this page
 * @param first number of the first line on this page, from 1
 * @param found lines that fit the filter
 * @param ready to be released among them
 * @param mayRelease whether the month is closed and whoever looks may bill
 * @param closed how the month stands, in words
 */
record BoardView(
    Shell shell,
    boolean computed,
    String month,
    String monthId,
    String previous,
    String next,
    String self,
    Optional<Moment> asOf,
    List<Count> summary,
    List<Count> steps,
    BoardFilter filter,
    List<Choice> codes,
    List<Choice> practitioners,
    List<Choice> payers,
    List<Line> lines,
    int first,
    int found,
    int ready,
    String money,
    boolean mayRelease,
    String closed,
    int exceptions,
    int failed,
    String previousPage,
    String nextPage,
    Problems problems,
    String reviewed) {
  /** How many, and the list of them. */
  record Count(String words, String style, long number, String href, boolean current) {}

  /** One thing to choose. */
  record Choice(String value, String words, boolean chosen) {}

  /** One determination. */
  record Line(
      String key,
      String patient,
      String href,
      String code,
      String paraphrase,
      int units,
      String date,
      String span,
      String status,
      String style,
      List<String> reasons,
      String missing,
      String amount,
      String practitioner,
      String payer,
      boolean choosable,
      boolean chosen,
      String claim,
      String packet) {}
}
