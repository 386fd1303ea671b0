package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.cuffline.gateway.ops.Health;
import dev.cuffline.gateway.web.live.LiveHub;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server. {@code /metrics} is open when only this machine can connect, else it needs a
 * token as the API does; {@code /health} and {@code /api/openapi.json} are always open.
 */
public final class WebServer implements AutoCloseable {
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** A stream that is reset while its body is on its way hides the answer from many clients. */
  private static final Duration READ_ON = Duration.ofSeconds(10);

  private final Server server;
  private final ExecutorService blocking;
  private final LiveHub live;

  /**
   * Starts to listen. Blocks until it does.
   *
   * @throws PortTakenException when somebody else listens there
   */
  public WebServer(WebSettings settings, WebParts parts) {
    this.live = parts.live();
    this.blocking = Executors.newVirtualThreadPerTaskExecutor();
    this.server = build(settings, parts, blocking);
    try {
      server.start().join();
    } catch (CompletionException fault) {
      blocking.close();
      if (isTaken(fault)) {
        throw new PortTakenException(settings, fault);
      }
      throw new IllegalStateException("the HTTP server could not be started", fault.getCause());
    }
  }

  private static boolean isTaken(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      boolean says = message != null && message.contains("Address already in use");
      if (cause instanceof BindException || says) {
        return true;
      }
    }
    return false;
  }

  private static Server build(WebSettings settings, WebParts parts, ExecutorService blocking) {
    TokenCheck tokens = new TokenCheck(parts.access().tokens());
    ServerBuilder builder =
        Server.builder()
            .http(settings.address())
            .meterRegistry(parts.metrics())
            .errorHandler(new Errors())
            .unloggedExceptionsReportInterval(Duration.ZERO)
            .gracefulShutdownTimeout(QUIET, GRACE)
            .requestAutoAbortDelay(READ_ON)
            .decorator((delegate, context, request) ->
                delegate.serve(context, request).mapHeaders(SecurityHeaders::addTo));
    List<Endpoint> endpoints = Endpoints.of(parts);
    for (Endpoint endpoint : endpoints) {
      builder
          .route()
          .path(Endpoints.ROOT + endpoint.path())
          .methods(endpoint.method())
          .maxRequestLength(endpoint.maxBytes())
          .requestTimeout(endpoint.timeout())
          .build(new ApiService(endpoint, tokens, parts.audit(), parts.clock(), blocking));
    }
    parts.pages().addTo(builder, blocking);
    HttpService metrics = OpsService.metrics(parts.metrics(), blocking);
    return builder
        .service(EventService.PATH, new EventService(parts, tokens, blocking))
        .serviceUnder(Endpoints.ROOT, new UnknownPath(tokens, endpoints))
        .service("/metrics", settings.loopback() ? metrics : OpsService.guarded(metrics, tokens))
        .service("/health/live", OpsService.live())
        .service("/health/ready", OpsService.ready(new Health(parts.checks()), blocking))
        .service("/api/openapi.json", OpsService.openApi())
        .service("/.well-known/jwks.json", OpsService.publicKeys(parts.publicKeys(), blocking))
        .service(parts.ingest())
        .build();
  }

  /** What the HTTP server itself refuses is a problem document too. */
  private static final class Errors implements ServerErrorHandler {
    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
      AggregatedHttpResponse problem =
          Faults.toProblem(cause, context.path(), Set.of()).toResponse();
      return problem.toHttpResponse().mapHeaders(SecurityHeaders::addTo);
    }

    @Override
    public AggregatedHttpResponse renderStatus(
        @Nullable ServiceRequestContext context,
        ServiceConfig config,
        @Nullable RequestHeaders headers,
        HttpStatus status,
        @Nullable String description,
        @Nullable Throwable cause) {
      String path = context == null ? "" : context.path();
      AggregatedHttpResponse problem = Problem.ofStatus(status, path).toResponse();
      return AggregatedHttpResponse.of(SecurityHeaders.addTo(problem.headers()), problem.content());
    }
  }

  /** The port on which it listens, also when any was asked for. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Ends event streams, lets calls under way finish for a few seconds, then stops. */
  @Override
  public void close() {
    live.close();
    server.close();
    blocking.close();
  }
}
