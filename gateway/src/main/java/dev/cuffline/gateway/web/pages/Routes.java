package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.cuffline.gateway.access.Permission;

/** The table of routes of the pages: each with what somebody needs to go there. */
public final class Routes {
  private static final long FORM_BYTES = 65_536;

  private final ServerBuilder builder;
  private final Gate gate;

  Routes(ServerBuilder builder, Gate gate) {
    this.builder = builder;
    this.gate = gate;
  }

  /** A page, or a part of one, to look at. */
  public Routes get(String path, Permission needed, Page page) {
    return add(HttpMethod.GET, path, gate.guard("GET " + path, needed, page));
  }

  /** A page about the session itself, for everybody who is signed in. */
  Routes getOwn(String path, OwnPage page) {
    return add(HttpMethod.GET, path, gate.guard(page));
  }

  /** A form that is sent; after it was taken, the answer is where to go or the changed part. */
  public Routes post(String path, Permission needed, Page page) {
    return add(HttpMethod.POST, path, gate.guard("POST " + path, needed, page));
  }

  /** A form about the session itself, for everybody who is signed in. */
  Routes postOwn(String path, OwnPage page) {
    return add(HttpMethod.POST, path, gate.guard(page));
  }

  private Routes add(HttpMethod method, String path, HttpService service) {
    builder.route().path(path).methods(method).maxRequestLength(FORM_BYTES).build(service);
    return this;
  }
}
