package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.fhir.Code;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.Shape;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.EhrStatement;
import dev.cuffline.gateway.registry.Enrolment;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Order;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.reading.PatientId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One reading, told in the manner of each destination. */
class MannerTest {
  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    gateway.judged("cuff-1", Cuff.reading(TestGateway.START.minusSeconds(60), 126, 81));
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private List<String> observations(Manner manner) {
    FhirResources source = new FhirResources(gateway.identity(), new FhirJson(), "ehr", manner);
    return database.read(session ->
        source
            .resources(session, Outbox.oldest(session, TestGateway.DESTINATION, 1).getFirst())
            .stream()
            .filter(resource -> resource.type().equals("Observation"))
            .map(Resource::json)
            .toList());
  }

  private static Manner knows(Manner.Subject subject, String system) {
    return new Manner(Shape.USUAL, subject, system, "https://gateway.example.org/fhir");
  }

  @Test
  void aPatientIsNamedAsTheDestinationKnowsThem() {
    assertThat(observations(Manner.USUAL))
        .allSatisfy(
            json -> assertThat(json).contains("\"subject\":{\"reference\":\"Patient/p-1\"}"));
    assertThat(observations(knows(Manner.Subject.IDENTIFIER, "urn:mrn")))
        .allSatisfy(json ->
            assertThat(json)
                .contains(
                    "\"subject\":{\"type\":\"Patient\",\"identifier\":{\"system\":\"urn:mrn\","
                        + "\"value\":\"M-p-1\"}}")
                .contains("https://gateway.example.org/fhir/reading-key")
                .doesNotContain("Patient/p-1"));
    assertThat(observations(knows(Manner.Subject.CONDITIONAL, "urn:mrn")))
        .allSatisfy(json -> assertThat(json).contains("\"Patient?identifier=urn%3Amrn|M-p-1\""));
  }

  @Test
  void aPatientWithoutSuchAnIdentifierIsSaidSo() {
    assertThatThrownBy(() -> observations(knows(Manner.Subject.IDENTIFIER, "urn:other")))
        .isInstanceOf(ResourceSource.UnsendableException.class)
        .hasMessage("the patient has no identifier of the system urn:other");
  }

  @Test
  void aDestinationWithoutPanelsGetsEachPressureByItself() {
    Manner separate =
        new Manner(
            new Shape(Shape.Codes.LOINC, Shape.Pressure.SEPARATE),
            Manner.Subject.ID,
            "",
            "urn:cuffline");

    assertThat(observations(separate))
        .hasSize(3)
        .noneSatisfy(json -> assertThat(json).contains("component"))
        .noneSatisfy(json -> assertThat(json).contains("11073"));
  }

  private static final Manner BASED_ON =
      new Manner(Shape.USUAL, Manner.Subject.ID, "", "urn:cuffline", Manner.BasedOn.ORDER);

  private void ordered(Optional<String> identifier) {
    Enrolment enrolment =
        database
            .read(s -> RegistryQueries.enrolment(s, TestGateway.PRACTICE, "enrolment-p-1"))
            .orElseThrow();
    gateway
        .registry()
        .save(
            TestGateway.PRACTICE,
            new Enrolment(
                enrolment.id(),
                enrolment.patient(),
                enrolment.practitioner(),
                enrolment.payerProfile(),
                enrolment.diagnoses(),
                new Order(enrolment.order().on(), Optional.empty(), 1, identifier),
                enrolment.consent(),
                true,
                enrolment.anchor(),
                enrolment.setUp(),
                enrolment.startedOn(),
                enrolment.endedOn()),
            Mode.REPLACE,
            "nurse-1")
        .join();
  }

  private void takenFrom(String ehr, LocalDate on) {
    gateway
        .registry()
        .takeFromEhr(
            TestGateway.PRACTICE,
            new PatientId("p-1"),
            ehr,
            List.of(
                new EhrStatement(
                    EhrStatement.Kind.ORDER,
                    "ServiceRequest/77",
                    Optional.empty(),
                    Optional.of(on),
                    Optional.empty(),
                    Optional.of("1234567893"),
                    false,
                    true,
                    "order")),
            "admin")
        .join();
  }

