package dev.cuffline.gateway.web.pages.work;

import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.registry.Caregiver;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.AlertRecord;
import dev.cuffline.gateway.web.pages.AlertRowView;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.PageQueries;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.TwoClocks;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.trend.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The call list, which can be printed, and what a shift leaves to the next. */
final class CallPages {
  /** More is no list for a day. */
  private static final int MOST = 100;

  private final Frame frame;

  CallPages(Frame frame) {
    this.frame = frame;
  }

  void addTo(Routes routes) {
    routes
        .get("/calls", SEE_PATIENTS, visit -> show(visit, "Call list", "work/calls.jte", false))
        .get("/shift", SEE_PATIENTS, visit -> show(visit, "Shift", "work/shift.jte", true));
  }

  private HttpResponse show(Visit visit, String title, String template, boolean promisedOnly) {
    CallsView view = frame.parts().database().read(db -> view(db, visit, title, promisedOnly));
    return frame.renderer().page(template, view);
  }

  private CallsView view(Session db, Visit visit, String title, boolean promisedOnly)
      throws SQLException {
    Practice practice = visit.practice();
    Instant now = frame.parts().clock().instant();
    List<AlertRecord> alerts = PageQueries.openAlerts(db, practice);
    List<AlertRecord> critical =
        alerts.stream().filter(alert -> alert.severity() == Severity.CRITICAL).limit(MOST).toList();
    critical.stream().flatMap(alert -> alert.patient().stream()).forEach(visit::saw);
    TwoClocks none = TwoClocks.of(Optional.empty(), now, practice.zone(), practice.zone());
    return new CallsView(
        frame.shells().of(db, visit, title, "work", ""),
        Moment.of(now, practice.zone(), now),
        Moment.of(now, practice.zone(), now).zone(),
        critical.stream().map(alert -> AlertRowView.of(alert, none, now)).toList(),
        calls(db, visit, alerts, promisedOnly, now));
  }

  private static List<CallsView.Call> calls(
      Session db, Visit visit, List<AlertRecord> alerts, boolean promisedOnly, Instant now)
      throws SQLException {
    Practice practice = visit.practice();
    List<CallsView.Call> calls = new ArrayList<>();
    Set<PatientId> there = new LinkedHashSet<>();
    for (WorkQueries.CallToTry call : WorkQueries.callsToTry(db, practice.id())) {
      if (calls.size() < MOST && there.add(call.patient())) {
        String why = "Promised; last try: " + words(call.last());
        add(calls, db, visit, call.patient(), Optional.of(call.at()), why, now);
      }
    }
    if (!promisedOnly) {
      for (AlertRecord alert : alerts) {
        if (calls.size() < MOST && toCall(alert) && there.add(alert.patient().orElseThrow())) {
          add(calls, db, visit, alert.patient().get(), Optional.empty(), alert.sentence(), now);
        }
      }
    }
    return calls;
  }

  private static boolean toCall(AlertRecord alert) {
    return alert.patient().isPresent()
        && alert.isOpen()
        && Queue.of(alert.family()) == Queue.CLINICAL
        && alert.severity().compareTo(Severity.HIGH) >= 0;
  }

  private static void add(
      List<CallsView.Call> calls,
      Session db,
      Visit visit,
      PatientId id,
      Optional<Instant> due,
      String why,
      Instant now)
      throws SQLException {
    Practice practice = visit.practice();
    Optional<Patient> found = RegistryQueries.patient(db, practice.id(), id);
    if (found.isEmpty()) {
      return;
    }
    Patient patient = found.get();
    visit.saw(id);
    calls.add(
        new CallsView.Call(
            Links.patient(id.value()),
            patient.family() + ", " + patient.given(),
            due.map(at -> Moment.of(at, practice.zone(), now)),
            due.filter(at -> at.isBefore(now)).isPresent(),
            patient.phones(),
            patient.language().orElse(""),
            why,
            patient.caregivers().stream().map(CallPages::words).toList()));
  }

  private static String words(Caregiver other) {
    return Stream.of(Optional.of(other.name()), other.relationship(), other.phone())
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static String words(CallRecord.Outcome outcome) {
    return switch (outcome) {
      case REACHED -> "reached";
      case NO_ANSWER -> "no answer";
      case VOICEMAIL -> "voicemail";
      case WRONG_NUMBER -> "wrong number";
      case REFUSED -> "did not want to talk";
    };
  }
}
