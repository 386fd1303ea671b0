package dev.cuffline.gateway.web.pages.care;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.TimeDraft;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.gateway.web.pages.AlertRecord;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.PageQueries;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.gateway.web.pages.care.TimeFormView.Option;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts together the form of time or of a call, with what was typed in it. */
final class TimeForms {
  private static final int READINGS = 8;
  private static final int STAFF = 200;
  private static final List<String> KEPT =
      List.of("date", "start", "end", "action", "interpreter", "nextTry", "modality", "with");

  private final Frame frame;

  TimeForms(Frame frame) {
    this.frame = frame;
  }

  /** What was typed; a form that was shown carries the id of its entry. */
  Typed typed(Visit visit, Optional<TimeDraft> draft) {
    String id =
        draft
            .map(TimeDraft::id)
            .or(() -> visit.given("id"))
            .orElseGet(() -> frame.parts().registry().newId());
    return new Typed(visit, id, draft);
  }

  HttpResponse page(
      Visit visit,
      Patient patient,
      Optional<TimeDraft> draft,
      HttpStatus status,
      Problems problems) {
    Typed typed = typed(visit, draft);
    TimeFormView view =
        frame.parts().database().read(db -> view(db, visit, patient, draft, typed, problems));
    return frame.renderer().page(status, "care/form.jte", view);
  }

  private TimeFormView view(
      Session db,
      Visit visit,
      Patient patient,
      Optional<TimeDraft> draft,
      Typed typed,
      Problems problems)
      throws SQLException {
    visit.saw(patient.id());
    Instant now = frame.parts().clock().instant();
    ZoneId zone = visit.practice().zone();
    boolean call = typed.isCall() || visit.path().endsWith("/call");
    String title = call ? "Log call" : "Log time";
    return new TimeFormView(
        frame.shells().of(db, visit, title, "patients", ""),
        title,
        patient.family() + ", " + patient.given(),
        Links.patient(patient.id().value()),
        draft
            .map(found -> "/drafts/" + found.id())
            .orElseGet(() -> Links.patient(patient.id().value()) + (call ? "/call" : "/time")),
        typed.id(),
        call,
        draft.map(found -> measured(found, zone, now)).orElse(""),
        draft
            .filter(found -> found.idleSeconds() > 0)
            .map(found -> Words.minutes(found.idleSeconds()) + " without a sign of work left out")
            .orElse(""),
        Moment.of(now, zone, now).zone(),
        values(visit, now.atZone(zone)),
        performers(db, visit),
        options(Activity.values(), CareWords::of, visit.field("activity"), "REVIEW"),
        options(ServiceLine.values(), CareWords::of, visit.field("service"), "RPM"),
        options(CallRecord.Outcome.values(), CareWords::of, visit.field("outcome"), "REACHED"),
        symptoms(visit),
        about(db, visit, patient, now),
        WorthView.NOTHING,
        problems);
  }

  private static String measured(TimeDraft draft, ZoneId zone, Instant now) {
    Moment start = Moment.of(draft.start(), zone, now);
    Moment end = Moment.of(draft.end(), zone, now);
    return "%s – %s %s, %s"
        .formatted(
            start.shown(),
            end.shown(),
            end.zone(),
            Words.minutes(Duration.between(draft.start(), draft.end()).toSeconds()));
  }

  private static Map<String, String> values(Visit visit, ZonedDateTime now) {
    Map<String, String> values = new HashMap<>();
    values.put("date", now.toLocalDate().toString());
    values.put("modality", "AUDIO");
    values.put("with", "PATIENT");
    KEPT.forEach(field -> visit.given(field).ifPresent(value -> values.put(field, value)));
    return values;
  }

  private static <E extends Enum<E>> List<Option> options(
      E[] all, Function<E, String> words, String chosen, String usual) {
    String wanted = chosen.isEmpty() ? usual : chosen;
    return Arrays.stream(all)
        .map(one -> new Option(one.name(), words.apply(one), one.name().equals(wanted)))
        .toList();
  }

  private static List<Option> symptoms(Visit visit) {
    List<String> chosen = visit.fields("symptom");
    return Arrays.stream(CallRecord.Symptom.values())
        .map(one -> new Option(one.name(), CareWords.of(one), chosen.contains(one.name())))
        .toList();
  }

  private static List<Option> performers(Session db, Visit visit) throws SQLException {
    String chosen = visit.given("performer").or(visit::performer).orElse("");
    List<Option> all = new ArrayList<>();
    Page page = new Page("", STAFF);
    for (var staff : RegistryQueries.staff(db, visit.practice().id(), page)) {
      all.add(
          new Option(
              staff.id(),
              staff.name() + staff.credential().map(c -> ", " + c).orElse(""),
              staff.id().equals(chosen)));
    }
    for (var doctor : RegistryQueries.practitioners(db, visit.practice().id(), page)) {
      all.add(
          new Option(
              doctor.id(), doctor.family() + ", " + doctor.given(), doctor.id().equals(chosen)));
    }
    return all;
  }

  /** What somebody may have acted upon: open alerts and the newest readings. */
  private static List<Option> about(Session db, Visit visit, Patient patient, Instant now)
      throws SQLException {
    List<String> chosen = visit.fields("about");
    List<Option> all = new ArrayList<>();
    for (AlertRecord alert : PageQueries.openAlerts(db, visit.practice(), patient.id())) {
      all.add(new Option(alert.id(), alert.sentence(), chosen.contains(alert.id())));
    }
    for (StoredReading stored :
        Readings.newest(db, visit.practice().id(), patient.id(), READINGS)) {
      String id = stored.reading().id().value();
      Moment at = Moment.of(stored.reading().measuredAt().instant(), patient.zone(), now);
      String value =
          stored
              .reading()
              .bloodPressure()
              .map(p ->
                  p.systolic().stripTrailingZeros().toPlainString()
                      + "/"
                      + p.diastolic().stripTrailingZeros().toPlainString()
                      + " mmHg")
              .orElse("pulse alone");
      all.add(
          new Option(
              id,
              value + ", " + at.shown() + " patient's time, " + at.zone(),
              chosen.contains(id)));
    }
    return all;
  }
}
