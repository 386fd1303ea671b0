package dev.cuffline.gateway.registry;

import static dev.cuffline.gateway.registry.People.PRACTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Work;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the import promises, on whichever database; run by one subclass a database. */
abstract class CsvImportContractTest {
  private static final String PATIENTS =
      """
      id,family,given,birth_date,zone,mrn_system,mrn,phones
      p1,Adams,"Ben, Jr.",1950-03-31,America/New_York,urn:mrn,100,+1 212 555 0100;+1 212 555 0101
      ,Baker,Cy,1961-07-01,Pacific/Honolulu,urn:mrn,101,
      """;
  private static final String DEVICES =
      """
      id,imei,format,regulatory_status,login
      cuff-1,990000000000017,mio-telemetry,fda,yes
      cuff-2,990000000000025,mio-telemetry,,no
      """;
  private static final String ASSIGNMENTS =
      """
      device,patient,mrn_system,mrn,from,to
      cuff-1,p1,,,2026-01-05,2026-01-20T08:00:00Z
      cuff-2,,urn:mrn,101,2026-01-05,
      """;
  private static final String ENROLMENTS =
      """
      patient,practitioner,diagnoses,ordered_on,consent_on,consent_method,consent_cost_share,started_on
      p1,dr-a,I10;E11.9,2025-12-01,2025-12-01,verbal,yes,2025-12-01
      """;

  private Database database;
  private Registry registry;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openRegistry() throws Exception {
    database = open();
    registry =
        new Registry(
            database,
            Clock.fixed(Instant.parse("2026-02-01T12:00:00Z"), ZoneOffset.UTC),
            new SourceDirectory(database),
            new DeviceDirectory(),
            RegistryListener.none());
    registry.save(People.practice("harbor"), Mode.CREATE, "admin").join();
    registry.save(PRACTICE, People.practitioner("dr-a"), Mode.CREATE, "admin").join();
  }

