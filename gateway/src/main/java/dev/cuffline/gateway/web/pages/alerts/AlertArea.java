package dev.cuffline.gateway.web.pages.alerts;

import static dev.cuffline.gateway.access.Permission.HANDLE_ALERTS;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.AlertActionDraft;
import dev.cuffline.gateway.registry.AlertOutcome;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.AlertRecord;
import dev.cuffline.gateway.web.pages.AlertRowView;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageQueries;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.TwoClocks;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.trend.Severity;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Acknowledging is done on the work list; here is everything else about one alert. */
public final class AlertArea implements Area {
  /** A critical alert waits half an hour at most (billing-rules.md 5.5). */
  private static final List<Duration> SHORT =
      List.of(Duration.ofMinutes(15), Duration.ofMinutes(30));

  private static final List<Duration> LONG =
      List.of(
          Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(24), Duration.ofDays(3));

  private final Frame frame;

  /** Over the frame's store. */
  public AlertArea(Frame frame) {
    this.frame = frame;
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get("/alerts/{alert}", SEE_PATIENTS, visit -> show(visit, HttpStatus.OK, Problems.NONE))
        .post("/alerts/{alert}/snooze", HANDLE_ALERTS, this::snooze)
        .post("/alerts/{alert}/resolve", HANDLE_ALERTS, this::resolve);
  }

  private HttpResponse snooze(Visit visit) {
    return act(
        visit,
        () -> {
          Duration wait =
              LONG.stream()
                  .filter(one -> one.toString().equals(visit.field("for")))
                  .findFirst()
                  .or(() ->
                      SHORT.stream()
                          .filter(one -> one.toString().equals(visit.field("for")))
                          .findFirst())
                  .orElseThrow(() -> new InvalidValueException("for", "must be chosen"));
          return new AlertActionDraft(
              visit.variable("alert"),
              AlertAction.Kind.SNOOZE,
              Optional.of(frame.parts().clock().instant().plus(wait)),
              Optional.empty(),
              visit.field("note"));
        });
  }

  private HttpResponse resolve(Visit visit) {
    return act(
        visit,
        () -> {
          AlertOutcome outcome =
              Arrays.stream(AlertOutcome.values())
                  .filter(one -> one.name().equals(visit.field("outcome")))
                  .findFirst()
                  .orElseThrow(() -> new InvalidValueException("outcome", "must be chosen"));
          return new AlertActionDraft(
              visit.variable("alert"),
              AlertAction.Kind.RESOLVE,
              Optional.empty(),
              Optional.of(outcome),
              visit.field("note"));
        });
  }

  /** What is done, read out of the form. */
  @FunctionalInterface
  private interface Deed {
    AlertActionDraft draft();
  }

  private HttpResponse act(Visit visit, Deed deed) {
    try {
      frame
          .parts()
          .registry()
          .act(visit.practice().id(), deed.draft(), visit.actor(), frame.parts().alertActions())
          .join();
    } catch (RuntimeException refused) {
      return show(visit, HttpStatus.UNPROCESSABLE_ENTITY, Problems.of(refused));
    }
    return frame.renderer().redirect("/alerts/" + visit.variable("alert"));
  }

  private HttpResponse show(Visit visit, HttpStatus status, Problems problems) {
    Practice practice = visit.practice();
    String id = visit.variable("alert");
    Instant now = frame.parts().clock().instant();
    AlertRecord alert =
        frame
            .parts()
            .database()
            .read(db -> PageQueries.alert(db, practice, id))
            .orElseThrow(() -> new NoSuchPageException("There is no such alert in this practice."));
    alert.patient().ifPresent(visit::saw);
    TwoClocks clocks =
        TwoClocks.of(
            alert
                .patient()
                .flatMap(patient -> frame.parts().determinations().of(practice.id(), patient, now)),
            now,
            alert.zone(),
            practice.zone());
    AlertView view =
        frame
            .parts()
            .database()
            .read(db ->
                new AlertView(
                    frame.shells().of(db, visit, "Alert", "work", ""),
                    AlertRowView.of(alert, clocks, now),
                    told(db, practice, id, now),
                    deeds(db, practice, id, now),
                    snoozes(alert.severity()),
                    Arrays.stream(AlertOutcome.values())
                        .map(one -> new AlertView.Choice(one.name(), words(one)))
                        .toList(),
                    visit.field("note"),
                    problems));
    return frame.renderer().page(status, "alerts/alert.jte", view);
  }

  private static List<AlertView.Choice> snoozes(Severity severity) {
    return (severity == Severity.CRITICAL ? SHORT : LONG)
        .stream().map(one -> new AlertView.Choice(one.toString(), words(one))).toList();
  }

  private static String words(Duration wait) {
    if (wait.toDays() > 1) {
      return wait.toDays() + " days";
    }
    return wait.toHours() > 0 ? wait.toHours() + " hours" : wait.toMinutes() + " min";
  }

  private static List<AlertView.Told> told(Session db, Practice practice, String alert, Instant now)
      throws SQLException {
    return db.list(
        "SELECT channel, told_at FROM notice WHERE practice_id = ? AND alert_id = ? ORDER BY seq",
        row ->
            new AlertView.Told(
                Moment.of(row.instant("told_at"), practice.zone(), now),
                row.text("channel").replace('-', ' ')),
        practice.id(),
        alert);
  }

  private static List<AlertView.Deed> deeds(
      Session db, Practice practice, String alert, Instant now) throws SQLException {
    return RegistryQueries.alertActions(db, practice.id(), alert).stream()
        .map(action ->
            new AlertView.Deed(
                Moment.of(action.at(), practice.zone(), now),
                words(action, practice.zone(), now),
                action.actor(),
                action.note()))
        .toList();
  }

  private static String words(AlertAction action, ZoneId zone, Instant now) {
    return switch (action.kind()) {
      case ACKNOWLEDGE -> "acknowledged";
      case SNOOZE ->
          "snoozed until " + action.until().map(at -> Moment.of(at, zone, now).shown()).orElse("");
      case CONTACT -> "spoke with patient or caregiver";
      case RESOLVE -> "resolved: " + action.outcome().map(AlertArea::words).orElse("");
    };
  }

  private static String words(AlertOutcome outcome) {
    return switch (outcome) {
      case REACHED_AND_ADVISED -> "reached and advised";
      case MEDICATION_CHANGED -> "medication changed";
      case EMS_ADVISED -> "told to call the emergency services";
      case UNREACHABLE -> "not reached after several tries";
      case MEASUREMENT_ERROR -> "the measurement was wrong";
    };
  }
}
