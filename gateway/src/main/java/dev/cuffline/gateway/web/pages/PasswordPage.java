package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import dev.cuffline.gateway.access.Account;

/** Somebody's own password: changed by whoever knows it, and ends every other session of theirs. */
final class PasswordPage implements Area {
  private final PageParts parts;
  private final Shells shells;
  private final Renderer renderer;
  private final Sessions sessions;
  private final SessionCookie cookie;

  PasswordPage(Frame frame, Sessions sessions, SessionCookie cookie) {
    this.parts = frame.parts();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
    this.sessions = sessions;
    this.cookie = cookie;
  }

  @Override
  public void addTo(Routes routes) {
    routes.getOwn(Links.PASSWORD, this::show).postOwn(Links.PASSWORD, this::change);
  }

  private HttpResponse show(PageSession session, QueryParams form) {
    return show(HttpStatus.OK, own(session), session, Problems.NONE);
  }

  private HttpResponse show(
      HttpStatus status, Account account, PageSession session, Problems problems) {
    return renderer.page(
        status,
        "password.jte",
        new PasswordView(
            shells.bare(session, "Change password"),
            account.name(),
            account.mustChangePassword(),
            problems));
  }

  private static Account own(PageSession session) {
    if (session.who() instanceof Account account && account.subject().isEmpty()) {
      return account;
    }
    throw new NoSuchPageException(
        "You signed in without a password of ours: there is none to change here.");
  }

  private HttpResponse change(PageSession session, QueryParams form) {
    Account account = own(session);
    String password = form.get("password", "");
    if (!password.equals(form.get("again", ""))) {
      return refused(account, session, Problems.of("again", "is not the same as the new password"));
    }
    Account changed;
    try {
      changed =
          parts
              .access()
              .commands()
              .changePassword(account.id(), form.get("current", ""), password)
              .join();
    } catch (RuntimeException fault) {
      return refused(account, session, Problems.of(fault));
    }
    sessions.close(session);
    parts.live().end(session.holder());
    String opened = sessions.open(changed);
    return renderer
        .redirect(Links.WORK_LIST)
        .mapHeaders(headers ->
            headers.withMutations(m -> m.add(HttpHeaderNames.SET_COOKIE, cookie.keep(opened))));
  }

  private HttpResponse refused(Account account, PageSession session, Problems problems) {
    return show(HttpStatus.UNPROCESSABLE_ENTITY, account, session, problems);
  }
}
