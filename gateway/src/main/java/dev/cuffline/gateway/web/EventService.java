package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.audit.AuditEntry;
import dev.cuffline.gateway.audit.AuditLog;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.live.LiveHub;
import dev.cuffline.gateway.web.live.LiveReader;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * {@code GET /api/v1/events}: what changes in a practice, as server-sent events, for holders of a
 * token and for whoever is signed in to the pages.
 *
 * <p>Where to go on is said by {@code Last-Event-ID}, or by {@code after} for the first connection
 * of a page whose content was read at that event.
 */
final class EventService implements HttpService {
  static final String PATH = Endpoints.ROOT + "/events";
  private static final String LAST_EVENT_ID = "last-event-id";

  /** Reverse proxies hold an answer back until it is long, unless this says no. */
  private static final String PROXY_BUFFERING = "x-accel-buffering";

  private final Database database;
  private final TokenCheck tokens;
  private final WebPages pages;
  private final LiveHub live;
  private final AuditLog audit;
  private final Clock clock;
  private final Executor blocking;

  EventService(WebParts parts, TokenCheck tokens, Executor blocking) {
    this.database = parts.database();
    this.tokens = tokens;
    this.pages = parts.pages();
    this.live = parts.live();
    this.audit = parts.audit();
    this.clock = parts.clock();
    this.blocking = blocking;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String path = context.path();
    return HttpResponse.of(
        () -> {
          try {
            return open(context, request);
          } catch (RuntimeException fault) {
            return Faults.toProblem(fault, path, Set.of()).toResponse().toHttpResponse();
          }
        },
        blocking);
  }

  private HttpResponse open(ServiceRequestContext context, HttpRequest request) {
    WebPages.User user = pages.signedIn(request).orElseGet(() -> tokens.requireUser(request));
    QueryParams query = QueryParams.fromQueryString(context.query());
    Call call = new Call(user.who().get(), context.path(), Map.of(), query, HttpData.empty());
    PracticeId practice = call.practice();
    if (!mayListen(user, practice)) {
      throw new ProblemException(
          Problem.Kind.FORBIDDEN, "the token lacks the scope " + Permission.SEE_PATIENTS);
    }
    if (database.read(session -> RegistryQueries.practice(session, practice)).isEmpty()) {
      throw ProblemException.notFound("practice");
    }
    Optional<String> after =
        Optional.ofNullable(request.headers().get(LAST_EVENT_ID)).or(() -> call.parameter("after"));
    audit
        .write(
            AuditEntry.of(
                clock.instant(),
                practice.value(),
                call.actor(),
                "GET " + PATH,
                Set.of(),
                HttpStatus.OK.code()))
        .join();
    HttpResponseWriter out = HttpResponse.streaming();
    out.write(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.EVENT_STREAM)
            .set(HttpHeaderNames.of(PROXY_BUFFERING), "no")
            .build());
    if (!live.join(reader(user, practice, after), out)) {
      out.abort();
      throw new ProblemException(
          Problem.Kind.TOO_MANY,
          "at most " + LiveHub.MOST_STREAMS + " event streams may be open with one token");
    }
    context.clearRequestTimeout();
    return out;
  }

  private static LiveReader reader(
      WebPages.User user, PracticeId practice, Optional<String> after) {
    return new LiveReader(
        practice,
        user.holder(),
        after,
        () -> user.stands().getAsBoolean() && mayListen(user, practice));
  }

  private static boolean mayListen(WebPages.User user, PracticeId practice) {
    return user.who().get().may(Permission.SEE_PATIENTS, practice);
  }
}
