package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.Shape;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
