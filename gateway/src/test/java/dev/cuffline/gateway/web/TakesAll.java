package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpServiceWithRoutes;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServiceOptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Set;

/** Stands where transmissions come in, with limits of its own. */
final class TakesAll implements HttpServiceWithRoutes {
  static final int MAXIMUM_BODY_BYTES = 1_024;

  @Override
  public Set<Route> routes() {
    return Set.of(Route.builder().path("/v1/ingest/{format}").build());
  }

  @Override
  public ServiceOptions options() {
    return ServiceOptions.builder().maxRequestLength(MAXIMUM_BODY_BYTES).build();
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.ACCEPTED);
  }
}