  private <T> List<T> rows(Work<List<T>> query) {
    return database.read(query);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private ImportResult take(ImportKind kind, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return registry.importCsv(PRACTICE, kind, kind.word() + ".csv", content, "admin").join();
  }

  private List<String> problems(ImportKind kind, String text) {
    CompletionException fault =
        catchThrowableOfType(CompletionException.class, () -> take(kind, text));
    if (!(fault.getCause() instanceof ImportException refused)) {
      throw new AssertionError("expected a refused import", fault);
    }
    return refused.problems().stream().map(ImportProblem::toString).toList();
  }

  private void takeEverything() {
    take(ImportKind.PATIENTS, PATIENTS);
    take(ImportKind.DEVICES, DEVICES);
    take(ImportKind.ASSIGNMENTS, ASSIGNMENTS);
    take(ImportKind.ENROLMENTS, ENROLMENTS);
  }

  @Test
  void everythingOfAFileIsTaken() {
    takeEverything();

    Patient adams =
        database.read(s -> RegistryQueries.patient(s, PRACTICE, new PatientId("p1"))).orElseThrow();
    List<DeviceAssignment> held =
        database.read(s -> RegistryQueries.assignments(s, PRACTICE, Page.ALL));
    List<Enrolment> enrolments =
        database.read(s -> RegistryQueries.enrolments(s, PRACTICE, adams.id()));

    assertThat(adams.given()).isEqualTo("Ben, Jr.");
    assertThat(adams.phones()).containsExactly("+1 212 555 0100", "+1 212 555 0101");
    assertThat(held)
        .extracting(assignment -> assignment.from().toString())
        .containsExactlyInAnyOrder("2026-01-05T05:00:00Z", "2026-01-05T10:00:00Z");
    assertThat(enrolments)
        .singleElement()
        .extracting(Enrolment::diagnoses, Enrolment::payerProfile)
        .containsExactly(List.of("I10", "E11.9"), "medicare-2026");
  }

  @Test
  void theLabelsAndLivesOfAWholeDeliveryComeFromTwoFiles() {
    take(ImportKind.PATIENTS, PATIENTS);
    String labels =
        """
        id,format,serial,cuff_size,udi,clearance
        c-7,mio-telemetry,S7,large_adult,(01)00850000000007(21)S7,K123456
        """;
    String lives =
        """
        device,kind,at,patient,note
        c-7,in_stock,2026-01-02,,pallet 3
        c-7,SHIPPED,2026-01-03T15:00:00Z,p1,
        """;
    take(ImportKind.DEVICES, labels);
    ImportResult first = take(ImportKind.DEVICE_EVENTS, lives);
    ImportResult again = take(ImportKind.DEVICE_EVENTS, lives);

    assertThat(first.created()).isEqualTo(2);
    assertThat(again.unchanged()).isEqualTo(2);
    Label label =
        database
            .read(s -> RegistryQueries.device(s, PRACTICE, new DeviceId("c-7")))
            .orElseThrow()
            .label();
    assertThat(label.cuffSize()).hasValue(CuffSize.LARGE_ADULT);
    assertThat(label.clearance()).hasValue("K123456");
    assertThat(rows(s -> RegistryQueries.deviceEvents(s, PRACTICE, new DeviceId("c-7"))))
        .extracting(event -> event.kind() + " " + event.at())
        .containsExactly("IN_STOCK 2026-01-02T05:00:00Z", "SHIPPED 2026-01-03T15:00:00Z");
    assertThat(problems(ImportKind.DEVICE_EVENTS, "device,kind,at\nc-7,set_up,2026-01-05\n"))
        .containsExactly("device-events.csv:2, patient: must be given when kind SET_UP is");
    assertThat(problems(ImportKind.DEVICES, "id,format,clearance\nc-8,x,K12\n"))
        .singleElement()
        .asString()
        .startsWith("devices.csv:2, clearance: must be a 510(k) number");
  }

  @Test
  void theSameFilesAgainChangeNothing() {
    takeEverything();

    ImportResult patients = take(ImportKind.PATIENTS, PATIENTS);
    ImportResult devices = take(ImportKind.DEVICES, DEVICES);
    ImportResult assignments = take(ImportKind.ASSIGNMENTS, ASSIGNMENTS);
    ImportResult enrolments = take(ImportKind.ENROLMENTS, ENROLMENTS);

    assertThat(List.of(patients, devices, assignments))
        .containsOnly(new ImportResult(0, 0, 2, List.of()));
    assertThat(enrolments).isEqualTo(new ImportResult(0, 0, 1, List.of()));
    assertThat(
            database.<Long>read(s ->
                s.first("SELECT count(*) AS n FROM authored_history", r -> r.number("n"))
                    .orElseThrow()))
        .isZero();
  }

  @Test
  void aLoginsSecretIsGivenWithTheImportThatMadeIt() {
    ImportResult result = take(ImportKind.DEVICES, DEVICES);

    assertThat(result.secrets()).extracting(IssuedSecret::source).containsExactly("cuff-1");
  }

  @Test
  void oneBadLineKeepsTheWholeFileOutAndEveryProblemIsListed() {
    String bad =
        """
        id,family,given,birth_date,zone
        p1,Adams,Ben,1950-03-31,America/New_York
        p2,,Cy,31.03.1950,Mars/Olympus
        p 3,Cole,Dee,1950-03-31,America/New_York
        p4,Dorn,Eve,2050-01-01,America/New_York
        p5,Ells,Fay
        """;

    assertThat(problems(ImportKind.PATIENTS, bad))
        .containsExactly(
            "patients.csv:3, family: must not be empty",
            "patients.csv:3, birth_date: must be a date such as 1950-03-31",
            "patients.csv:3, zone: must be a time zone such as America/New_York",
            "patients.csv:4, id: must have 1 to 64 letters, digits or . _ : -"
                + " and begin with a letter or a digit",
            "patients.csv:5, birth_date: must not lie in the future",
            "patients.csv:6: must have 5 values like the header, has 3");
    assertThat(rows(s -> RegistryQueries.patients(s, PRACTICE, Page.ALL))).isEmpty();
  }

  @Test
  void aWrongHeaderNamesTheColumnThatWasMeant() {
    assertThat(problems(ImportKind.PATIENTS, "id,familly,given,birth_date,zone\n"))
        .containsExactly(
            "patients.csv:1, familly: is not a column of patients, did you mean \"family\"?",
            "patients.csv:1, family: must be in the header");
  }

  @Test
  void whatTheRegistryRefusesIsNamedByItsColumn() {
    takeEverything();
    String overlapping =
        """
        device,patient,from,slot
        cuff-1,p1,2026-01-10,1
        cuff-9,p1,2026-01-10,
        cuff-1,p9,2026-01-10,
        """;

    List<String> problems = problems(ImportKind.ASSIGNMENTS, overlapping);

    assertThat(problems).hasSize(3);
    assertThat(problems.get(0)).startsWith("assignments.csv:2, from: overlaps assignment ");
    assertThat(problems.get(1)).isEqualTo("assignments.csv:3, device: there is no device cuff-9");
    assertThat(problems.get(2)).isEqualTo("assignments.csv:4, patient: there is no patient p9");
  }

  @Test
  void enrolmentProblemsAreNamedByTheirColumn() {
    take(ImportKind.PATIENTS, PATIENTS);
    String bad =
        """
        patient,practitioner,started_on,consent_on,diagnoses,frequency_per_day
        p1,dr-a,2025-12-01,2025-12-01,,
        p1,dr-a,2025-12-01,,high blood pressure,
        p1,dr-z,2025-12-01,,,
        p1,dr-a,2025-12-01,,,often
        """;

    assertThat(problems(ImportKind.ENROLMENTS, bad))
        .containsExactly(
            "enrolments.csv:2, consent_method: must be given when consent.on is",
            "enrolments.csv:3, diagnoses: must be ICD-10-CM codes such as I10 or I13.0",
            "enrolments.csv:4, practitioner: there is no practitioner dr-z",
            "enrolments.csv:5, frequency_per_day: must be a whole number");
  }

  @Test
  void emptyUnquotedAndForeignBytesAreRefusedWithTheirLine() {
    assertThat(problems(ImportKind.DEVICES, ""))
        .containsExactly("devices.csv:1: must begin with a header: id,format …");
    assertThat(problems(ImportKind.DEVICES, "id,format\ncuff-1,\"mio\n"))
        .containsExactly("devices.csv:2: must be quoted as in RFC 4180");
    byte[] latin1 = {'i', 'd', ',', (byte) 0xE9};
    CompletionException fault =
        catchThrowableOfType(
            CompletionException.class,
            () ->
                registry
                    .importCsv(PRACTICE, ImportKind.DEVICES, "devices.csv", latin1, "admin")
                    .join());
    assertThat(fault).hasRootCauseMessage("devices.csv:1: must be text in UTF-8");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreTaken() {
    ImportResult result =
        take(ImportKind.DEVICES, "\uFEFFid,format\r\ncuff-1,mio-telemetry\r\n\r\n");

    assertThat(result.created()).isEqualTo(1);
  }
}
