package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.billing.BoardLine;
import dev.cuffline.gateway.billing.Step;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.rules.billing.Status;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which lines of a board are wanted; empty for all.
 *
 * @param status a status of the rules, or RELEASED for what was released
 * @param step the one thing that is missing
 */
record BoardFilter(
    YearMonth month,
    String status,
    String code,
    String practitioner,
    String payer,
    Optional<Step.Kind> step) {
  static final String RELEASED = "RELEASED";

  /** From an address or a form; what nobody knows is not asked for. */
  static BoardFilter of(YearMonth month, Function<String, Optional<String>> given) {
    String status =
        given
            .apply("status")
            .filter(word ->
                word.equals(RELEASED)
                    || Arrays.stream(Status.values()).anyMatch(s -> s.name().equals(word)))
            .orElse("");
    return new BoardFilter(
        month,
        status,
        given.apply("code").orElse(""),
        given.apply("practitioner").orElse(""),
        given.apply("payer").orElse(""),
        given
            .apply("step")
            .flatMap(word ->
                Arrays.stream(Step.Kind.values()).filter(k -> k.name().equals(word)).findFirst()));
  }

  boolean takes(BoardLine line) {
    return isOf(line)
        && (code.isEmpty() || line.code().value().equals(code))
        && (practitioner.isEmpty() || line.practitioner().filter(practitioner::equals).isPresent())
        && (payer.isEmpty() || line.payer().equals(payer))
        && (step.isEmpty() || line.step().map(Step::kind).equals(step));
  }

  private boolean isOf(BoardLine line) {
    return status.isEmpty()
        || (status.equals(RELEASED)
            ? line.claim().isPresent()
            : line.claim().isEmpty() && line.status().name().equals(status));
  }

  /** The address of the board with it. */
  String href(int page) {
    StringBuilder href = new StringBuilder(Links.BILLING).append("?month=").append(month);
    add(href, "status", status);
    add(href, "code", code);
    add(href, "practitioner", practitioner);
    add(href, "payer", payer);
    add(href, "step", step.map(Enum::name).orElse(""));
    if (page > 1) {
      href.append("&page=").append(page);
    }
    return href.toString();
  }

  BoardFilter withStatus(String wanted) {
    return new BoardFilter(month, wanted, code, practitioner, payer, step);
  }

  BoardFilter withStep(Step.Kind wanted) {
    return new BoardFilter(month, "", code, practitioner, payer, Optional.of(wanted));
  }

  private static void add(StringBuilder href, String name, String value) {
    if (!value.isEmpty()) {
      href.append('&').append(name).append('=').append(BillingLinks.encoded(value));
    }
  }
}
