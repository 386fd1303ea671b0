package dev.cuffline.gateway.web.pages.work;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.Panels;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.AlertRecord;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.PageQueries;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses what the work list shows, and puts it together. */
final class WorkList {
  /** Rows on a page, so that it stays within 200 KB. */
  private static final int ROWS = 40;

  /** What somebody has in hand is shown for a look, not for work. */
  private static final int IN_HAND = 10;

  /** A week's findings wait for a look, and a few days longer. */
  private static final Duration REVIEWED = Duration.ofDays(10);

  private final Frame frame;
  private final WorkRows rows;

  WorkList(Frame frame, WorkRows rows) {
    this.frame = frame;
    this.rows = rows;
  }

  /** What one snapshot of the store says; everything that fits the filter but for the queue. */
  private record Stored(
      Shell shell,
      List<WorkQueries.Waiting> alerts,
      List<WorkQueries.Reviewable> reviews,
      long mine,
      List<WorkListView.Choice> clinicians,
      int patients) {}

  HttpResponse show(Visit visit, HttpStatus status, String problem) {
    String position = frame.shells().position();
    WorkFilter filter = WorkFilter.of(visit);
    Stored stored = frame.parts().database().read(db -> stored(db, visit, filter, position));
    List<WorkQueries.Waiting> queue =
        stored.alerts().stream()
            .filter(alert -> Queue.of(alert.family()) == filter.queue())
            .toList();
    List<WorkQueries.Waiting> open = queue.stream().filter(WorkQueries.Waiting::open).toList();
    boolean review = filter.queue() == Queue.REVIEW;
    int found = review ? stored.reviews().size() : open.size();
    int page = Math.min(filter.page(), Math.max(1, (found + ROWS - 1) / ROWS));
    List<WorkQueries.Waiting> urgent = part(open, page);
    List<WorkQueries.Waiting> inHand =
        page > 1
            ? List.of()
            : queue.stream().filter(alert -> !alert.open()).limit(IN_HAND).toList();
    List<WorkListView.Row> made = rows.waiting(visit, urgent, inHand, filter.query());
    List<WorkListView.Row> shown = made.stream().filter(row -> row.isOf(urgent)).toList();
    List<WorkListView.Row> handled = made.stream().filter(row -> row.isOf(inHand)).toList();
    WorkListView view =
        new WorkListView(
            stored.shell(),
            chips(filter, stored),
            mine(visit, filter, stored),
            stored.clinicians(),
            filter.queue().key(),
            filter.mine(),
            shown,
            handled,
            review ? rows.reviews(visit, part(stored.reviews(), page)) : List.of(),
            found,
            page > 1 ? filter.page(page - 1).href() : "",
            page * ROWS < found ? filter.page(page + 1).href() : "",
            filter.query(),
            stored.patients(),
            problem);
    return frame.renderer().page(status, "work/workList.jte", view);
  }

  private static <T> List<T> part(List<T> all, int page) {
    return all.stream().skip((page - 1L) * ROWS).limit(ROWS).toList();
  }

  /** Whether an alert stands in the list that a visit looks at. */
  boolean holds(Visit visit, AlertRecord alert) {
    WorkFilter filter = WorkFilter.of(visit);
    return Queue.of(alert.family()) == filter.queue()
        && frame.parts().database().read(db -> wanted(db, visit, filter)).test(alert.patient());
  }

  private Stored stored(Session db, Visit visit, WorkFilter filter, String position)
      throws SQLException {
    Practice practice = visit.practice();
    Predicate<Optional<PatientId>> wanted = wanted(db, visit, filter);
    List<WorkQueries.Waiting> all = WorkQueries.waiting(db, practice.id());
    Set<PatientId> minded = minded(db, visit);
    return new Stored(
        frame.shells().of(db, visit, "Work list", "work", position),
        all.stream().filter(alert -> wanted.test(alert.patient())).toList(),
        WorkQueries.reviewable(db, practice.id(), frame.parts().clock().instant().minus(REVIEWED))
            .stream()
            .filter(review -> wanted.test(Optional.of(review.patient())))
            .toList(),
        all.stream()
            .filter(WorkQueries.Waiting::open)
            .filter(alert -> alert.patient().filter(minded::contains).isPresent())
            .count(),
        clinicians(db, practice, filter),
        all.isEmpty() ? PageQueries.patients(db, practice.id()).size() : 0);
  }

  /** What is nobody's is everybody's, whatever they filter. */
  private Predicate<Optional<PatientId>> wanted(Session db, Visit visit, WorkFilter filter)
      throws SQLException {
    Set<PatientId> mine = filter.mine() ? minded(db, visit) : Set.of();
    Set<PatientId> clinicians =
        filter.clinician().isPresent()
            ? WorkQueries.ofClinician(db, visit.practice().id(), filter.clinician().get())
            : Set.of();
    return patient ->
        patient.isEmpty()
            || ((!filter.mine() || mine.contains(patient.get()))
                && (filter.clinician().isEmpty() || clinicians.contains(patient.get())));
  }

  private Set<PatientId> minded(Session db, Visit visit) throws SQLException {
    Optional<String> member = visit.performer();
    if (member.isEmpty()) {
      return new HashSet<>();
    }
    Instant now = frame.parts().clock().instant();
    return WorkQueries.mindedBy(
        db, visit.practice().id(), Panels.mindedBy(db, visit.practice().id(), member.get(), now));
  }

  private static List<WorkListView.Choice> clinicians(
      Session db, Practice practice, WorkFilter filter) throws SQLException {
    return RegistryQueries.practitioners(db, practice.id(), Page.ALL).stream()
        .map(one ->
            new WorkListView.Choice(
                one.id(),
                one.family() + ", " + one.given(),
                filter.clinician().filter(one.id()::equals).isPresent()))
        .toList();
  }

  private static List<WorkListView.Chip> chips(WorkFilter filter, Stored stored) {
    return Arrays.stream(Queue.values())
        .map(queue ->
            new WorkListView.Chip(
                filter.in(queue).href(),
                queue.words(),
                queue == Queue.REVIEW
                    ? stored.reviews().size()
                    : stored.alerts().stream()
                        .filter(alert -> alert.open() && Queue.of(alert.family()) == queue)
                        .count(),
                queue == filter.queue()))
        .toList();
  }

  private static Optional<WorkListView.Chip> mine(Visit visit, WorkFilter filter, Stored stored) {
    return visit
        .performer()
        .map(_ ->
            new WorkListView.Chip(
                filter.onlyMine(!filter.mine()).href(), "Mine", stored.mine(), filter.mine()));
  }
}
