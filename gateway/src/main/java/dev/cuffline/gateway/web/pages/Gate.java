package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.cuffline.gateway.access.ForbiddenException;
import dev.cuffline.gateway.access.Passwords;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.audit.AuditEntry;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before every page: who is it, does the form come from us, which practice. */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /** Sent by our script with what it fetches by itself: no sign of a person. */
  private static final String BY_ITSELF = "cuffline-live";

  private static final String HTMX = "hx-request";

  private static final String FOREIGN =
      "This form was not sent from a page of Cuffline that is open in your session. Open the page"
          + " anew and try again.";
  private static final String NOT_YOURS =
      "Your role does not include this. Whoever manages accounts can give you one that does.";

  private final PageParts parts;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Renderer renderer;
  private final Shells shells;
  private final Executor blocking;

  Gate(
      PageParts parts,
      Sessions sessions,
      SessionCookie cookie,
      Renderer renderer,
      Shells shells,
      Executor blocking) {
    this.parts = parts;
    this.sessions = sessions;
    this.cookie = cookie;
    this.renderer = renderer;
    this.shells = shells;
    this.blocking = blocking;
  }

  /**
   * A page for whoever may do what it needs, at the practice at which they look.
   *
   * @param action method and path without any value in it, for the audit log
   */
  HttpService guard(String action, Permission needed, Page page) {
    return guarded((session, context, form, fragment) -> {
      Optional<Practice> practice = parts.database().read(db -> practice(db, session));
      if (practice.isEmpty()) {
        return notice(HttpStatus.OK, session, nowhere());
      }
      if (!session.who().may(needed, practice.get().id())) {
        written(session, practice.get(), action, Set.of(), HttpStatus.FORBIDDEN);
        return notice(HttpStatus.FORBIDDEN, session, NOT_YOURS);
      }
      Visit visit =
          new Visit(
              session,
              practice.get(),
              context.path(),
              context.pathParams(),
              QueryParams.fromQueryString(context.query()),
              form,
              new HashSet<>(),
              fragment);
      Optional.ofNullable(visit.variables().get("patient")).ifPresent(visit.seen()::add);
      AggregatedHttpResponse answer = whole(page, visit);
      written(session, practice.get(), action, visit.seen(), answer.status());
      return answer.toHttpResponse();
    });
  }

  private AggregatedHttpResponse whole(Page page, Visit visit) {
    try {
      return page.answer(visit).aggregate().join();
    } catch (RuntimeException fault) {
      return failed(fault, visit.session()).aggregate().join();
    }
  }

  /** The answer leaves when this is durable. */
  private void written(
      PageSession session,
      Practice practice,
      String action,
      Set<String> patients,
      HttpStatus status) {
    parts
        .audit()
        .write(
            AuditEntry.of(
                parts.clock().instant(),
                practice.id().value(),
                session.who().name(),
                action,
                patients,
                status.code()))
        .join();
  }

  /** A page about the session itself, for everybody who is signed in. */
  HttpService guard(OwnPage page) {
    return guarded((session, context, form, fragment) -> page.answer(session, form));
  }

  /** What is asked, once it is known by whom. */
  private interface Guarded {
    HttpResponse answer(
        PageSession session, ServiceRequestContext context, QueryParams form, boolean fragment);
  }

  private HttpService guarded(Guarded guarded) {
    return (context, request) -> {
      Optional<PageSession> found = cookie.read(request).flatMap(sessions::find);
      if (found.isEmpty()) {
        return signIn(request);
      }
      PageSession session = found.get();
      boolean byItself = request.headers().contains(BY_ITSELF);
      if (!byItself) {
        sessions.used(session);
      }
      boolean fragment = byItself || request.headers().contains(HTMX);
      return HttpResponse.of(
          request
              .aggregate()
              .thenApplyAsync(
                  whole ->
                      FormTokens.in(
                          session, () -> answer(guarded, session, context, whole, fragment)),
                  blocking)
              .exceptionally(fault -> FormTokens.in(session, () -> failed(fault, session))));
    };
  }

  private HttpResponse answer(
      Guarded guarded,
      PageSession session,
      ServiceRequestContext context,
      AggregatedHttpRequest request,
      boolean fragment) {
    QueryParams form = QueryParams.of();
    if (request.method() == HttpMethod.POST) {
      form = QueryParams.fromQueryString(request.contentUtf8());
      if (!Origin.isOurs(request.headers()) || !FormTokens.fits(session, request.headers(), form)) {
        return notice(HttpStatus.FORBIDDEN, session, FOREIGN);
      }
    }
    if (session.mustChangePassword() && !context.path().equals(Links.PASSWORD)) {
      return renderer.redirect(Links.PASSWORD);
    }
    return guarded.answer(session, context, form, fragment);
  }

  private String nowhere() {
    boolean none = parts.database().read(PageQueries::practices).isEmpty();
    return none
        ? "There is no practice yet. Make one with POST /api/v1/practices."
        : "You have no role at any practice. Whoever manages accounts can give you one.";
  }

  /** The chosen practice; whoever reaches several begins at the first one by name. */
  private static Optional<Practice> practice(Session db, PageSession session) throws SQLException {
    Optional<PracticeId> chosen = session.chosen();
    if (chosen.isEmpty()) {
      chosen =
          PageQueries.practices(db).stream()
              .map(PageQueries.PracticeLine::id)
              .filter(session::reaches)
              .findFirst();
    }
    return chosen.isEmpty() ? Optional.empty() : RegistryQueries.practice(db, chosen.get());
  }

  /** A page becomes the login; a part of a page cannot, so the script goes there. */
  private HttpResponse signIn(HttpRequest request) {
    if (request.headers().contains(HTMX) || request.headers().contains(BY_ITSELF)) {
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.UNAUTHORIZED).set("hx-redirect", Links.LOGIN).build());
    }
    return renderer.redirect(Links.LOGIN);
  }

  private HttpResponse failed(Throwable fault, PageSession session) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof NoSuchPageException missing) {
      return notice(HttpStatus.NOT_FOUND, session, missing.words());
    }
    if (cause instanceof RefusedException) {
      return notice(HttpStatus.CONFLICT, session, "That is not there any more. Reload the page.");
    }
    if (cause instanceof InvalidValueException invalid) {
      return notice(HttpStatus.UNPROCESSABLE_ENTITY, session, invalid.getMessage() + ".");
    }
    if (cause instanceof ForbiddenException forbidden) {
      return notice(
          HttpStatus.FORBIDDEN, session, "That cannot be done: " + forbidden.words() + ".");
    }
    if (cause instanceof Passwords.BusyException busy) {
      return notice(HttpStatus.SERVICE_UNAVAILABLE, session, "Not now: " + busy.getMessage() + ".");
    }
    LOG.atError()
        .addKeyValue("fault", cause.getClass().getName())
        .addKeyValue(
            "at", cause.getStackTrace().length == 0 ? "" : cause.getStackTrace()[0].toString())
        .log("A page could not be shown");
    return notice(
        HttpStatus.INTERNAL_SERVER_ERROR,
        session,
        "This page could not be shown. Try again; if it stays so, look at the gateway's log.");
  }

  private HttpResponse notice(HttpStatus status, PageSession session, String words) {
    return renderer.page(status, "notice.jte", new NoticeView(shells.bare(session), words));
  }
}
