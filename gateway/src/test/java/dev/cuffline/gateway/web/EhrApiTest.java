package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an EHR says of enrolments, and what people decide about it, over the wire. */
final class EhrApiTest extends ApiTestBase {
  private static final String V1 = "/api/v1";
  private static final String PROPOSALS = V1 + "/ehr/proposals";

  private String token = "";

  @BeforeEach
  void enrol() {
    token = api.harbor();
    api.patient(token, "p1");
    ApiFixture.Reply enrolled =
        api.post(
            token,
            V1 + "/enrolments",
            """
            {"id": "e1", "patient": "p1", "practitioner": "dr-a", "payerProfile": "medicare-2026",
             "diagnoses": ["I10"], "startedOn": "2026-01-05",
             "order": {"on": "2026-01-05", "identifier": "urn:orders|4711"}}
            """);
    assertThat(enrolled.status()).isEqualTo(201);
    assertThat(enrolled.body().at("/order/identifier").asText()).isEqualTo("urn:orders|4711");
  }

  private ApiFixture.Reply refresh() {
    return api.post(token, V1 + "/ehr/refresh", "{\"destination\": \"ehr\", \"patient\": \"p1\"}");
  }

  private String proposal(int index) {
    return PROPOSALS
        + "/"
        + api.get(token, PROPOSALS).body().at("/items/" + index + "/id").asText();
  }

  @Test
  void whatIsProposedIsListedAndDecidedOnce() {
    ApiFixture.Reply first = refresh();

    assertThat(first.body().get("filledIn").asInt()).isEqualTo(1);
    assertThat(first.body().get("proposed")).hasSize(2);
    assertThat(first.body().get("unanswered")).hasSize(1);
    String payer = proposal(0);
    assertThat(api.get(token, payer).body().at("/stated/words").asText())
        .isEqualTo("payer Zenith from 2026-01-20");
    assertThat(api.post(token, payer + "/accept", "{}").errors())
        .contains("/payerProfile: must be given: the EHR does not say it");
    assertThat(api.post(token, payer + "/accept", "{\"method\": \"VERBAL\"}").errors())
        .contains("/method: must be given for a consent alone");

    ApiFixture.Reply accepted =
        api.post(token, payer + "/accept", "{\"payerProfile\": \"uhc-2026-planned\"}");

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    assertThat(accepted.body().get("state").asText()).isEqualTo("ACCEPTED");
    assertThat(accepted.body().at("/decided/by").asText()).isEqualTo("nurse");
    assertRefused(api.post(token, payer + "/decline", "{}"), 409, "must be PROPOSED");
    assertThat(
            api.get(token, V1 + "/enrolments/e1/circumstances")
                .body()
                .at("/payers/0/payerProfile")
                .asText())
        .isEqualTo("uhc-2026-planned");
    String consent = proposal(0);
    assertThat(api.post(token, consent + "/decline", "{}").body().get("state").asText())
        .isEqualTo("DECLINED");
    assertThat(refresh().body().get("proposed")).isEmpty();
    assertThat(api.get(token, PROPOSALS).body().get("items")).isEmpty();
    assertThat(api.get(token, PROPOSALS + "?state=DECLINED").body().get("items")).hasSize(1);
    assertThat(api.get(token, PROPOSALS + "?state=FILLED_IN").body().get("items")).hasSize(1);
  }

  @Test
  void whatIsNotThereAndWhatIsMalformedIsSaid() {
    refresh();

    assertRefused(api.get(token, PROPOSALS + "/none"), 404, "there is no such proposal");
    assertRefused(api.post(token, PROPOSALS + "/none/accept", "{}"), 404, "there is no proposal");
    assertRefused(api.get(token, PROPOSALS + "?state=OPEN"), 400, "state must be one of");
    assertRefused(
        api.post(token, V1 + "/ehr/refresh", "{\"destination\": \"none\"}"),
        422,
        "destination must be a FHIR server");
    assertThat(
            api.put(
                    token,
                    V1 + "/enrolments/e1",
                    """
                    {"patient": "p1", "practitioner": "dr-a", "payerProfile": "medicare-2026",
                     "startedOn": "2026-01-05", "order": {"on": "2026-01-05", "identifier": "4711"}}
                    """)
                .errors())
        .contains("/order/identifier: must be an absolute URI, a | and a value");
  }

  @Test
  void anotherPracticeSeesNothingOfIt() {
    refresh();
    String path = proposal(0);
    api.post(
        api.admin(),
        V1 + "/practices",
        """
        {"id": "other", "name": "Other", "zone": "America/New_York",
         "payerProfile": "medicare-2026"}
        """);
    String other = api.tokenFor("other");

    assertThat(api.get(other, PROPOSALS).body().get("items")).isEmpty();
    assertRefused(api.get(other, path), 404, "proposal");
    assertRefused(api.post(other, path + "/accept", "{}"), 404, "proposal");
  }
}
