package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.cuffline.gateway.web.WebPages;
import dev.cuffline.gateway.web.WebSettings;
import dev.cuffline.gateway.web.pages.billing.BillingArea;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The pages, and who is signed in to them. */
public final class Pages implements WebPages {
  private static final long FORM_BYTES = 16_384;

  private final Assets assets = new Assets();
  private final Renderer renderer = new Renderer();
  private final Shells shells;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final SignIn signIn;
  private final List<Area> areas;
  private final PageParts parts;

  /** Pages of this store; cookies are sent over TLS only, unless only this machine can connect. */
  public Pages(PageParts parts, WebSettings settings) {
    this.parts = parts;
    this.sessions = new Sessions(parts.tokens(), parts.clock());
    this.cookie = new SessionCookie(!settings.loopback());
    this.shells = new Shells(parts, assets);
    this.signIn = new SignIn(parts, sessions, cookie, renderer, assets);
    Frame frame = new Frame(parts, shells, renderer);
    this.areas =
        List.of(
            new WorkListPage(frame),
            new PatientsPage(frame),
            new PatientPage(frame),
            new BillingArea(frame));
  }

  @Override
  public Optional<User> signedIn(HttpRequest request) {
    return cookie
        .read(request)
        .flatMap(sessions::find)
        .map(
            session -> new User(session.token(), session.holder(), () -> sessions.stands(session)));
  }

  @Override
  public void addTo(ServerBuilder builder, Executor blocking) {
    builder.serviceUnder("/assets", assets.service());
    add(builder, HttpMethod.GET, Links.LOGIN, signIn.form());
    add(builder, HttpMethod.POST, Links.LOGIN, signIn.open());
    add(builder, HttpMethod.POST, "/logout", signIn.close());
    Gate gate = new Gate(parts, sessions, cookie, renderer, shells, blocking);
    Routes routes = new Routes(builder, gate);
    areas.forEach(area -> area.addTo(routes));
  }

  private static void add(
      ServerBuilder builder, HttpMethod method, String path, HttpService service) {
    builder.route().path(path).methods(method).maxRequestLength(FORM_BYTES).build(service);
  }
}
