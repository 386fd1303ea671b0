package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.cuffline.gateway.access.ApiToken;
import dev.cuffline.gateway.audit.AuditEntry;
import dev.cuffline.gateway.audit.AuditLog;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Serves one endpoint: who calls, what they send, the handler's answer or the problem. */
final class ApiService implements HttpService {
  private final Endpoint endpoint;
  private final TokenCheck tokens;
  private final AuditLog audit;
  private final Clock clock;
  private final Executor blocking;

  ApiService(Endpoint endpoint, TokenCheck tokens, AuditLog audit, Clock clock, Executor blocking) {
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
    this.blocking = blocking;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Map<String, String> variables = context.pathParams();
    String path = context.path();
    ApiToken token;
    try {
      token = tokens.require(request);
      Call.require(token, endpoint.needed());
      requireMediaType(request);
    } catch (ProblemException refused) {
      return refused.at(path).toResponse().toHttpResponse();
    }
    CompletableFuture<HttpResponse> answer =
        request
            .aggregate()
            .thenApplyAsync(
                whole -> {
                  QueryParams query = QueryParams.fromQueryString(context.query());
                  return answer(new Call(token, path, variables, query, whole.content()));
                },
                blocking)
            .exceptionally(fault ->
                Faults.toProblem(fault, path, variables.keySet()).toResponse().toHttpResponse());
    return HttpResponse.of(answer);
  }

  /** The answer, or the problem, once it is in the audit log. */
  private HttpResponse answer(Call call) {
    Set<String> patients = new HashSet<>();
    call.patientInPath().ifPresent(patients::add);
    AggregatedHttpResponse response;
    try {
      response = endpoint.handler().answer(call).toResponse();
      patients.addAll(PatientsIn.json(response.content(), endpoint.path()));
    } catch (RuntimeException fault) {
      response = Faults.toProblem(fault, call.path(), call.variables().keySet()).toResponse();
    }
    audit
        .write(
            AuditEntry.of(
                clock.instant(),
                call.practiceIfAny().map(PracticeId::value).orElse(""),
                call.actor(),
                endpoint.method() + " " + Endpoints.ROOT + endpoint.path(),
                patients,
                response.status().code()))
        .join();
    return response.toHttpResponse();
  }

  private void requireMediaType(HttpRequest request) {
    if (endpoint.method() == HttpMethod.GET) {
      return;
    }
    MediaType sent = request.contentType();
    if (sent == null || !sent.is(endpoint.body().withoutParameters())) {
      throw new ProblemException(
          Problem.Kind.MEDIA_TYPE,
          HttpHeaderNames.CONTENT_TYPE
              + " must be "
              + endpoint.body().withoutParameters().toString());
    }
  }
}
