package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.cuffline.gateway.web.WebPages;
import dev.cuffline.gateway.web.WebSettings;
import dev.cuffline.gateway.web.pages.accounts.AccountsPages;
import dev.cuffline.gateway.web.pages.alerts.AlertArea;
import dev.cuffline.gateway.web.pages.audit.AuditPage;
import dev.cuffline.gateway.web.pages.billing.BillingArea;
import dev.cuffline.gateway.web.pages.care.CareArea;
import dev.cuffline.gateway.web.pages.devices.DevicesArea;
import dev.cuffline.gateway.web.pages.devices.QuarantineArea;
import dev.cuffline.gateway.web.pages.readings.ReadingsArea;
import dev.cuffline.gateway.web.pages.system.SystemArea;
import dev.cuffline.gateway.web.pages.work.WorkArea;
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
  private final List<Area> areas;
  private final PageParts parts;

  /** Pages of this store; cookies are sent over TLS only, unless only this machine can connect. */
  public Pages(PageParts parts, WebSettings settings) {
    this.parts = parts;
    this.sessions = new Sessions(parts.access(), parts.clock());
    this.cookie = new SessionCookie(!settings.loopback());
    this.shells = new Shells(parts, assets);
    Frame frame = new Frame(parts, shells, renderer);
    this.areas =
        List.of(
            new PracticeChoice(frame),
            new WorkArea(frame),
            new PatientsPage(frame),
            new PatientPage(frame),
            new ReadingsArea(frame),
            new AlertArea(frame),
            new CareArea(frame),
            new BillingArea(frame),
            new DevicesArea(frame),
            new QuarantineArea(frame),
            new SystemArea(frame),
            new PasswordPage(frame, sessions, cookie),
            new AccountsPages(frame),
            new AuditPage(frame));
  }

  @Override
  public Optional<User> signedIn(HttpRequest request) {
    return cookie
        .read(request)
        .flatMap(sessions::find)
        .filter(session -> !session.mustChangePassword())
        .map(session -> new User(session::who, session.holder(), () -> sessions.stands(session)));
  }

  @Override
  public void addTo(ServerBuilder builder, Executor blocking) {
    builder.serviceUnder("/assets", assets.service());
    SignIn signIn = new SignIn(parts, sessions, cookie, renderer, assets, blocking);
    add(builder, HttpMethod.GET, Links.LOGIN, signIn.form());
    add(builder, HttpMethod.POST, Links.LOGIN, signIn.open());
    add(builder, HttpMethod.POST, "/logout", signIn.close());
    parts
        .access()
        .provider()
        .ifPresent(provider -> {
          ProviderSignIn other =
              new ProviderSignIn(parts, provider, sessions, cookie, renderer, signIn, blocking);
          add(builder, HttpMethod.GET, ProviderSignIn.BEGIN, other.begin());
          add(builder, HttpMethod.GET, ProviderSignIn.BACK, other.back());
        });
    Gate gate = new Gate(parts, sessions, cookie, renderer, shells, blocking);
    Routes routes = new Routes(builder, gate);
    areas.forEach(area -> area.addTo(routes));
  }

  private static void add(
      ServerBuilder builder, HttpMethod method, String path, HttpService service) {
    builder.route().path(path).methods(method).maxRequestLength(FORM_BYTES).build(service);
  }
}
