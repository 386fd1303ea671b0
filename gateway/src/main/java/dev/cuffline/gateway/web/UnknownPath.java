package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Everything under the API that is no route: needs a token too, so that nobody can look around. */
final class UnknownPath implements HttpService {
  private final TokenCheck tokens;
  private final List<Known> known;

  private record Known(Pattern path, String method) {}

  UnknownPath(TokenCheck tokens, List<Endpoint> endpoints) {
    this.tokens = tokens;
    this.known =
        endpoints.stream()
            .map(endpoint ->
                new Known(
                    Pattern.compile(
                        Endpoints.ROOT + endpoint.path().replaceAll("\\{[a-z]+}", "[^/]+")),
                    endpoint.method().name()))
            .toList();
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String path = context.path();
    try {
      tokens.require(request);
    } catch (ProblemException refused) {
      return refused.at(path).toResponse().toHttpResponse();
    }
    String allowed =
        known.stream()
            .filter(route -> route.path().matcher(path).matches())
            .map(Known::method)
            .collect(Collectors.joining(", "));
    if (allowed.isEmpty()) {
      return ProblemException.notFound("resource").at(path).toResponse().toHttpResponse();
    }
    return new ProblemException(Problem.Kind.METHOD, "allowed here: " + allowed)
        .at(path)
        .toResponse()
        .toHttpResponse()
        .mapHeaders(headers -> headers.withMutations(m -> m.set(HttpHeaderNames.ALLOW, allowed)));
  }
}
