package dev.cuffline.gateway.web.pages.billing;

import static dev.cuffline.gateway.access.Permission.BILL;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.Board;
import dev.cuffline.gateway.billing.BoardLine;
import dev.cuffline.gateway.billing.LineKey;
import dev.cuffline.gateway.billing.Release;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Renderer;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Shells;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.billing.Status;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The determinations of a month, and their release. */
final class BoardPage implements Area {
  /** A board of a large practice is computed while the page says so. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final PageParts parts;
  private final BillingRooms billing;
  private final Shells shells;
  private final Renderer renderer;

  BoardPage(Frame frame) {
    this.parts = frame.parts();
    this.billing = frame.parts().billing();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(Links.BILLING, SEE_BILLING, this::show)
        .post(Links.BILLING + "/release", BILL, this::release);
  }

  HttpResponse show(Visit visit) {
    BoardFilter filter = BoardFilter.of(month(visit), visit::parameter);
    return board(
        visit, filter, new BoardState(page(visit), Problems.NONE, Set.of(), ""), HttpStatus.OK);
  }

  /** The last month that is over, since it is the one to be billed, unless one is named. */
  private YearMonth month(Visit visit) {
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), visit.practice().zone());
    return visit
        .parameter("month")
        .flatMap(BillingLinks::parse)
        .orElseGet(() -> YearMonth.from(today.minusDays(20)));
  }

  private static int page(Visit visit) {
    return visit
        .parameter("page")
        .filter(text -> text.matches("[1-9][0-9]{0,4}"))
        .map(Integer::valueOf)
        .orElse(1);
  }

  private HttpResponse board(Visit visit, BoardFilter filter, BoardState state, HttpStatus status) {
    String position = shells.position();
    Practice practice = visit.practice();
    Optional<Board> board = billing.boards().find(practice.id(), filter.month(), PATIENCE);
    Shell shell = parts.database().read(db -> shells.of(db, visit, "Billing", "billing", position));
    boolean closed = billing.records().month(practice.id(), filter.month()).orElseThrow().closed();
    int exceptions = billing.records().openExceptions(practice.id()).size();
    return renderer.page(
        status,
        "billing/board.jte",
        new BoardViews(shell, practice, filter, state, parts.clock().instant(), closed, exceptions)
            .of(board));
  }

  /** What was chosen, or all that is ready in the list that was shown. */
  HttpResponse release(Visit visit) {
    YearMonth month =
        visit.given("month").flatMap(BillingLinks::parse).orElseThrow(BillingPages::noSuchMonth);
    BoardFilter filter = BoardFilter.of(month, visit::given);
    Optional<String> reviewed = visit.given("reviewed");
    List<LineKey> lines;
    try {
      lines =
          visit.given("all").isPresent()
              ? ready(visit.practice(), filter)
              : visit.fields("line").stream().map(LineKey::parse).toList();
      if (lines.isEmpty()) {
        return again(visit, filter, Problems.of("lines", "Choose at least one line"), Set.of());
      }
      Release release =
          billing.desk().release(visit.practice().id(), month, lines, reviewed, visit.actor());
      if (release.batch().isPresent()) {
        String left = release.refused().isEmpty() ? "" : "?left=" + release.refused().size();
        return renderer.redirect(BillingLinks.batch(release.batch().get()) + left);
      }
      Release.Refused first = release.refused().getFirst();
      boolean look = first.problem().contains("say what you looked at");
      return again(
          visit,
          filter,
          Problems.of(
              look ? "reviewed" : "lines",
              "Nothing was released: %s %s".formatted(first.line().code(), first.problem())),
          chosen(lines));
    } catch (RuntimeException fault) {
      return again(visit, filter, Problems.of(fault), Set.of());
    }
  }

  private static Set<String> chosen(List<LineKey> lines) {
    return lines.stream().map(LineKey::text).collect(Collectors.toSet());
  }

  private List<LineKey> ready(Practice practice, BoardFilter filter) {
    return billing.boards().get(practice.id(), filter.month()).lines().stream()
        .filter(filter::takes)
        .filter(line -> line.isReleasable() && line.status() == Status.READY)
        .map(BoardLine::key)
        .toList();
  }

  private HttpResponse again(
      Visit visit, BoardFilter filter, Problems problems, Set<String> chosen) {
    return board(
        visit,
        filter,
        new BoardState(1, problems, chosen, visit.field("reviewed")),
        HttpStatus.UNPROCESSABLE_ENTITY);
  }
}