  @Test
  void anObservationIsBasedOnTheOrderByItsOwnIdentifier() {
    assertThat(observations(BASED_ON)).as("nothing is known of it").noneMatch(MannerTest::isBased);
    ordered(Optional.of("urn:orders|4711"));

    assertThat(observations(BASED_ON))
        .isNotEmpty()
        .allSatisfy(json ->
            assertThat(json)
                .contains(
                    "\"basedOn\":[{\"type\":\"ServiceRequest\",\"identifier\":"
                        + "{\"system\":\"urn:orders\",\"value\":\"4711\"}}]"));
    assertThat(observations(Manner.USUAL)).noneMatch(MannerTest::isBased);
  }

  @Test
  void anObservationNamesTheOrderOfTheEhrThatItGoesToAndOfNoOther() {
    LocalDate on = LocalDate.of(2025, 12, 1);
    takenFrom("another", on);
    assertThat(observations(BASED_ON)).noneMatch(MannerTest::isBased);
    takenFrom("ehr", on);

    assertThat(observations(BASED_ON))
        .isNotEmpty()
        .allSatisfy(json ->
            assertThat(json).contains("\"basedOn\":[{\"reference\":\"ServiceRequest/77\"}]"));
  }

  private static boolean isBased(String json) {
    return json.contains("basedOn");
  }

  @Test
  void performerCategoryAndCodesAreTheDestinationsOwn() {
    Manner manner =
        new Manner(
            new Shape(
                Shape.Codes.LOINC_AND_MDC,
                Shape.Pressure.PANEL,
                Shape.Performer.NONE,
                Optional.of(Code.parse("urn:categories|home|At home")),
                CodeMapFile.parse(
                    """
                    codes:
                      - {from: "http://loinc.org|8867-4", to: "urn:codes|HR", keep: true}
                      - {from: "http://loinc.org|85354-9", to: "urn:codes|BP", keep: true}
                    """,
                    "codes.yaml")),
            Manner.Subject.ID,
            "",
            "urn:cuffline");

    assertThat(observations(manner))
        .isNotEmpty()
        .allSatisfy(json ->
            assertThat(json)
                .contains("urn:categories", "\"system\":\"urn:codes\"", "http://loinc.org")
                .doesNotContain("performer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{from: 'x', to: 'urn:a|b'};line 2: codes[0].from must be a system",
        "{from: 'urn:a|b', to: 'b'};line 2: codes[0].to must be a system",
        "{from: 'urn:a|b', tu: 'b'};line 2: codes[0].to is missing",
        "{from: 'urn:a|b', to: 'urn:a|c', kep: true};there is no key codes[0].kep, did you mean keep",
        "{from: 'http://loinc.org|8480-6', to: 'urn:a|b'};asked for by the profiles and must stay",
        "{from: 'urn:a|b', to: 'urn:a|c', keep: yes please};line 2: codes[0].keep must be true"
      })
  void whatIsWrongWithAMapOfCodesIsSaidWithItsLine(String entry, String because) {
    assertThatThrownBy(() -> CodeMapFile.parse("codes:\n  - " + entry + "\n", "codes.yaml"))
        .hasMessageStartingWith("codes.yaml, line 2: ")
        .hasMessageContaining(because);
  }

  @Test
  void aCodeThatIsMappedTwiceIsRefused() {
    String entry = "  - {from: 'urn:a|b', to: 'urn:a|c'}\n";

    assertThatThrownBy(() -> CodeMapFile.parse("codes:\n" + entry + entry, "codes.yaml"))
        .hasMessageStartingWith("codes.yaml, line 3: codes[1] must be given once");
  }

  @Test
  void theShippedExampleOfAMapIsReadable() {
    assertThat(CodeMapFile.read(Path.of("..", "config", "ehr", "codes.yaml")).entries()).hasSize(2);
  }
}
