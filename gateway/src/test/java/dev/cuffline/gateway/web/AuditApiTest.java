package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Every call that touches a patient's data is written down. */
final class AuditApiTest extends ApiTestBase {
  private JsonNode newest(String token, String query) {
    return api.get(token, "/api/v1/audit?limit=1" + query).body().at("/items/0");
  }

  @Test
  void readingAndChangingAPatientIsWrittenDown() {
    String token = api.harbor();
    assertThat(api.patient(token, "p1").status()).isEqualTo(201);
    JsonNode made = newest(token, "&patient=p1");
    assertThat(made.path("action").asText()).isEqualTo("POST /api/v1/patients");
    assertThat(made.path("outcome").asText()).isEqualTo("DONE");

    api.get(token, "/api/v1/patients/p1/readings");

    JsonNode read = newest(token, "&patient=p1");
    assertThat(read.path("action").asText()).isEqualTo("GET /api/v1/patients/{patient}/readings");
    assertThat(read.path("actor").asText()).isEqualTo(made.path("actor").asText());
  }

  @Test
  void aListNamesEverybodyInIt() {
    String token = api.harbor();
    api.patient(token, "p1");
    api.patient(token, "p2");

    api.get(token, "/api/v1/patients");

    assertThat(newest(token, "&patient=p2").path("patients").toString())
        .isEqualTo("[\"p1\",\"p2\"]");
  }

  @Test
  void whatIsRefusedIsWrittenDownToo() {
    String token = api.harbor();

    api.get(token, "/api/v1/patients/p9/readings");

    JsonNode refused = newest(token, "&patient=p9");
    assertThat(refused.path("outcome").asText()).isEqualTo("REFUSED");
  }

  @Test
  void anotherPracticeIsNotShownAndTheListGoesOn() {
    String token = api.harbor();
    api.patient(token, "p1");
    api.get(token, "/api/v1/patients");
    JsonNode first = api.get(token, "/api/v1/audit?limit=2").body();

    JsonNode second =
        api.get(token, "/api/v1/audit?limit=2&after=" + first.path("next").asText()).body();

    assertThat(first.at("/items/1/seq").asLong()).isGreaterThan(second.at("/items/0/seq").asLong());
    assertRefused(
        api.get(token, "/api/v1/audit?practice=elsewhere"), 403, "the token is for another");
    assertThat(api.get(api.admin(), "/api/v1/audit/heads").body().at("/items/0/code").asText())
        .hasSize(64);
    assertRefused(api.get(token, "/api/v1/audit/heads"), 403, "a token for every practice");
  }
}
