package dev.cuffline.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FhirSinkTest {
  private final FhirSink sink = new FhirSink(0);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    sink.close();
  }

  private static String observation(String identifier) {
    return "{\"resourceType\":\"Observation\",\"identifier\":[{\"system\":\"urn:x\",\"value\":\"%s\"}]}"
        .formatted(identifier);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sink.base() + path))
            .header("Content-Type", "application/fhir+json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    return new ObjectMapper().readTree(send("GET", path, "").body());
  }

  @Test
  void itSaysWhatItCanDo() throws Exception {
    JsonNode statement = get("/metadata");

    assertThat(statement.path("fhirVersion").asText()).isEqualTo("4.0.1");
    assertThat(statement.at("/rest/0/resource/0/updateCreate").asBoolean()).isTrue();
  }

  @Test
  void aRepeatedPutIsARewriteAndNoDouble() throws Exception {
    assertThat(send("PUT", "/Observation/a", observation("1")).statusCode()).isEqualTo(201);
    assertThat(send("PUT", "/Observation/a", observation("1")).statusCode()).isEqualTo(200);

    assertThat(sink.stats()).isEqualTo(new SinkStats(1, 0, 2, 1, 0, 0));
  }

  @Test
  void theSameIdentifierUnderAnotherIdIsADouble() throws Exception {
    send("PUT", "/Observation/a", observation("1"));
    send("PUT", "/Observation/b", observation("1"));

    assertThat(sink.stats().doubles()).isEqualTo(1);
  }

  @Test
  void theObservationsOfOneReadingShareItsIdentifierAndAreNoDoubles() throws Exception {
    String coded =
        """
        {"resourceType":"Observation","identifier":[{"system":"urn:x","value":"1"}],
         "code":{"coding":[{"system":"http://loinc.org","code":"%s"}]}}
        """;
    send("PUT", "/Observation/a", coded.formatted("85354-9"));
    send("PUT", "/Observation/b", coded.formatted("8867-4"));
    long pressureAndPulse = sink.stats().doubles();
    send("PUT", "/Observation/c", coded.formatted("8867-4"));

    assertThat(pressureAndPulse).isZero();
    assertThat(sink.stats().doubles()).isEqualTo(1);
  }

  @Test
  void aConditionalCreateFindsWhatIsThere() throws Exception {
    String condition = "identifier=urn%3Ax%7C1";
    HttpResponse<String> first =
        send("POST", "/Observation", observation("1"), "If-None-Exist", condition);
    HttpResponse<String> second =
        send("POST", "/Observation", observation("1"), "If-None-Exist", condition);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(sink.stats().observations()).isEqualTo(1);
    assertThat(get("/Observation?" + condition).path("entry")).hasSize(1);
  }

  @Test
  void aTransactionIsAnsweredEntryByEntry() throws Exception {
    String bundle =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
         {"resource":%s,"request":{"method":"PUT","url":"Observation/a"}},
         {"resource":{"resourceType":"Device"},"request":{"method":"PUT","url":"Device/d"}}]}
        """
            .formatted(observation("1"));

    JsonNode answer = new ObjectMapper().readTree(send("POST", "", bundle).body());

    assertThat(answer.path("type").asText()).isEqualTo("transaction-response");
    assertThat(answer.at("/entry/1/response/status").asText()).isEqualTo("201 Created");
    assertThat(answer.at("/entry/0/response/location").asText())
        .isEqualTo("Observation/a/_history/1");
    assertThat(sink.stats()).isEqualTo(new SinkStats(1, 1, 2, 0, 0, 0));
  }

  @Test
  void itCanBeUnavailableForAWhile() throws Exception {
    sink.unavailableFor(Duration.ofMinutes(1));
    int away = send("PUT", "/Observation/a", observation("1")).statusCode();
    sink.unavailableFor(Duration.ZERO);
    int back = send("PUT", "/Observation/a", observation("1")).statusCode();

    assertThat(away).isEqualTo(503);
    assertThat(back).isEqualTo(201);
    assertThat(sink.stats()).isEqualTo(new SinkStats(1, 0, 1, 0, 0, 1));
    assertThat(sink.resumedAfter()).isPresent();
  }

  @Test
  void whatIsNoFhirIsRefused() throws Exception {
    assertThat(send("POST", "", "nonsense").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/Observation/none", "").statusCode()).isEqualTo(404);
  }
}
