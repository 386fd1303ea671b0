package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.billing.Board;
import dev.cuffline.gateway.billing.BoardLine;
import dev.cuffline.gateway.billing.Step;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.web.pages.BillingWords;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.billing.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a board into words. */
final class BoardViews {
  private static final int LINES = 100;

  private final Shell shell;
  private final Practice practice;
  private final BoardFilter filter;
  private final BoardState state;
  private final Instant now;
  private final boolean closed;
  private final int exceptions;

  BoardViews(
      Shell shell,
      Practice practice,
      BoardFilter filter,
      BoardState state,
      Instant now,
      boolean closed,
      int exceptions) {
    this.shell = shell;
    this.practice = practice;
    this.filter = filter;
    this.state = state;
    this.now = now;
    this.closed = closed;
    this.exceptions = exceptions;
  }

  BoardView of(Optional<Board> board) {
    List<BoardLine> all = board.map(Board::lines).orElse(List.of());
    List<BoardLine> found = all.stream().filter(filter::takes).toList();
    int from = Math.min((state.page() - 1) * LINES, found.size());
    int to = Math.min(from + LINES, found.size());
    boolean mayRelease = closed && shell.may(Permission.BILL);
    return new BoardView(
        shell,
        board.isPresent(),
        Words.month(filter.month()),
        filter.month().toString(),
        BillingLinks.board(filter.month().minusMonths(1)),
        BillingLinks.board(filter.month().plusMonths(1)),
        filter.href(state.page()),
        board.map(b -> Moment.of(b.asOf(), practice.zone(), now)),
        summary(all),
        steps(all),
        filter,
        choices(all.stream().map(line -> line.code().value()), filter.code()),
        choices(all.stream().flatMap(line -> line.practitioner().stream()), filter.practitioner()),
        choices(all.stream().map(BoardLine::payer), filter.payer()),
        found.subList(from, to).stream().map(line -> line(line, mayRelease)).toList(),
        from + 1,
        found.size(),
        (int) found.stream().filter(BoardViews::isReady).count(),
        money(found),
        mayRelease,
        closed ? "closed" : "open",
        exceptions,
        board.map(Board::failed).orElse(0),
        state.page() > 1 ? filter.href(state.page() - 1) : "",
        to < found.size() ? filter.href(state.page() + 1) : "",
        state.problems(),
        state.reviewed());
  }

  private static boolean isReady(BoardLine line) {
    return line.isReleasable() && line.status() == Status.READY;
  }

  private List<BoardView.Count> summary(List<BoardLine> all) {
    List<BoardView.Count> counts = new ArrayList<>();
    for (Status status :
        List.of(Status.READY, Status.REVIEW, Status.HOLD, Status.PROJECTED, Status.BLOCKED)) {
      BoardFilter one =
          new BoardFilter(filter.month(), status.name(), "", "", "", Optional.empty());
      counts.add(count(BillingWords.of(status), status.name().toLowerCase(Locale.ROOT), all, one));
    }
    BoardFilter released =
        new BoardFilter(filter.month(), BoardFilter.RELEASED, "", "", "", Optional.empty());
    counts.add(count("Released", "released", all, released));
    return counts;
  }

  private BoardView.Count count(String words, String style, List<BoardLine> all, BoardFilter one) {
    return new BoardView.Count(
        words,
        style,
        all.stream().filter(one::takes).count(),
        one.href(1),
        !filter.status().isEmpty() && filter.status().equals(one.status()));
  }

  private List<BoardView.Count> steps(List<BoardLine> all) {
    return Stream.of(Step.Kind.values())
        .map(kind ->
            new BoardView.Count(
                StateWords.of(kind),
                "step",
                all.stream()
                    .filter(line -> line.step().filter(s -> s.kind() == kind).isPresent())
                    .count(),
                new BoardFilter(filter.month(), "", "", "", "", Optional.of(kind)).href(1),
                filter.step().filter(kind::equals).isPresent()))
        .toList();
  }

  private static List<BoardView.Choice> choices(Stream<String> values, String chosen) {
    return values
        .distinct()
        .sorted()
        .map(value -> new BoardView.Choice(value, value, value.equals(chosen)))
        .toList();
  }

  /** Of what is or may become billable; what no table knows is left out, and said so. */
  private static String money(List<BoardLine> found) {
    List<BigDecimal> amounts = found.stream().flatMap(line -> line.amount().stream()).toList();
    return amounts.isEmpty()
        ? ""
        : StateWords.money(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private BoardView.Line line(BoardLine line, boolean mayRelease) {
    String patient = line.key().patient().value();
    return new BoardView.Line(
        line.key().text(),
        line.patient(),
        Links.patient(patient),
        line.code().value(),
        BillingWords.paraphrase(line.code().value()),
        line.units(),
        Words.date(line.dateOfService()),
        Words.span(line.period().from(), line.period().to()),
        StateWords.of(line),
        StateWords.style(line),
        line.reasons().stream().map(BillingWords::of).toList(),
        String.join(", ", line.missing()),
        line.amount().map(StateWords::money).orElse(""),
        line.practitioner().orElse(""),
        line.payer(),
        mayRelease && line.isReleasable(),
        state.chosen().contains(line.key().text()),
        line.claim().map(claim -> BillingLinks.claim(claim.id())).orElse(""),
        line.units() > 0 || line.claim().isPresent()
            ? BillingLinks.packet(patient, filter.month())
            : "");
  }
}
