package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes boards, several patients at once. */
final class BoardReader {
  private static final Logger LOG = LoggerFactory.getLogger(BoardReader.class);

  /** Each has a snapshot of its own; more readers than the store's pool has would wait. */
  private static final int AT_ONCE = 2;

  private static final Comparator<BoardLine> ORDER =
      Comparator.comparing(BoardLine::patient, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(line -> line.key().patient().value())
          .thenComparing(BoardLine::dateOfService)
          .thenComparing(BoardLine::code);

  private final Database database;
  private final PatientBilling billing;
  private final Snapshots snapshots;
  private final ClaimWatch watch;

  BoardReader(Database database, PatientBilling billing, Snapshots snapshots) {
    this.database = database;
    this.billing = billing;
    this.snapshots = snapshots;
    this.watch = new ClaimWatch();
  }

  /**
   * A board with what is needed to compute parts of it again.
   *
   * @param asOf when all of it was computed
   * @param byPatient lines of each patient
   * @param failed patients who cannot be computed
   * @param checked claims that were compared with the evidence
   * @param found where they differ
   */
  record Whole(
      YearMonth month,
      Instant asOf,
      Map<PatientId, List<BoardLine>> byPatient,
      Set<PatientId> failed,
      Set<String> checked,
      List<ExceptionTable.Found> found,
      Board board) {}

  private record Person(PatientId id, String name) {}

  /** What one thread gathers. */
  private static final class Part {
    private final Map<PatientId, List<BoardLine>> lines = new HashMap<>();
    private final Set<PatientId> failed = new HashSet<>();
    private final Set<String> checked = new HashSet<>();
    private final List<ExceptionTable.Found> found = new ArrayList<>();
  }

  Whole whole(PracticeId practice, YearMonth month, Instant now) {
    List<Person> people = database.read(session -> people(session, practice));
    Map<PatientId, List<Claim>> claims =
        database.read(session -> ClaimTable.live(session, practice)).stream()
            .collect(Collectors.groupingBy(Claim::patient));
    int each = Math.max(1, Math.ceilDiv(people.size(), AT_ONCE));
    List<Part> parts =
        IntStream.range(0, Math.ceilDiv(people.size(), each))
            .parallel()
            .mapToObj(i -> people.subList(i * each, Math.min(people.size(), (i + 1) * each)))
            .map(
                some -> database.read(session -> part(session, practice, month, now, some, claims)))
            .toList();
    Part all = new Part();
    parts.forEach(part -> add(all, part));
    return whole(month, now, all);
  }

  /** The same with the lines of some patients computed again. */
  Whole again(
      PracticeId practice, YearMonth month, Instant now, Whole last, Set<PatientId> changed) {
    Part part =
        database.read(session -> {
          List<Person> people = new ArrayList<>();
          Map<PatientId, List<Claim>> claims = new HashMap<>();
          for (PatientId id : changed) {
            person(session, practice, id).ifPresent(people::add);
            claims.put(
                id,
                ClaimTable.ofPatient(session, practice, id).stream()
                    .filter(claim -> claim.state().isLive())
                    .toList());
          }
          return part(session, practice, month, now, people, claims);
        });
    Part all = new Part();
    all.lines.putAll(last.byPatient());
    all.failed.addAll(last.failed());
    changed.forEach(all.lines::remove);
    all.failed.removeAll(changed);
    add(all, part);
    return whole(month, last.asOf(), all);
  }

  private static void add(Part all, Part part) {
    all.lines.putAll(part.lines);
    all.failed.addAll(part.failed);
    all.checked.addAll(part.checked);
    all.found.addAll(part.found);
  }

  private static Whole whole(YearMonth month, Instant asOf, Part all) {
    List<BoardLine> lines =
        all.lines.values().stream().flatMap(Collection::stream).sorted(ORDER).toList();
    return new Whole(
        month,
        asOf,
        all.lines,
        all.failed,
        all.checked,
        all.found,
        new Board(month, asOf, lines, all.failed.size()));
  }

  private Part part(
      Session session,
      PracticeId practice,
      YearMonth month,
      Instant now,
      List<Person> people,
      Map<PatientId, List<Claim>> claims)
      throws SQLException {
    Part part = new Part();
    for (Person person : people) {
      List<Claim> own = claims.getOrDefault(person.id(), List.of());
      try {
        Optional<PatientBilling.Billed> billed =
            billing.billed(session, practice, person.id(), now);
        if (billed.isPresent()) {
          List<BoardLine> lines =
              new BoardLines(billed.get(), person.name(), month, own, snapshots).lines();
          if (!lines.isEmpty()) {
            part.lines.put(person.id(), lines);
          }
          own.forEach(claim -> part.checked.add(claim.id()));
          part.found.addAll(
              watch.differences(
                  billed.get(), own, claim -> ClaimTable.snapshot(session, practice, claim.id())));
        }
      } catch (IllegalStateException unanswerable) {
        part.failed.add(person.id());
        LOG.atWarn()
            .addKeyValue("practice", practice)
            .log("a patient is not on the billing board: its payer profile is missing");
      }
    }
    return part;
  }

  private static List<Person> people(Session session, PracticeId practice) throws SQLException {
    return session.list(
        """
        SELECT id, family, given FROM patient p WHERE practice_id = ? AND EXISTS (
          SELECT 1 FROM enrolment e WHERE e.practice_id = p.practice_id AND e.patient_id = p.id)
        ORDER BY id
        """,
        row ->
            new Person(
                new PatientId(row.text("id")), row.text("family") + ", " + row.text("given")),
        practice);
  }

  private static Optional<Person> person(Session session, PracticeId practice, PatientId id)
      throws SQLException {
    return session.first(
        "SELECT family, given FROM patient WHERE practice_id = ? AND id = ?",
        row -> new Person(id, row.text("family") + ", " + row.text("given")),
        practice,
        id);
  }
}
