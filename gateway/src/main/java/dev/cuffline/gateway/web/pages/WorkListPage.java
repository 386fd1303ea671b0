package dev.cuffline.gateway.web.pages;

import static dev.cuffline.gateway.access.Permission.HANDLE_ALERTS;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.AlertActionDraft;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.web.DeterminationSource.Clocks;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The work list: what a person should look at next. */
final class WorkListPage implements Area {
  private static final int MOST = 200;

  private final PageParts parts;
  private final Shells shells;
  private final Renderer renderer;

  WorkListPage(Frame frame) {
    this.parts = frame.parts();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(Links.WORK_LIST, SEE_PATIENTS, this::show)
        .postOwn("/practice", this::choose)
        .get("/alerts/{alert}/row", SEE_PATIENTS, this::row)
        .post("/alerts/{alert}/acknowledge", HANDLE_ALERTS, this::acknowledge);
  }

  HttpResponse show(Visit visit) {
    String position = shells.position();
    Practice practice = visit.practice();
    List<AlertRecord> alerts = parts.database().read(db -> PageQueries.openAlerts(db, practice));
    List<AlertRecord> open = alerts.stream().filter(AlertRecord::isOpen).toList();
    List<AlertRecord> shown = open.stream().limit(MOST).toList();
    List<AlertRecord> inHand =
        alerts.stream().filter(alert -> !alert.isOpen()).limit(MOST).toList();
    int patients =
        alerts.isEmpty()
            ? parts.database().read(db -> PageQueries.patients(db, practice.id())).size()
            : 0;
    Shell shell = parts.database().read(db -> shells.of(db, visit, "Work list", "work", position));
    return renderer.page(
        "workList.jte",
        new WorkListView(
            shell, rows(visit, shown), rows(visit, inHand), open.size() - shown.size(), patients));
  }

  private List<AlertRowView> rows(Visit visit, List<AlertRecord> alerts) {
    Practice practice = visit.practice();
    Instant now = parts.clock().instant();
    List<PatientId> patients =
        alerts.stream().flatMap(alert -> alert.patient().stream()).distinct().toList();
    patients.forEach(visit::saw);
    Map<PatientId, Clocks> clocks = parts.determinations().ofAll(practice.id(), patients, now);
    return alerts.stream()
        .map(alert ->
            AlertRowView.of(
                alert,
                TwoClocks.of(alert.patient().map(clocks::get), now, alert.zone(), practice.zone()),
                now))
        .collect(Collectors.toList());
  }

  /** One row, as it is now; also of an alert that is resolved meanwhile. */
  HttpResponse row(Visit visit) {
    return row(visit, visit.variable("alert"));
  }

  private HttpResponse row(Visit visit, String id) {
    AlertRecord alert =
        parts
            .database()
            .read(db -> PageQueries.alert(db, visit.practice(), id))
            .orElseThrow(() -> new NoSuchPageException("There is no such alert in this practice."));
    return renderer.page("alertRow.jte", rows(visit, List.of(alert)).getFirst());
  }

  HttpResponse acknowledge(Visit visit) {
    PracticeId practice = visit.practice().id();
    String alert = visit.variable("alert");
    AlertActionDraft draft =
        new AlertActionDraft(
            alert, AlertAction.Kind.ACKNOWLEDGE, Optional.empty(), Optional.empty(), "");
    parts.registry().act(practice, draft, visit.actor(), parts.alertActions()).join();
    return visit.fragment() ? row(visit, alert) : renderer.redirect(Links.WORK_LIST);
  }

  /** Looks at another practice from now on. */
  HttpResponse choose(PageSession session, QueryParams form) {
    String wanted = form.get("practice", "");
    PracticeId practice =
        parts.database().read(db -> PageQueries.practices(db)).stream()
            .map(PageQueries.PracticeLine::id)
            .filter(session::reaches)
            .filter(id -> id.value().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new NoSuchPageException("You have no role at such a practice."));
    session.choose(practice);
    return renderer.redirect(Links.WORK_LIST);
  }
}
