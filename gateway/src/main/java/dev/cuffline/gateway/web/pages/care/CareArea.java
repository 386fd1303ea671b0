package dev.cuffline.gateway.web.pages.care;

import static dev.cuffline.gateway.access.Permission.LOG_TIME;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.registry.CareTimers;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.TimeDraft;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The timer, its drafts, and the forms in which time and calls are logged. */
public final class CareArea implements Area {
  private static final String DRAFTS = "/drafts";

  private final Frame frame;
  private final TimeForms forms;

  /** Over the frame's store. */
  public CareArea(Frame frame) {
    this.frame = frame;
    this.forms = new TimeForms(frame);
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .post("/patients/{patient}/timer", LOG_TIME, this::start)
        .post("/timer/stop", LOG_TIME, this::stop)
        .post("/timer/seen", LOG_TIME, this::seen)
        .get(DRAFTS, LOG_TIME, this::drafts)
        .get("/drafts/{draft}", LOG_TIME, visit -> show(visit, draft(visit)))
        .post("/drafts/{draft}", LOG_TIME, visit -> save(visit, draft(visit)))
        .post("/drafts/{draft}/discard", LOG_TIME, this::discard)
        .get("/patients/{patient}/time", LOG_TIME, visit -> show(visit, Optional.empty()))
        .post("/patients/{patient}/time", LOG_TIME, visit -> save(visit, Optional.empty()))
        .get("/patients/{patient}/call", LOG_TIME, visit -> show(visit, Optional.empty()))
        .post("/patients/{patient}/call", LOG_TIME, visit -> save(visit, Optional.empty()))
        .post("/patients/{patient}/worth", LOG_TIME, this::worth);
  }

  private HttpResponse start(Visit visit) {
    PatientId patient = require(visit, visit.variable("patient")).id();
    frame.parts().timers().start(visit.practice().id(), patient, visit.actor()).join();
    return frame.renderer().redirect(Links.patient(patient.value()));
  }

  private HttpResponse stop(Visit visit) {
    Optional<String> draft = frame.parts().timers().stop(visit.actor()).join();
    return frame.renderer().redirect(draft.map(id -> DRAFTS + "/" + id).orElse(DRAFTS));
  }

  /** By the script, while somebody types or moves. */
  private HttpResponse seen(Visit visit) {
    boolean runs = frame.parts().timers().seen(visit.actor()).join();
    return HttpResponse.of(runs ? HttpStatus.NO_CONTENT : HttpStatus.GONE);
  }

  private Patient require(Visit visit, String id) {
    return frame
        .parts()
        .database()
        .read(db -> RegistryQueries.patient(db, visit.practice().id(), new PatientId(id)))
        .orElseThrow(() -> new NoSuchPageException("There is no such patient in this practice."));
  }

  /** A draft belongs to whoever measured it. */
  private Optional<TimeDraft> draft(Visit visit) {
    TimeDraft draft =
        frame
            .parts()
            .database()
            .read(db -> CareTimers.open(db, visit.practice().id(), visit.variable("draft")))
            .filter(found -> found.actor().equals(visit.actor()))
            .orElseThrow(() ->
                new NoSuchPageException(
                    "There is no such draft of yours: it was logged or discarded."));
    visit.saw(draft.patient());
    return Optional.of(draft);
  }

  private HttpResponse drafts(Visit visit) {
    Instant now = frame.parts().clock().instant();
    ZoneId zone = visit.practice().zone();
    DraftsView view =
        frame
            .parts()
            .database()
            .read(db ->
                new DraftsView(
                    frame.shells().of(db, visit, "Time to log", "work", ""),
                    lines(db, visit, now),
                    Moment.of(now, zone, now).zone()));
    return frame.renderer().page("care/drafts.jte", view);
  }

  private static List<DraftsView.Line> lines(Session db, Visit visit, Instant now)
      throws SQLException {
    List<DraftsView.Line> lines = new ArrayList<>();
    for (TimeDraft draft : CareTimers.open(db, visit.practice().id())) {
      if (draft.actor().equals(visit.actor())) {
        visit.saw(draft.patient());
        lines.add(
            new DraftsView.Line(
                draft.id(),
                name(db, visit, draft.patient()),
                DRAFTS + "/" + draft.id(),
                Moment.of(draft.start(), visit.practice().zone(), now),
                Words.minutes(Duration.between(draft.start(), draft.end()).toSeconds()),
                draft.actor()));
      }
    }
    return lines;
  }

  private static String name(Session db, Visit visit, PatientId id) throws SQLException {
    return RegistryQueries.patient(db, visit.practice().id(), id)
        .map(patient -> patient.family() + ", " + patient.given())
        .orElse("");
  }

  private HttpResponse discard(Visit visit) {
    TimeDraft draft = draft(visit).orElseThrow();
    frame.parts().timers().discard(visit.practice().id(), draft.id()).join();
    return frame.renderer().redirect(Links.patient(draft.patient().value()));
  }

  private Patient patient(Visit visit, Optional<TimeDraft> draft) {
    return require(
        visit,
        draft.map(found -> found.patient().value()).orElseGet(() -> visit.variable("patient")));
  }

  private HttpResponse show(Visit visit, Optional<TimeDraft> draft) {
    return forms.page(visit, patient(visit, draft), draft, HttpStatus.OK, Problems.NONE);
  }

  private HttpResponse save(Visit visit, Optional<TimeDraft> draft) {
    Patient patient = patient(visit, draft);
    Typed typed = forms.typed(visit, draft);
    try {
      TimeEntryDraft entry = typed.entry(patient.id());
      Optional<CallRecord> call = typed.call(patient.id());
      var registry = frame.parts().registry();
      if (call.isPresent()) {
        registry.log(visit.practice().id(), entry, call.get(), visit.actor()).join();
      } else {
        registry.log(visit.practice().id(), entry, visit.actor()).join();
      }
    } catch (RuntimeException refused) {
      return forms.page(
          visit, patient, draft, HttpStatus.UNPROCESSABLE_ENTITY, Problems.of(refused));
    }
    return frame.renderer().redirect(Links.patient(patient.id().value()) + "#care");
  }

  /** What the rules say of what is typed so far. */
  private HttpResponse worth(Visit visit) {
    Patient patient = require(visit, visit.variable("patient"));
    Optional<TimeDraft> draft =
        visit
            .given("draft")
            .flatMap(id ->
                frame.parts().database().read(db -> CareTimers.open(db, visit.practice().id(), id)))
            .filter(found -> found.actor().equals(visit.actor()));
    return frame.renderer().page("care/worth.jte", worth(visit, patient, draft));
  }

  private WorthView worth(Visit visit, Patient patient, Optional<TimeDraft> draft) {
    try {
      TimeEntryDraft entry = forms.typed(visit, draft).entry(patient.id());
      return WorthView.of(
          frame
              .parts()
              .billing()
              .previews()
              .of(
                  visit.practice().id(),
                  frame.parts().registry().preview(visit.practice().id(), entry),
                  frame.parts().clock().instant()));
    } catch (InvalidValueException unfinished) {
      return WorthView.unknown("Not complete yet: " + unfinished.getMessage() + ".");
    } catch (RefusedException refused) {
      return WorthView.unknown(refused.problem() + ".");
    }
  }
}
