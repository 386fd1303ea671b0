package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import dev.cuffline.rules.reading.PracticeId;

/** Which practice somebody looks at, who has a role at several. */
final class PracticeChoice implements Area {
  private final Frame frame;

  PracticeChoice(Frame frame) {
    this.frame = frame;
  }

  @Override
  public void addTo(Routes routes) {
    routes.postOwn("/practice", this::choose);
  }

  private HttpResponse choose(PageSession session, QueryParams form) {
    String wanted = form.get("practice", "");
    PracticeId practice =
        frame.parts().database().read(PageQueries::practices).stream()
            .map(PageQueries.PracticeLine::id)
            .filter(session::reaches)
            .filter(id -> id.value().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new NoSuchPageException("You have no role at such a practice."));
    session.choose(practice);
    return frame.renderer().redirect(Links.WORK_LIST);
  }
}
