package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.Shape;
import dev.cuffline.gateway.delivery.Manner;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.PatientMerge;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.gateway.web.EhrRecords;
import dev.cuffline.rules.reading.PatientId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an EHR knows of our patients, taken over; what it has merged, proposed. */
final class EhrRefreshIT {
  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;
  private HttpServer ehr;

  /** Patients by MRN. */
  private final Map<String, String> patients = new HashMap<>();

  private final List<String> urls = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws IOException {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().practice().patient("p-1").patient("p-2").patient("p-3");
    ehr = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ehr.createContext("/r4/Patient", this::answer);
    ehr.start();
  }

  @AfterEach
  void stop() {
    ehr.stop(0);
    gateway.close();
    database.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    urls.add(path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer;
    if (path.endsWith("/_search")) {
      String mrn =
          URLDecoder.decode(body, StandardCharsets.UTF_8).replace("identifier=urn:mrn|", "");
      answer =
          "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":["
              + (patients.containsKey(mrn) ? "{\"resource\":" + patients.get(mrn) + "}" : "")
              + "]}";
    } else {
      answer = patients.getOrDefault(path.substring("/r4/Patient/".length()), "{}");
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String patient(String mrn, String family, String more) {
    return """
    {"resourceType":"Patient","id":"%1$s","identifier":[{"system":"urn:mrn","value":"%1$s"}],
     "name":[{"use":"official","family":"%2$s","given":["Ada","B"]}],"birthDate":"1951-02-03",
     "telecom":[{"system":"phone","value":"+1 212 555 0177"}],
     "communication":[{"preferred":true,"language":{"coding":[{"code":"es"}]}}]%3$s}
    """
        .formatted(mrn, family, more);
  }

  private EhrRefresh refresh(Manner manner) {
    URI base = URI.create("http://127.0.0.1:" + ehr.getAddress().getPort() + "/r4");
    Destination destination =
        new Destination(
            "ehr",
            new Destination.Target.Fhir(FhirSettings.usual(base)),
            new Destination.Start.Now(),
            Destination.Wanted.EVERYTHING,
            manner);
    return new EhrRefresh(
        List.of(destination), database, gateway.registry(), new FhirJson(), gateway.clock());
  }

  private EhrRecords.Refreshed run() throws Exception {
    Manner byMrn = new Manner(Shape.USUAL, Manner.Subject.IDENTIFIER, "urn:mrn", "urn:cuffline");
    return refresh(byMrn).refresh(TestGateway.PRACTICE, "ehr", Optional.empty(), "admin");
  }

  private Patient onFile(String id) {
    return database
        .read(s -> RegistryQueries.patient(s, TestGateway.PRACTICE, new PatientId(id)))
        .orElseThrow();
  }

  @Test
  void whatTheEhrKnowsIsTakenOverAndWhatItDoesNotStays() throws Exception {
    patients.put("M-p-1", patient("M-p-1", "Zamora", ""));

    EhrRecords.Refreshed first = run();
    EhrRecords.Refreshed again = run();

    assertThat(first.asked()).isEqualTo(3);
    assertThat(first.changed()).isEqualTo(1);
    assertThat(first.unknown()).containsExactly("p-2", "p-3");
    assertThat(again.changed()).isZero();
    Patient patient = onFile("p-1");
    assertThat(patient.family()).isEqualTo("Zamora");
    assertThat(patient.given()).isEqualTo("Ada B");
    assertThat(patient.birthDate()).isEqualTo(LocalDate.of(1951, 2, 3));
    assertThat(patient.phones()).containsExactly("+1 212 555 0177");
    assertThat(patient.language()).hasValue("es");
    assertThat(patient.zone().getId()).as("no EHR says that").isEqualTo("America/New_York");
    assertThat(urls).as("no identifier stands in a URL").containsOnly("/r4/Patient/_search");
  }

  @Test
  void whatTheEhrHasMergedIsProposedOnce() throws Exception {
    patients.put(
        "M-p-2",
        patient(
            "M-p-2",
            "Zamora",
            ",\"link\":[{\"other\":{\"reference\":\"Patient/M-p-1\"},\"type\":\"replaced-by\"}]"));
    patients.put("M-p-1", patient("M-p-1", "Zamora", ""));

    EhrRecords.Refreshed first = run();
    EhrRecords.Refreshed again = run();

    assertThat(first.mergesProposed()).hasSize(1);
    assertThat(again.mergesProposed()).isEmpty();
    PatientMerge merge =
        database
            .read(s ->
                RegistryQueries.merge(s, TestGateway.PRACTICE, first.mergesProposed().getFirst()))
            .orElseThrow();
    assertThat(merge.state()).isEqualTo(PatientMerge.State.PROPOSED);
    assertThat(merge.duplicate()).isEqualTo(new PatientId("p-2"));
    assertThat(merge.survivor()).isEqualTo(new PatientId("p-1"));
  }

  @Test
  void aDestinationThatKnowsNoIdentifierIsRefused() {
    assertThatThrownBy(() ->
            refresh(Manner.USUAL).refresh(TestGateway.PRACTICE, "ehr", Optional.empty(), "admin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subject and patientSystem");
  }

  @Test
  void anEhrThatIsDownIsSaidSo() {
    ehr.stop(0);

    assertThatThrownBy(this::run)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the server does not answer");
  }
}
