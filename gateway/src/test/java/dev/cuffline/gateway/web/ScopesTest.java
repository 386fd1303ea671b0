package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that may do some things, and accounts of people, over the API. */
final class ScopesTest extends ApiTestBase {
  private String token(String scopes) {
    return made(
        """
        {"name": "feed", "practice": "harbor", "scopes": %s}
        """
            .formatted(scopes));
  }

  private String made(String json) {
    ApiFixture.Reply reply = api.post(api.admin(), "/api/v1/tokens", json);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.body().path("secret").asText();
  }

  @Test
  void aTokenDoesWhatItsScopesSayAndNoMore() {
    api.patient(api.harbor(), "p1");
    String reads = token("[\"SEE_PATIENTS\"]");

    assertThat(api.get(reads, "/api/v1/patients/p1").status()).isEqualTo(200);
    assertRefused(api.patient(reads, "p2"), "ENROL");
    assertRefused(api.post(reads, "/api/v1/alerts/a/acknowledge", "{}"), "HANDLE_ALERTS");
    assertRefused(api.get(reads, "/api/v1/patients/p1/determinations"), "SEE_BILLING");
    assertRefused(api.get(reads, "/api/v1/tokens"), "ADMINISTER");
    assertRefused(
        api.send(reads, "POST", "/api/v1/import/devices", "text/csv", "id,format\n"),
        "MANAGE_DEVICES");
    assertRefused(
        api.send(reads, "POST", "/api/v1/import/patients", "text/csv", "id,family\n"), "ENROL");
  }

  @Test
  void aTokenThatSeesNoPatientsHearsNothingOfThem() throws IOException {
    api.harbor();
    String blind = token("[\"OPERATE\"]");

    assertRefused(api.get(blind, "/api/v1/events?practice=harbor"), "SEE_PATIENTS");
    assertRefused(api.get(blind, "/api/v1/patients"), "SEE_PATIENTS");
    api.stream(token("[\"SEE_PATIENTS\"]"), "/api/v1/events?practice=harbor").close();
  }

  private static void assertRefused(ApiFixture.Reply reply, String scope) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.detail()).isEqualTo("the token lacks the scope " + scope);
  }

  @Test
  void tokensAreListedWithoutTheirSecretsAndEnd() {
    String harbor = api.harbor();
    String secret = token("[\"SEE_PATIENTS\", \"ENROL\"]");
    ApiFixture.Reply list = api.get(harbor, "/api/v1/tokens");
    String id = "";
    for (var item : list.body().path("items")) {
      if (item.path("name").asText().equals("feed")) {
        id = item.path("id").asText();
      }
    }

    assertThat(list.text()).doesNotContain(secret).doesNotContain("\"admin\"");
    assertThat(api.post(harbor, "/api/v1/tokens/" + id + "/revoke", "{}").status()).isEqualTo(200);

    assertThat(api.get(secret, "/api/v1/patients").status()).isEqualTo(401);
    assertThat(api.post(harbor, "/api/v1/tokens/" + id + "/revoke", "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"x\", \"scopes\": []} | scopes must name at least one permission",
        "{\"name\": \"x\", \"scopes\": [\"ALL\"]} | the body has 1 wrong values",
        "{\"name\": \"\", \"scopes\": [\"AUDIT\"]} | name must have 1 to 200 characters",
        "{\"name\": \"x\", \"scopes\": [\"AUDIT\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}"
            + " | expiresAt must lie in the future",
        "{\"name\": \"x\", \"scopes\": [\"AUDIT\"], \"practice\": \"none\"}"
            + " | there is no practice none"
      })
  void tokensThatCannotBeAreRefused(String json, String problem) {
    ApiFixture.Reply reply = api.post(api.admin(), "/api/v1/tokens", json);

    assertThat(reply.status()).isIn(404, 422);
    assertThat(reply.detail()).isEqualTo(problem);
  }

  @Test
  void aTokenOfOnePracticeMakesNoneForAnother() {
    String harbor = api.harbor();

    ApiFixture.Reply own =
        api.post(harbor, "/api/v1/tokens", "{\"name\": \"x\", \"scopes\": [\"AUDIT\"]}");
    ApiFixture.Reply other =
        api.post(
            harbor,
            "/api/v1/tokens",
            "{\"name\": \"x\", \"scopes\": [\"AUDIT\"], \"practice\": \"inland\"}");

    assertThat(own.body().path("practice").asText()).isEqualTo("harbor");
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.detail()).isEqualTo("tokens that reach so far are not yours to make");
  }

  @Test
  void accountsAreMadeChangedAndDisabled() {
    String harbor = api.harbor();
    ApiFixture.Reply made =
        api.post(
            harbor,
            "/api/v1/accounts",
            """
            {"name": "Ann", "displayName": "Ann Reed", "role": "CLINICIAN", "staff": "dr-a"}
            """);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String path = "/api/v1/accounts/" + made.body().at("/account/id").asText();

    assertThat(made.body().path("password").asText()).hasSize(23);
    assertThat(made.body().at("/account/roles/0/practice").asText()).isEqualTo("harbor");
    assertThat(made.body().at("/account/staff/harbor").asText()).isEqualTo("dr-a");
    assertThat(api.post(harbor, path + "/grant", "{\"role\": \"BILLER\"}").body().path("roles"))
        .hasSize(2);
    assertThat(api.post(harbor, path + "/revoke", "{\"role\": \"BILLER\"}").body().path("roles"))
        .hasSize(1);
    assertThat(api.post(harbor, path + "/staff", "{}").body().path("staff")).isEmpty();
    assertThat(api.post(harbor, path + "/reset-password", "{}").status()).isEqualTo(201);
    assertThat(api.post(harbor, path + "/disable", "{}").body().path("state").asText())
        .isEqualTo("DISABLED");
    assertThat(api.post(harbor, path + "/enable", "{}").body().path("state").asText())
        .isEqualTo("ACTIVE");
    assertThat(api.get(harbor, "/api/v1/accounts").text())
        .contains("Ann Reed")
        .doesNotContain("argon2");
  }

  @Test
  void accountsOfOtherPracticesAreNotThere() {
    String harbor = api.harbor();
    ApiFixture.Reply boss =
        api.post(
            api.admin(), "/api/v1/accounts", "{\"name\": \"boss\", \"role\": \"ADMINISTRATOR\"}");
    String path = "/api/v1/accounts/" + boss.body().at("/account/id").asText();

    assertThat(api.get(harbor, "/api/v1/accounts").body().path("items")).isEmpty();
    assertThat(api.get(harbor, path).status()).isEqualTo(404);
    assertThat(api.post(harbor, path + "/reset-password", "{}").status()).isEqualTo(404);
    assertThat(api.post(harbor, path + "/disable", "{}").status()).isEqualTo(404);
    assertThat(
            api.post(
                    harbor,
                    "/api/v1/accounts",
                    "{\"name\": \"x1\", \"role\": \"AUDITOR\", \"practice\": \"inland\"}")
                .status())
        .isEqualTo(403);
  }
}
