package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A month's end over the wire; every answer is held to the OpenAPI document. */
final class BillingApiTest extends ApiTestBase {
  private static final String BILLING = "/api/v1/billing";

  private String token = "";

  @BeforeEach
  void december() {
    token = api.harbor();
    api.patient(token, "p1");
    api.post(
        token,
        "/api/v1/enrolments",
        """
        {"id": "e1", "patient": "p1", "practitioner": "dr-a", "payerProfile": "medicare-2026",
         "diagnoses": ["I10"], "order": {"on": "2025-11-01", "frequencyPerDay": 1},
         "consent": {"on": "2025-11-01", "method": "VERBAL", "costShare": true},
         "establishedPatient": true, "startedOn": "2025-11-01"}
        """);
    api.write(s -> {
      for (int date = 1; date <= 28; date++) {
        Instant at = Instant.parse("2025-12-%02dT13:00:00Z".formatted(date));
        s.update(
            "INSERT INTO reading (practice_id, patient_id, measured_at, reading_id, device_id,"
                + " received_at, judged_at, systolic, diastolic, pulse, flags, entry, status,"
                + " counted, time_quality, raw_time, format, format_version, transmission_id,"
                + " item_no, version) VALUES ('harbor', 'p1', ?, ?, 'cuff-1', ?, ?, '126.0',"
                + " '76', '70', '[]', 'AUTOMATIC', 'FINAL', 1, 'DEVICE', '', 'mio-telemetry', 1,"
                + " 'T1', 0, 1)",
            at,
            "r" + date,
            at,
            at);
      }
      s.update(
          "INSERT INTO device (practice_id, id, format, regulatory_status, manufacturer, model,"
              + " actor, authored_at) VALUES ('harbor', 'cuff-1', 'mio-telemetry', 'FDA', 'M', 'B',"
              + " 'test', 0)");
      return s.update(
          "INSERT INTO assignment (practice_id, id, device_id, patient_id, from_at, actor,"
              + " authored_at) VALUES ('harbor', 'a1', 'cuff-1', 'p1', ?, 'test', 0)",
          Instant.parse("2025-11-01T00:00:00Z"));
    });
  }

  @Test
  void aMonthIsClosedReleasedExportedAndFollowedUp() {
    ApiFixture.Reply lines = api.get(token, BILLING + "/months/2025-12/determinations");
    assertThat(lines.status()).isEqualTo(200);
    String line = "p1/99454/2025-12-01";
    assertThat(lines.text()).contains(line);
    assertRefused(
        api.post(token, BILLING + "/months/2025-12/release", "{\"lines\": [\"" + line + "\"]}"),
        409,
        "is not closed");
    assertThat(api.post(token, BILLING + "/months/2025-12/close", "{}").status()).isEqualTo(200);
    assertRefused(api.post(token, BILLING + "/months/2026-01/close", "{}"), 409, "can be closed");

    ApiFixture.Reply released =
        api.post(token, BILLING + "/months/2025-12/release", "{\"lines\": [\"" + line + "\"]}");

    assertThat(released.status()).as(released.text()).isEqualTo(201);
    String claim = released.body().at("/claims/0/id").asText();
    assertThat(api.get(token, BILLING + "/months/2025-12").body().at("/batches/0").asInt())
        .isEqualTo(1);
    ApiFixture.Reply file = api.post(token, BILLING + "/batches/1/export", "{}");
    assertThat(file.body().get("csv").asText()).contains(",99454,");
    assertThat(api.post(token, BILLING + "/batches/1/export", "{}").body().get("mark").asText())
        .isEqualTo("re-export 2");
    assertThat(api.get(token, BILLING + "/batches").body().at("/items/0/exports").asInt())
        .isEqualTo(2);
    assertThat(api.get(token, BILLING + "/batches/1").status()).isEqualTo(200);
    assertThat(
            api.post(token, BILLING + "/claims/" + claim + "/state", "{\"state\": \"SUBMITTED\"}")
                .status())
        .isEqualTo(200);
    assertRefused(
        api.post(token, BILLING + "/claims/" + claim + "/state", "{\"state\": \"RELEASED\"}"),
        409,
        "cannot become");
    assertThat(api.get(token, BILLING + "/claims/" + claim).body().at("/snapshot/readings").size())
        .isEqualTo(28);
    assertThat(
            api.post(token, BILLING + "/months/2025-12/reopen", "{\"reason\": \"a late call\"}")
                .body()
                .get("closed")
                .asBoolean())
        .isFalse();
  }

  @Test
  void anExceptionIsAssignedAndSettled() {
    String line = "p1/99454/2025-12-01";
    api.post(token, BILLING + "/months/2025-12/close", "{}");
    api.post(token, BILLING + "/months/2025-12/release", "{\"lines\": [\"" + line + "\"]}");
    api.write(
        s -> s.update("UPDATE reading SET status = 'ENTERED_IN_ERROR' WHERE reading_id < 'r28'"));
    api.get(token, BILLING + "/months/2025-11/determinations");

    ApiFixture.Reply open = api.get(token, BILLING + "/exceptions");

    assertThat(open.body().at("/items/0/kind").asText()).isEqualTo("OVERPAYMENT_RISK");
    String id = BILLING + "/exceptions/" + open.body().at("/items/0/id").asText();
    assertThat(
            api.post(token, id + "/assign", "{\"owner\": \"Cleo\", \"dueOn\": \"2026-03-01\"}")
                .body()
                .get("owner")
                .asText())
        .isEqualTo("Cleo");
    assertThat(api.post(token, id + "/settle", "{\"outcome\": \"refunded\"}").status())
        .isEqualTo(200);
    assertThat(api.get(token, BILLING + "/exceptions").body().get("items").size()).isZero();
  }

  @Test
  void anotherPracticesThingsAreNotThere() {
    api.post(token, BILLING + "/months/2025-12/close", "{}");
    String claim =
        api.post(
                token,
                BILLING + "/months/2025-12/release",
                "{\"lines\": [\"p1/99454/2025-12-01\"]}")
            .body()
            .at("/claims/0/id")
            .asText();
    api.post(
        api.admin(),
        "/api/v1/practices",
        """
        {"id": "other", "name": "Other", "zone": "America/New_York", "payerProfile": "medicare-2026"}
        """);
    String other = api.tokenFor("other");

    assertRefused(api.get(other, BILLING + "/claims/" + claim), 404, "no such claim");
    assertRefused(api.get(other, BILLING + "/batches/1"), 404, "no such batch");
    assertRefused(api.post(other, BILLING + "/batches/1/export", "{}"), 404, "no batch");
    assertRefused(
        api.post(other, BILLING + "/claims/" + claim + "/state", "{\"state\": \"SUBMITTED\"}"),
        404,
        "no claim");
  }
}
