package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.store.Database;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and how far. */
final class AccessTest extends ApiTestBase {
  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/patients", "/api/v1/patients/p1/readings", "/api/v1/nothing-here"})
  void nothingOfTheApiIsSeenWithoutAToken(String path) {
    ApiFixture.Reply reply = api.get("", path);

    assertRefused(reply, 401, "send Authorization: Bearer with a token");
    assertThat(reply.headers().firstValue("www-authenticate"))
        .contains("Bearer realm=\"cuffline\"");
  }

  @Test
  void aWrongTokenIsRefused() {
    assertRefused(api.get("x".repeat(32), "/api/v1/patients"), 401, "the token is not known");
  }

  @Test
  void aTokenOfOnePracticeReachesNoOther() {
    String harbor = api.harbor();
    api.patient(harbor, "p1");
    api.post(
        api.admin(),
        "/api/v1/practices",
        """
        {"id": "inland", "name": "Inland", "zone": "America/Chicago", "payerProfile": "medicare-2026"}
        """);
    String inland = api.tokenFor("inland");

    assertThat(api.get(inland, "/api/v1/patients").body().get("items")).isEmpty();
    assertRefused(api.get(inland, "/api/v1/patients/p1"), 404, "there is no such patient");
    assertRefused(api.get(inland, "/api/v1/patients?practice=harbor"), 403, "for another practice");
    assertRefused(api.get(inland, "/api/v1/practices/harbor"), 403, "for another practice");
    assertRefused(
        api.post(
            inland,
            "/api/v1/practices",
            """
            {"name": "Third", "zone": "UTC", "payerProfile": "x"}
            """),
        403,
        "a token for every practice is needed");
  }

  @Test
  void aTokenForEveryPracticeMustNameOne() {
    api.patient(api.harbor(), "p1");

    assertRefused(api.get(api.admin(), "/api/v1/patients"), 400, "name one with ?practice=");
    assertThat(api.get(api.admin(), "/api/v1/patients?practice=harbor").body().get("items"))
        .hasSize(1);
  }

  @Test
  void everyAnswerHasSecurityHeaders() {
    for (String path : new String[] {"/health/live", "/api/v1/patients", "/nowhere"}) {
      var headers = api.get("", path).headers();

      assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
      assertThat(headers.firstValue("cache-control")).contains("no-store");
      assertThat(headers.firstValue("content-security-policy")).isPresent();
    }
  }

  @Test
  void anUnknownPathAndAnotherMethodAreProblemsToo() {
    String token = api.harbor();

    assertRefused(api.get(token, "/api/v1/pattients"), 404, "there is no such resource");
    ApiFixture.Reply wrong = api.put(token, "/api/v1/patients", "{}");
    assertRefused(wrong, 405, "allowed here: GET, POST");
    assertThat(wrong.headers().firstValue("allow")).contains("GET, POST");
    assertThat(api.get(token, "/nowhere").status()).isEqualTo(404);
  }

  @Test
  void aTakenPortNamesItsSetting(@TempDir Path folder) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Database database = Database.sqlite(folder.resolve("other.db"))) {
      WebSettings settings = new WebSettings("127.0.0.1", taken.getLocalPort());
      WebParts parts = ApiFixture.parts(database, folder);

      assertThatThrownBy(() -> new WebServer(settings, parts).close())
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "http.port: port %d on 127.0.0.1 is taken by another program;"
                  + " stop it or set http.port to a free one",
              taken.getLocalPort());
    }
  }
}
