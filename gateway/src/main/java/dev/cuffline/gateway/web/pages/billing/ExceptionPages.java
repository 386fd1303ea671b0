package dev.cuffline.gateway.web.pages.billing;

import static dev.cuffline.gateway.access.Permission.BILL;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.ClaimException;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Released claims that the evidence no longer matches: with an owner and a due date. */
final class ExceptionPages implements Area {
  private static final String ONE = BillingLinks.EXCEPTIONS + "/{exception}";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST = 300;

  private final PageParts parts;
  private final BillingRooms billing;
  private final Shells shells;
  private final Renderer renderer;

  ExceptionPages(Frame frame) {
    this.parts = frame.parts();
    this.billing = frame.parts().billing();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(BillingLinks.EXCEPTIONS, SEE_BILLING, this::list)
        .get(ONE, SEE_BILLING, visit -> page(visit, Problems.NONE, HttpStatus.OK))
        .post(ONE + "/assign", BILL, this::assign)
        .post(ONE + "/settle", BILL, this::settle);
  }

  private HttpResponse list(Visit visit) {
    String position = shells.position();
    Practice practice = visit.practice();
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), practice.zone());
    // Every board compares all claims that stand, whatever its month.
    billing.boards().find(practice.id(), YearMonth.from(today), PATIENCE);
    List<ClaimException> open = billing.records().openExceptions(practice.id());
    Shell shell =
        parts.database().read(db -> shells.of(db, visit, "Exceptions", "billing", position));
    return renderer.page(
        "billing/exceptions.jte",
        new ExceptionsView(
            shell, open.stream().limit(MOST).map(e -> line(e, today)).toList(), open.size()));
  }

  private static ExceptionsView.Line line(ClaimException exception, LocalDate today) {
    return new ExceptionsView.Line(
        BillingLinks.EXCEPTIONS + "/" + BillingLinks.encoded(exception.id()),
        StateWords.exception(exception.kind()),
        exception.name(),
        exception.code(),
        Words.date(exception.dateOfService()),
        exception.words(),
        exception.owner().orElse(""),
        Words.date(exception.dueOn()),
        exception.dueOn().isBefore(today));
  }

  private ClaimException find(Visit visit) {
    return billing
        .records()
        .exception(visit.practice().id(), visit.variable("exception"))
        .orElseThrow(BillingPages::noSuchException);
  }

  private HttpResponse assign(Visit visit) {
    ClaimException exception = find(visit);
    Optional<LocalDate> due = date(visit.field("due"));
    if (due.isEmpty()) {
      return page(
          visit,
          Problems.of("due", "Give a date such as 2026-04-11"),
          HttpStatus.UNPROCESSABLE_ENTITY);
    }
    try {
      billing
          .desk()
          .assign(
              visit.practice().id(),
              exception.id(),
              visit.field("owner"),
              due.get(),
              visit.actor());
    } catch (RuntimeException fault) {
      return page(visit, Problems.of(fault), HttpStatus.UNPROCESSABLE_ENTITY);
    }
    return back(exception);
  }

  private HttpResponse settle(Visit visit) {
    ClaimException exception = find(visit);
    try {
      billing
          .desk()
          .settle(visit.practice().id(), exception.id(), visit.field("outcome"), visit.actor());
    } catch (RuntimeException fault) {
      return page(visit, Problems.of(fault), HttpStatus.UNPROCESSABLE_ENTITY);
    }
    return back(exception);
  }

  private HttpResponse back(ClaimException exception) {
    return renderer.redirect(BillingLinks.EXCEPTIONS + "/" + BillingLinks.encoded(exception.id()));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private HttpResponse page(Visit visit, Problems problems, HttpStatus status) {
    String position = shells.position();
    Practice practice = visit.practice();
    ClaimException exception = find(visit);
    Shell shell =
        parts.database().read(db -> shells.of(db, visit, "Exception", "billing", position));
    return renderer.page(
        status,
        "billing/exception.jte",
        new ExceptionView(
            shell,
            exception.id(),
            StateWords.exception(exception.kind()),
            exception.name(),
            Links.patient(exception.patient().value()),
            BillingLinks.claim(exception.claim()),
            "%s, %s, batch %d"
                .formatted(
                    exception.code(), Words.date(exception.dateOfService()), exception.batch()),
            exception.words(),
            at(exception.foundAt(), practice),
            visit.given("owner").or(exception::owner).orElse(""),
            visit.given("due").orElse(exception.dueOn().toString()),
            Words.date(exception.dueOn()),
            exception.outcome().orElse(""),
            exception.actor(),
            at(exception.changedAt(), practice),
            visit.may(BILL),
            problems));
  }

  private Moment at(java.time.Instant instant, Practice practice) {
    return Moment.of(instant, practice.zone(), parts.clock().instant());
  }
}
