package dev.cuffline.gateway.web.pages.work;

import static dev.cuffline.gateway.access.Permission.HANDLE_ALERTS;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.AlertActionDraft;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.web.pages.AlertRecord;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageQueries;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The work list: what a person should look at next. */
public final class WorkArea implements Area {
  /** How long alerts that are snoozed together rest. */
  private static final Duration REST = Duration.ofDays(1);

  private final Frame frame;
  private final WorkList list;
  private final WorkRows rows;

  /** Over the frame's store. */
  public WorkArea(Frame frame) {
    this.frame = frame;
    this.rows = new WorkRows(frame.parts());
    this.list = new WorkList(frame, rows);
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/", SEE_PATIENTS, visit -> list.show(visit, HttpStatus.OK, ""))
        .get("/alerts/{alert}/row", SEE_PATIENTS, this::row)
        .get("/critical", SEE_PATIENTS, this::critical)
        .post("/alerts/{alert}/acknowledge", HANDLE_ALERTS, this::acknowledge)
        .post("/together", HANDLE_ALERTS, this::together)
        .post("/patients/{patient}/reviewed", HANDLE_ALERTS, this::reviewed);
    new TeamPages(frame).addTo(routes);
    new CallPages(frame).addTo(routes);
  }

  /** One row, as it is now; also of an alert that is resolved meanwhile. */
  private HttpResponse row(Visit visit) {
    AlertRecord alert =
        frame
            .parts()
            .database()
            .read(db -> PageQueries.alert(db, visit.practice(), visit.variable("alert")))
            .orElseThrow(() -> new NoSuchPageException("There is no such alert in this practice."));
    if (visit.parameter("queue").isPresent() && !list.holds(visit, alert)) {
      return HttpResponse.of(HttpStatus.NO_CONTENT);
    }
    String query = visit.parameter("queue").isPresent() ? WorkFilter.of(visit).query() : "";
    return frame
        .renderer()
        .page("work/row.jte", rows.alerts(visit, List.of(alert), query).getFirst());
  }

  /** How many critical alerts nobody has in hand: a number and nothing else. */
  private HttpResponse critical(Visit visit) {
    long critical =
        frame.parts().database().read(db -> PageQueries.critical(db, visit.practice().id()));
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, Long.toString(critical));
  }

  private HttpResponse acknowledge(Visit visit) {
    act(visit, visit.variable("alert"), AlertAction.Kind.ACKNOWLEDGE, Optional.empty());
    return visit.fragment() ? row(visit) : frame.renderer().redirect(WorkFilter.of(visit).href());
  }

  private void act(Visit visit, String alert, AlertAction.Kind kind, Optional<Instant> until) {
    frame
        .parts()
        .registry()
        .act(
            visit.practice().id(),
            new AlertActionDraft(alert, kind, until, Optional.empty(), ""),
            visit.actor(),
            frame.parts().alertActions())
        .join();
  }

  /** Several at once; none of them when one must be looked at by itself. */
  private HttpResponse together(Visit visit) {
    Practice practice = visit.practice();
    List<AlertRecord> chosen =
        frame
            .parts()
            .database()
            .read(db -> {
              List<String> wanted = visit.fields("alert");
              return PageQueries.openAlerts(db, practice).stream()
                  .filter(alert -> wanted.contains(alert.id()))
                  .toList();
            });
    chosen.stream().flatMap(alert -> alert.patient().stream()).forEach(visit::saw);
    if (chosen.isEmpty()) {
      return list.show(visit, HttpStatus.UNPROCESSABLE_ENTITY, "Tick the alerts first.");
    }
    // What somebody has taken in hand meanwhile is left alone.
    List<AlertRecord> open = chosen.stream().filter(AlertRecord::isOpen).toList();
    if (!open.stream().allMatch(WorkRows::together)) {
      return list.show(
          visit,
          HttpStatus.UNPROCESSABLE_ENTITY,
          "Only low, adherence and technical alerts can be dealt with together. Nothing was done.");
    }
    boolean snooze = visit.field("do").equals("snooze");
    Instant until = frame.parts().clock().instant().plus(REST);
    for (AlertRecord alert : open) {
      act(
          visit,
          alert.id(),
          snooze ? AlertAction.Kind.SNOOZE : AlertAction.Kind.ACKNOWLEDGE,
          snooze ? Optional.of(until) : Optional.empty());
    }
    return frame.renderer().redirect(WorkFilter.of(visit).href());
  }

  private HttpResponse reviewed(Visit visit) {
    PatientId patient = new PatientId(visit.variable("patient"));
    frame
        .parts()
        .registry()
        .reviewed(visit.practice().id(), patient, visit.field("note"), visit.actor())
        .join();
    return frame.renderer().redirect(WorkFilter.of(visit).in(Queue.REVIEW).href());
  }
}
