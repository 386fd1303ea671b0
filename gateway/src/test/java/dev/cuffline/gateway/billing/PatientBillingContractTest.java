package dev.cuffline.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.Circumstances;
import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.billing.Status;
import dev.cuffline.rules.dataday.DataDay;
import dev.cuffline.rules.reading.PatientId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Determinations from the rows of a real month: the two clocks are never mixed. */
abstract class PatientBillingContractTest {
  private static final Path PAYERS = Path.of("..", "config", "payers");
  private static final List<Integer> DATES = List.of(2, 3, 5, 6, 9, 12, 17, 18, 24, 29);

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    liveTheMonth();
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private void liveTheMonth() {
    DATES.stream().filter(date -> date < 7).forEach(this::measure);
    call("call-1", "2026-01-07T15:00:00Z", 8);
    DATES.stream().filter(date -> date > 7 && date < 14).forEach(this::measure);
    call("call-2", "2026-01-14T15:00:00Z", 8);
    DATES.stream().filter(date -> date > 14 && date < 25).forEach(this::measure);
    call("call-3", "2026-01-25T15:00:00Z", 9);
    log("change-1", "2026-01-25T15:30:00Z", 5, Activity.MEDICATION, List.of());
    DATES.stream().filter(date -> date > 25).forEach(this::measure);
  }

  private void measure(int date) {
    Instant at = Instant.parse("2026-01-%02dT13:00:00Z".formatted(date));
    gateway.clock().set(at.plusSeconds(30));
    gateway.judged("cuff-1", Cuff.reading(at, 120 + date * 2, 80 + date % 5));
  }

  private void call(String id, String start, int minutes) {
    Instant from = Instant.parse(start);
    log(
        id,
        start,
        minutes,
        Activity.CALL,
        List.of(
            new Contact(
                from,
                from.plus(Duration.ofMinutes(minutes)),
                Modality.AUDIO,
                Participant.PATIENT)));
  }

  private void log(
      String id, String start, int minutes, Activity activity, List<Contact> contacts) {
    Instant from = Instant.parse(start);
    gateway.clock().set(from.plus(Duration.ofMinutes(minutes + 1)));
    gateway
        .registry()
        .log(
            TestGateway.PRACTICE,
            new TimeEntryDraft(
                Optional.of(id),
                new PatientId("p-1"),
                new TimeSpent.Interval(from, from.plus(Duration.ofMinutes(minutes))),
                "dr-a",
                Optional.empty(),
                Optional.empty(),
                ServiceLine.RPM,
                activity,
                List.of(gateway.ledger().readings("p-1").getFirst().reading().id().value()),
                "Went through the month's readings and adjusted the treatment",
                contacts),
            "dr-a")
        .join();
  }

  private BillingAnswer answer(String asOf) {
    PatientBilling billing = new PatientBilling(PayerProfiles.read(PAYERS));
    return database
        .read(session ->
            billing.answer(
                session, TestGateway.PRACTICE, new PatientId("p-1"), Instant.parse(asOf)))
        .orElseThrow();
  }

  private static Determination of(BillingAnswer answer, String code) {
    return answer.determinations().stream()
        .filter(determination -> determination.code().value().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tenErraticReadingsDoNotKeepThirtyMinutesOfManagementFromBeingBilled() {
    BillingAnswer answer = answer("2026-02-10T12:00:00Z");

    Determination management = of(answer, "99457");
    assertThat(management.status()).isEqualTo(Status.READY);
    assertThat(management.units()).isEqualTo(1);
    assertThat(management.evidence()).contains("call-1", "call-2", "call-3", "change-1");
    assertThat(of(answer, "99454").status()).isEqualTo(Status.NONE);
    assertThat(of(answer, "99454").units()).isZero();
  }

  @Test
  void theDeviceCodesRestOnReadingsAlone() {
    BillingAnswer answer = answer("2026-02-10T12:00:00Z");

    Determination few = of(answer, "99445");
    List<String> readings =
        gateway.ledger().readings("p-1").stream().map(it -> it.reading().id().value()).toList();
    assertThat(few.status()).isEqualTo(Status.READY);
    assertThat(few.evidence()).isNotEmpty().allMatch(readings::contains);
    assertThat(answer.devicePeriods().getFirst().dataDays()).hasSize(DATES.size());
  }

  @Test
  void beforeTheMonthHasEndedItIsAProjection() {
    BillingAnswer answer = answer("2026-01-30T21:00:00Z");

    assertThat(of(answer, "99457").status()).isEqualTo(Status.PROJECTED);
    assertThat(answer.careMonths().getFirst().countedSeconds()).isEqualTo(30 * 60);
  }

  @Test
  void whoWasNeverEnrolledHasNoDeterminations() {
    gateway.people().patient("p-2");
    PatientBilling billing = new PatientBilling(PayerProfiles.read(PAYERS));

    Optional<BillingAnswer> answer =
        database.read(session ->
            billing.answer(session, TestGateway.PRACTICE, new PatientId("p-2"), TestGateway.START));

    assertThat(answer).isEmpty();
  }

  private void happened(Circumstances circumstances) {
    gateway.people().happened("p-1", _ -> circumstances);
  }

  private static Circumstances circumstances(
      List<Circumstances.Span> paused,
      List<Circumstances.Span> stays,
      List<Circumstances.Payer> payers,
      List<Circumstances.ServiceDates> services,
      List<String> elsewhere) {
    return new Circumstances("enrolment-p-1", paused, stays, payers, services, elsewhere);
  }

  private static Circumstances.Span span(String from, String to) {
    return new Circumstances.Span(LocalDate.parse(from), Optional.of(LocalDate.parse(to)));
  }

  @Test
  void datesOfAPauseAndOfAStayInAFacilityCountForNeitherClock() {
    happened(
        circumstances(
            List.of(span("2026-01-05", "2026-01-08")),
            List.of(span("2026-01-17", "2026-01-18")),
            List.of(),
            List.of(),
            List.of()));

    BillingAnswer answer = answer("2026-02-10T12:00:00Z");

    assertThat(answer.devicePeriods().getFirst().dataDays())
        .extracting(DataDay::date)
        .extracting(LocalDate::getDayOfMonth)
        .containsExactly(2, 3, 9, 12, 24, 29);
    assertThat(answer.careMonths().getFirst().countedSeconds()).isEqualTo(22 * 60);
    assertThat(gateway.ledger().dataDays("p-1")).hasSize(6);
  }

  @Test
  void aPayerThatTakesOverInsideAPeriodIsForReview() {
    happened(
        circumstances(
            List.of(),
            List.of(),
            List.of(new Circumstances.Payer(LocalDate.parse("2026-01-20"), "medicare-2026-strict")),
            List.of(),
            List.of()));

    Determination management = of(answer("2026-02-10T12:00:00Z"), "99457");

    assertThat(management.payerProfile()).isEqualTo("medicare-2026-strict");
    assertThat(management.reasons()).contains(ReasonCode.PAYER_CHANGED);
    assertThat(management.status()).isNotEqualTo(Status.READY);
  }

  @Test
  void therapeuticMonitoringAndAnotherPracticesClaimBlock() {
    happened(
        circumstances(
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Circumstances.ServiceDates(
                    "98980", LocalDate.parse("2026-01-10"), Optional.empty())),
            List.of("99454")));

    BillingAnswer answer = answer("2026-02-10T12:00:00Z");

    assertThat(of(answer, "99457").reasons()).contains(ReasonCode.RTM_CONFLICT);
    assertThat(of(answer, "99445").reasons()).contains(ReasonCode.ONE_PRACTITIONER);
  }
}
