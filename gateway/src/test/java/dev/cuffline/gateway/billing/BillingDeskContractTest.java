package dev.cuffline.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.Circumstances;
import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.Secrets;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.Status;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A month's end: close, release, export, follow up, and what a later change comes to. */
abstract class BillingDeskContractTest {
  private static final Path PAYERS = Path.of("..", "config", "payers");
  private static final PracticeId HERE = TestGateway.PRACTICE;
  private static final PracticeId ELSEWHERE = new PracticeId("elsewhere");
  private static final PatientId PATIENT = new PatientId("p-1");
  private static final YearMonth JANUARY = YearMonth.of(2026, 1);
  private static final LineKey DEVICE = key("99454", "2026-01-02");
  private static final LineKey MANAGEMENT = key("99457", "2026-01-01");
  private static final LineKey ADD_ON = key("99458", "2026-01-01");

  private Database database;
  private TestGateway gateway;
  private BillingRooms rooms;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  private static LineKey key(String code, String from) {
    return new LineKey(PATIENT, new BillingCode(code), LocalDate.parse(from));
  }

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    PayerProfiles payers = PayerProfiles.read(PAYERS);
    PatientBilling billing = new PatientBilling(payers);
    FeeTables fees = FeeTables.read(Path.of("..", "config", "fees"));
    rooms =
        new BillingRooms(
            new BillingDesk(database, billing, fees, ExportSettings.DEFAULTS, gateway.clock()),
            new BillingRecords(database, OpenDrafts.NONE, gateway.clock()),
            new Boards(database, billing, fees, gateway.clock()),
            new Packets(database, billing, fees, gateway.clock()),
            new TimePreviews(database, billing),
            new PracticeAudits(database.reads(), payers));
    for (int date = 2; date <= 18; date++) {
      Instant at = Instant.parse("2026-01-%02dT13:00:00Z".formatted(date));
      gateway.clock().set(at.plusSeconds(30));
      gateway.judged("cuff-1", Cuff.reading(at, 120 + date, 80));
    }
    log("call-1", "2026-01-19T15:00:00Z", 41);
    gateway.clock().set(Instant.parse("2026-02-10T17:00:00Z"));
  }

  @AfterEach
  void stop() {
    rooms.boards().close();
    gateway.close();
    database.close();
  }

  private void log(String id, String start, int minutes) {
    Instant from = Instant.parse(start);
    Instant to = from.plus(Duration.ofMinutes(minutes));
    gateway.clock().set(to.isAfter(gateway.clock().instant()) ? to : gateway.clock().instant());
    gateway
        .registry()
        .log(
            HERE,
            new TimeEntryDraft(
                Optional.of(id),
                PATIENT,
                new TimeSpent.Interval(from, to),
                "dr-a",
                Optional.empty(),
                Optional.empty(),
                ServiceLine.RPM,
                Activity.CALL,
                List.of("readings"),
                "Went through the readings and adjusted the treatment",
                List.of(new Contact(from, to, Modality.AUDIO, Participant.PATIENT))),
            "dr-a")
        .join();
  }

  private Release release(LineKey... lines) {
    return rooms.desk().release(HERE, JANUARY, List.of(lines), Optional.empty(), "biller");
  }

  private Release releasedMonth() {
    rooms.desk().close(HERE, JANUARY, "biller");
    return release(DEVICE, MANAGEMENT, ADD_ON);
  }

  private BoardLine line(LineKey key) {
    return rooms.boards().get(HERE, JANUARY).lines().stream()
        .filter(line -> line.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private void pause(String from, String to) {
    gateway
        .people()
        .happened(
            "p-1",
            _ ->
                new Circumstances(
                    "enrolment-p-1",
                    List.of(
                        new Circumstances.Span(
                            LocalDate.parse(from), Optional.of(LocalDate.parse(to)))),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
  }

  @Test
  void aMonthIsClosedOnlyAfterItsTimeForLateEntries() {
    gateway.clock().set(Instant.parse("2026-02-04T04:59:59Z"));
    assertThatThrownBy(() -> rooms.desk().close(HERE, JANUARY, "biller"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("can be closed from 2026-02-04T05:00:00Z on");

    gateway.clock().set(Instant.parse("2026-02-04T05:00:00Z"));
    rooms.desk().close(HERE, JANUARY, "biller");

    assertThat(rooms.records().month(HERE, JANUARY).orElseThrow().closed()).isTrue();
    assertThatThrownBy(() -> rooms.desk().reopen(HERE, JANUARY, " ", "biller"))
        .isInstanceOf(InvalidValueException.class);
    rooms.desk().reopen(HERE, JANUARY, "one call was missing", "biller");
    assertThat(rooms.records().month(HERE, JANUARY).orElseThrow().events())
        .extracting(MonthEvent::kind)
        .containsExactly(MonthEvent.Kind.CLOSED, MonthEvent.Kind.REOPENED);
  }

  @Test
  void nothingIsReleasedFromAnOpenMonth() {
    assertThatThrownBy(() -> release(DEVICE))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not closed");
    assertThat(rooms.records().batches(HERE, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void whatIsReadyIsReleasedWithItsEvidenceFrozen() {
    assertThat(line(DEVICE).status()).isEqualTo(Status.READY);

    Release release = releasedMonth();

    assertThat(release.batch()).contains(1L);
    assertThat(release.refused()).isEmpty();
    assertThat(release.claims())
        .extracting(c -> c.code().value())
        .containsExactlyInAnyOrder("99454", "99457", "99458");
    BillingRecords.WholeClaim device =
        rooms.records().claim(HERE, claim(release, "99454").id()).orElseThrow();
    assertThat(device.snapshot().readings()).hasSize(17);
    assertThat(device.snapshot().origins()).hasSize(17);
    assertThat(device.snapshot().episode().npi()).isPresent();
    assertThat(device.claim().snapshotSha256())
        .isEqualTo(Secrets.sha256Hex(device.snapshot().json()));
    assertThat(device.claim().amount()).isPresent();
    assertThat(line(DEVICE).claim()).isPresent();
    assertThat(rooms.records().openExceptions(HERE)).isEmpty();
  }

  private static Claim claim(Release release, String code) {
    return release.claims().stream()
        .filter(claim -> claim.code().value().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstReleaseFixesWhereDevicePeriodsBegin() {
    releasedMonth();

    Optional<String> anchor =
        database.read(session ->
            session.first(
                "SELECT anchor FROM enrolment WHERE practice_id = ? AND patient_id = ?",
                row -> row.text("anchor"),
                HERE,
                PATIENT));
    assertThat(anchor).contains("2026-01-02");
  }

  @Test
  void nothingIsReleasedTwice() {
    releasedMonth();

    Release again = release(DEVICE, MANAGEMENT);

    assertThat(again.batch()).isEmpty();
    assertThat(again.refused())
        .extracting(Release.Refused::problem)
        .allMatch(problem -> problem.contains("was released with batch 1"));
    assertThat(rooms.records().batches(HERE, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void anAddOnGoesOnlyWithItsBase() {
    rooms.desk().close(HERE, JANUARY, "biller");

    Release alone = release(ADD_ON);

    assertThat(alone.batch()).isEmpty();
    assertThat(alone.refused().getFirst().problem()).contains("goes only with 99457");
    assertThat(release(MANAGEMENT).claims()).hasSize(1);
    assertThat(release(ADD_ON).claims()).hasSize(1);
  }

  @Test
  void aSecondExportIsMarked() {
    releasedMonth();

    ClaimFile first = rooms.desk().export(HERE, 1, "biller");
    ClaimFile second = rooms.desk().export(HERE, 1, "biller");

    assertThat(first.name()).isEqualTo("claims-harbor-batch-1.csv");
    assertThat(first.content()).contains(",99454,", "p-1").doesNotContain("re-export");
    assertThat(second.name()).isEqualTo("claims-harbor-batch-1-re-export-2.csv");
    assertThat(second.content()).contains(",re-export 2,");
    assertThat(rooms.records().batch(HERE, 1).orElseThrow().exports()).hasSize(2);
  }

  @Test
  void aClaimGoesOnlyWhereItMay() {
    Claim claim = claim(releasedMonth(), "99454");

    assertThatThrownBy(() -> rooms.desk().move(HERE, claim.id(), ClaimState.PAID, "", "biller"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("RELEASED cannot become PAID");
    rooms.desk().move(HERE, claim.id(), ClaimState.SUBMITTED, "", "biller");
    assertThatThrownBy(() -> rooms.desk().move(HERE, claim.id(), ClaimState.DENIED, "", "biller"))
        .isInstanceOf(InvalidValueException.class);
    rooms.desk().move(HERE, claim.id(), ClaimState.DENIED, "wrong payer", "biller");

    assertThat(rooms.records().claim(HERE, claim.id()).orElseThrow().events())
        .extracting(ClaimEvent::state)
        .containsExactly(ClaimState.RELEASED, ClaimState.SUBMITTED, ClaimState.DENIED);
  }

  @Test
  void aCorrectedClaimIsReplacedByAnother() {
    Claim claim = claim(releasedMonth(), "99454");
    pause("2026-01-03", "2026-01-06");
    rooms.desk().move(HERE, claim.id(), ClaimState.CORRECTED, "dates of a pause", "biller");

    Release release = release(key("99445", "2026-01-02"));

    assertThat(release.refused()).isEmpty();
    assertThat(release.batch()).contains(2L);
    assertThat(release.claims().getFirst().replaces()).contains(claim.id());
    assertThat(line(key("99445", "2026-01-02")).claim()).isPresent();
    assertThat(rooms.records().openExceptions(HERE)).isEmpty();
  }

  @Test
  void evidenceThatNoLongerCarriesAClaimIsAnException() {
    releasedMonth();
    pause("2026-01-03", "2026-01-06");

    rooms.boards().get(HERE, JANUARY);

    List<ClaimException> open = rooms.records().openExceptions(HERE);
    assertThat(open).hasSize(1);
    ClaimException exception = open.getFirst();
    assertThat(exception.kind()).isEqualTo("OVERPAYMENT_RISK");
    assertThat(exception.words()).isEqualTo("1 released, 0 now; 4 readings no longer there");
    assertThat(exception.owner()).isEmpty();
    assertThat(exception.dueOn()).isEqualTo("2026-04-11");
    ClaimException assigned =
        rooms.desk().assign(HERE, exception.id(), "Cleo", LocalDate.parse("2026-03-01"), "biller");
    assertThat(assigned.owner()).contains("Cleo");
    rooms.desk().settle(HERE, exception.id(), "refunded", "biller");
    rooms.boards().get(HERE, YearMonth.of(2026, 2));
    assertThat(rooms.records().openExceptions(HERE)).isEmpty();
  }

  @Test
  void anExceptionIsSettledWhenClaimAndEvidenceAgreeAgain() {
    releasedMonth();
    pause("2026-01-03", "2026-01-06");
    rooms.boards().get(HERE, JANUARY);
    gateway
        .people()
        .happened(
            "p-1",
            _ ->
                new Circumstances(
                    "enrolment-p-1", List.of(), List.of(), List.of(), List.of(), List.of()));

    rooms.boards().get(HERE, JANUARY);

    assertThat(rooms.records().openExceptions(HERE)).isEmpty();
  }

  @Test
  void timeAfterTheCloseShowsAsLateAndInTheClaim() {
    releasedMonth();
    gateway.clock().advance(Duration.ofMinutes(1));
    log("late-1", "2026-01-20T15:00:00Z", 5);

    rooms.boards().get(HERE, JANUARY);

    assertThat(rooms.records().month(HERE, JANUARY).orElseThrow().late())
        .extracting(BillingRecords.LateTime::entry)
        .containsExactly("late-1");
    assertThat(rooms.records().openExceptions(HERE))
        .extracting(ClaimException::kind)
        .containsOnly("EVIDENCE_CHANGED");
  }

  @Test
  void anotherPracticesThingsAreNotThere() {
    Claim claim = claim(releasedMonth(), "99454");

    assertThat(rooms.records().batch(ELSEWHERE, 1)).isEmpty();
    assertThat(rooms.records().claim(ELSEWHERE, claim.id())).isEmpty();
    assertThat(rooms.packets().pdf(ELSEWHERE, PATIENT, JANUARY)).isEmpty();
    assertThatThrownBy(
            () -> rooms.desk().move(ELSEWHERE, claim.id(), ClaimState.SUBMITTED, "", "biller"))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> rooms.desk().export(ELSEWHERE, 1, "biller"))
        .isInstanceOf(RefusedException.class);
    assertThat(rooms.boards().get(ELSEWHERE, JANUARY).lines()).isEmpty();
  }
}
