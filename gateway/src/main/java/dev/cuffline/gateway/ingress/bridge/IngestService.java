package dev.cuffline.gateway.ingress.bridge;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpServiceWithRoutes;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServiceOptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.cuffline.gateway.ingress.Inbound;
import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.ingress.Settlement;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.registry.Source;
import dev.cuffline.gateway.registry.Sources;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/ingest/{format}}: takes one body as one transmission and answers 202 once it is
 * durable. Mount it with {@code ServerBuilder.service(service)}; it brings its route and its
 * limits.
 */
public final class IngestService implements HttpServiceWithRoutes {
  private static final Route ROUTE =
      Route.builder().methods(HttpMethod.POST).path("/v1/ingest/{format}").build();

  /**
   * How long a sender that is refused may still send its body. A stream that is reset while the
   * body is on its way hides the answer: many clients then report the reset and not the refusal.
   */
  private static final Duration READ_ON = Duration.ofSeconds(10);

  private final Sources sources;
  private final Reception reception;
  private final IngestSettings settings;
  private final RequestQuota quota;

  /** Makes the service; it keeps no state but the count of requests under way. */
  public IngestService(Sources sources, Reception reception, IngestSettings settings) {
    this.sources = sources;
    this.reception = reception;
    this.settings = settings;
    this.quota = new RequestQuota(settings.requestsPerSource(), settings.requestsInTotal());
  }

  @Override
  public Set<Route> routes() {
    return Set.of(ROUTE);
  }

  @Override
  public ServiceOptions options() {
    // Who sends is asked before how much: the limit is set below, for senders who are known.
    return ServiceOptions.builder()
        .maxRequestLength(0)
        .requestAutoAbortDelayMillis(READ_ON.toMillis())
        .build();
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    Optional<Source> source = ApiKeys.of(request.headers()).flatMap(sources::authenticateKey);
    if (source.isEmpty()) {
      return Answers.unknownKey();
    }
    if (request.headers().contentLength() > settings.maximumBodyBytes()) {
      return Answers.tooLarge(settings.maximumBodyBytes());
    }
    String sourceId = source.get().id();
    if (!quota.enter(sourceId)) {
      return Answers.tooMany();
    }
    ctx.setMaxRequestLength(settings.maximumBodyBytes());
    CompletableFuture<HttpResponse> answer =
        request
            .aggregate()
            .thenCompose(body -> take(ctx, source.get(), body))
            .exceptionally(this::unread);
    return HttpResponse.of(answer.whenComplete((response, fault) -> quota.leave(sourceId)));
  }

  private CompletableFuture<HttpResponse> take(
      ServiceRequestContext ctx, Source source, AggregatedHttpRequest body) {
    Pending pending = new Pending();
    Inbound inbound =
        new Inbound(
            Transport.HTTP,
            Objects.requireNonNullElse(ctx.pathParam("format"), ""),
            ctx.path(),
            body.headers().get(HttpHeaderNames.CONTENT_TYPE, ""),
            body.content().array());
    String id = reception.receive(source, inbound, pending);
    return pending.durable.handle(
        (nothing, fault) -> fault == null ? Answers.accepted(id) : Answers.notStored());
  }

  private HttpResponse unread(@Nullable Throwable fault) {
    Throwable cause = Exceptions.peel(fault);
    return cause instanceof ContentTooLargeException
        ? Answers.tooLarge(settings.maximumBodyBytes())
        : HttpResponse.ofFailure(cause);
  }

  /** A request that waits for the journal. */
  private static final class Pending implements Settlement {
    private final CompletableFuture<Boolean> durable = new CompletableFuture<>();

    @Override
    public void durable() {
      durable.complete(true);
    }

    @Override
    public void failed(Throwable cause) {
      durable.completeExceptionally(cause);
    }
  }
}
