package dev.cuffline.gateway.web.pages.work;

import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.DeterminationSource.Clocks;
import dev.cuffline.gateway.web.pages.AlertRecord;
import dev.cuffline.gateway.web.pages.AlertRowView;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.PageQueries;
import dev.cuffline.gateway.web.pages.TwoClocks;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.trend.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the rows of the work list. */
final class WorkRows {
  private final PageParts parts;

  WorkRows(PageParts parts) {
    this.parts = parts;
  }

  /** What is read at once for all patients that are shown. */
  private record Known(
      Map<PatientId, List<Sparkline.Bar>> bars, Map<PatientId, WorkQueries.Contact> contacts) {}

  /** Rows of those that are chosen, read in full; one look at the store for all. */
  List<WorkListView.Row> waiting(
      Visit visit,
      List<WorkQueries.Waiting> urgent,
      List<WorkQueries.Waiting> inHand,
      String query) {
    List<String> ids =
        Stream.concat(urgent.stream(), inHand.stream()).map(WorkQueries.Waiting::id).toList();
    return alerts(
        visit, parts.database().read(db -> PageQueries.alerts(db, visit.practice(), ids)), query);
  }

  /**
   * Rows of alerts.
   *
   * @param query of the list that they stand in; empty for a list elsewhere
   */
  List<WorkListView.Row> alerts(Visit visit, List<AlertRecord> alerts, String query) {
    Practice practice = visit.practice();
    Instant now = parts.clock().instant();
    List<PatientId> patients =
        alerts.stream().flatMap(alert -> alert.patient().stream()).distinct().toList();
    patients.forEach(visit::saw);
    Known known = parts.database().read(db -> known(db, practice, patients, now));
    Map<PatientId, Clocks> clocks = parts.determinations().ofAll(practice.id(), patients, now);
    return alerts.stream()
        .map(alert ->
            new WorkListView.Row(
                AlertRowView.of(
                    alert,
                    TwoClocks.of(
                        alert.patient().map(clocks::get), now, alert.zone(), practice.zone()),
                    now),
                query.isEmpty()
                    ? Optional.empty()
                    : Optional.of(extras(alert, known, practice.zone(), now, query))))
        .toList();
  }

  private static RowExtras extras(
      AlertRecord alert, Known known, ZoneId zone, Instant now, String query) {
    return new RowExtras(
        alert.patient().map(patient -> chart(known, patient, now)),
        alert.patient().map(patient -> contact(known, patient, zone, now)).orElse(""),
        together(alert),
        query);
  }

  List<WorkListView.ReviewLine> reviews(Visit visit, List<WorkQueries.Reviewable> shown) {
    Practice practice = visit.practice();
    List<WorkQueries.Review> reviews =
        parts.database().read(db -> WorkQueries.reviews(db, practice.id(), shown));
    Instant now = parts.clock().instant();
    List<PatientId> patients = reviews.stream().map(WorkQueries.Review::patient).toList();
    patients.forEach(visit::saw);
    Known known = parts.database().read(db -> known(db, practice, patients, now));
    Map<PatientId, Clocks> clocks = parts.determinations().ofAll(practice.id(), patients, now);
    return reviews.stream()
        .map(review ->
            new WorkListView.ReviewLine(
                review.patient().value(),
                Links.patient(review.patient().value()),
                review.name(),
                Moment.of(review.at(), review.zone(), now),
                review.sentence(),
                chart(known, review.patient(), now),
                TwoClocks.of(
                    Optional.ofNullable(clocks.get(review.patient())),
                    now,
                    review.zone(),
                    practice.zone())))
        .toList();
  }

  private static Known known(Session db, Practice practice, List<PatientId> patients, Instant now)
      throws SQLException {
    return new Known(
        WorkQueries.bars(db, practice.id(), patients, now.minus(Sparkline.SPAN)),
        WorkQueries.contacts(db, practice.id(), patients));
  }

  private static Sparkline chart(Known known, PatientId patient, Instant now) {
    return Sparkline.of(known.bars().getOrDefault(patient, List.of()), now);
  }

  /** Low, adherence and technical only; a critical value never. */
  static boolean together(AlertRecord alert) {
    return alert.isOpen()
        && alert.severity() != Severity.CRITICAL
        && (alert.severity() == Severity.LOW || Queue.of(alert.family()) != Queue.CLINICAL);
  }

  private static String contact(Known known, PatientId patient, ZoneId zone, Instant now) {
    WorkQueries.Contact contact = known.contacts().getOrDefault(patient, WorkQueries.Contact.NONE);
    List<String> words = new ArrayList<>();
    words.add(
        contact.last().map(at -> "last spoken " + shown(at, zone, now)).orElse("not spoken yet"));
    contact
        .nextTry()
        .ifPresent(at ->
            words.add((at.isAfter(now) ? "next try " : "try was due ") + shown(at, zone, now)));
    return String.join("; ", words);
  }

  private static String shown(Instant at, ZoneId zone, Instant now) {
    Moment moment = Moment.of(at, zone, now);
    return moment.shown() + " " + moment.zone();
  }
}
