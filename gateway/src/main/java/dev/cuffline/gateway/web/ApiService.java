package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.cuffline.gateway.access.ApiToken;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Serves one endpoint: who calls, what they send, the handler's answer or the problem. */
final class ApiService implements HttpService {
  private final Endpoint endpoint;
  private final TokenCheck tokens;
  private final Executor blocking;

  ApiService(Endpoint endpoint, TokenCheck tokens, Executor blocking) {
    this.endpoint = endpoint;
    this.tokens = tokens;
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
                  Call call = new Call(token, path, variables, query, whole.content());
                  return endpoint.handler().answer(call).toResponse();
                },
                blocking)
            .exceptionally(fault ->
                Faults.toProblem(fault, path, variables.keySet()).toResponse().toHttpResponse());
    return HttpResponse.of(answer);
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
