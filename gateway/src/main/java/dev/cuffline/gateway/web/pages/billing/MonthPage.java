package dev.cuffline.gateway.web.pages.billing;

import static dev.cuffline.gateway.access.Permission.BILL;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.billing.BillingRecords;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.Board;
import dev.cuffline.gateway.billing.BoardLine;
import dev.cuffline.gateway.billing.MonthEvent;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Renderer;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Shells;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.billing.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is open in a month, its close, and its opening again. */
final class MonthPage implements Area {
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final String PATH = Links.BILLING + "/months/{month}";

  /** What is longer is on the board. */
  private static final int MOST = 200;

  private final PageParts parts;
  private final BillingRooms billing;
  private final Shells shells;
  private final Renderer renderer;

  MonthPage(Frame frame) {
    this.parts = frame.parts();
    this.billing = frame.parts().billing();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(PATH, SEE_BILLING, visit -> page(visit, Problems.NONE, HttpStatus.OK))
        .post(PATH + "/close", BILL, this::close)
        .post(PATH + "/reopen", BILL, this::reopen);
  }

  private HttpResponse close(Visit visit) {
    YearMonth month = month(visit);
    try {
      billing.desk().close(visit.practice().id(), month, visit.actor());
    } catch (RuntimeException fault) {
      return page(visit, Problems.of(fault), HttpStatus.UNPROCESSABLE_ENTITY);
    }
    return renderer.redirect(BillingLinks.month(month));
  }

  private HttpResponse reopen(Visit visit) {
    YearMonth month = month(visit);
    try {
      billing.desk().reopen(visit.practice().id(), month, visit.field("reason"), visit.actor());
    } catch (RuntimeException fault) {
      return page(visit, Problems.of(fault), HttpStatus.UNPROCESSABLE_ENTITY);
    }
    return renderer.redirect(BillingLinks.month(month));
  }

  private static YearMonth month(Visit visit) {
    return BillingLinks.parse(visit.variable("month")).orElseThrow(BillingPages::noSuchMonth);
  }

  private HttpResponse page(Visit visit, Problems problems, HttpStatus status) {
    String position = shells.position();
    YearMonth month = month(visit);
    Practice practice = visit.practice();
    BillingRecords.Month so = billing.records().month(practice.id(), month).orElseThrow();
    Optional<Board> board = billing.boards().find(practice.id(), month, PATIENCE);
    Shell shell =
        parts.database().read(db -> shells.of(db, visit, "Close the month", "billing", position));
    Function<Instant, Moment> at =
        instant -> Moment.of(instant, practice.zone(), parts.clock().instant());
    return renderer.page(
        status,
        "billing/month.jte",
        new MonthView(
            shell,
            Words.month(month),
            month.toString(),
            so.closed(),
            at.apply(so.closable()),
            !so.closed() && so.isClosable() && visit.may(BILL),
            so.closed() && visit.may(BILL),
            so.events().stream()
                .map(e ->
                    new MonthView.Event(
                        e.kind() == MonthEvent.Kind.CLOSED ? "Closed" : "Opened again",
                        e.reason(),
                        e.actor(),
                        at.apply(e.at())))
                .toList(),
            so.drafts().stream()
                .map(d ->
                    new MonthView.Draft(d.patient().value(), d.staff(), at.apply(d.startedAt())))
                .toList(),
            so.late().stream()
                .map(l ->
                    new MonthView.Late(l.patient().value(), l.performer(), at.apply(l.enteredAt())))
                .toList(),
            board.isPresent(),
            lines(board, line -> !line.missing().isEmpty()),
            lines(board, line -> line.reasons().contains(ReasonCode.LATE_ENTRY)),
            board.map(Board::lines).orElse(List.of()).stream()
                .filter(line -> line.claim().isEmpty() && line.status() == Status.HOLD)
                .count(),
            so.batches().stream()
                .map(b ->
                    new MonthView.Batch(
                        "Batch %d: %d claims, exported %d times"
                            .formatted(b.number(), b.claims(), b.exports()),
                        BillingLinks.batch(b.number())))
                .toList(),
            problems,
            visit.field("reason")));
  }

  private static List<MonthView.Missing> lines(Optional<Board> board, Predicate<BoardLine> wanted) {
    return board.map(Board::lines).orElse(List.of()).stream()
        .filter(wanted)
        .limit(MOST)
        .map(line ->
            new MonthView.Missing(
                line.patient(),
                Links.patient(line.key().patient().value()),
                line.code().value(),
                String.join(", ", line.missing())))
        .toList();
  }
}
