package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import dev.cuffline.gateway.ops.Health;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Liveness, readiness, metrics and the description of the API. */
final class OpsService {
  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private OpsService() {}

  /** Answers as long as the server does. */
  static HttpService live() {
    return (context, request) ->
        HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, "{\"status\":\"up\"}");
  }

  /** 200 when every check passes, else 503; each check by name in both. */
  static HttpService ready(Health health, Executor blocking) {
    return (context, request) ->
        HttpResponse.of(
            () -> {
              Health.Readiness state = health.readiness();
              return HttpResponse.of(
                  state.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
                  MediaType.JSON_UTF_8,
                  HttpData.wrap(Answer.json(state)));
            },
            blocking);
  }

  static HttpService metrics(PrometheusMeterRegistry registry, Executor blocking) {
    return (context, request) ->
        HttpResponse.of(
            () -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, HttpData.ofUtf8(registry.scrape())),
            blocking);
  }

  /** The same service, for callers with a token only. */
  static HttpService guarded(HttpService service, TokenCheck tokens) {
    return (context, request) -> {
      try {
        tokens.require(request);
      } catch (ProblemException refused) {
        return refused.at(context.path()).toResponse().toHttpResponse();
      }
      return service.serve(context, request);
    };
  }

  /** Our public keys, for whoever checks what we have signed. */
  static HttpService publicKeys(Supplier<String> set, Executor blocking) {
    return (context, request) ->
        HttpResponse.of(
            () -> HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, set.get()), blocking);
  }

  static HttpService openApi() {
    byte[] document = openApiDocument();
    return (context, request) ->
        HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.wrap(document));
  }

  private static byte[] openApiDocument() {
    try (InputStream stream = OpsService.class.getResourceAsStream("openapi.json")) {
      if (stream == null) {
        throw new IllegalStateException("openapi.json is missing from the class path");
      }
      return stream.readAllBytes();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
