package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators look at. */
final class OpsApiTest extends ApiTestBase {
  @Test
  void livenessAnswersAlways() {
    assertThat(api.get("", "/health/live").status()).isEqualTo(200);
  }

  @Test
  void readinessNamesEachCheckAndFailsWithAny() {
    assertThat(api.get("", "/health/ready").status()).isEqualTo(200);

    api.notReady("the disk is full");

    ApiFixture.Reply reply = api.get("", "/health/ready");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text()).contains("\"journal\"", "the disk is full");
  }

  @Test
  void metricsAreScrapedWithoutATokenOnLoopback() {
    ApiFixture.Reply reply = api.get("", "/metrics");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).contains("cuffline_test_total 1.0");
  }

  @Test
  void metricsNeedATokenWhenOthersCanConnect(@TempDir Path folder) {
    try (ApiFixture open = new ApiFixture(folder, "0.0.0.0")) {
      assertRefused(open.get("", "/metrics"), 401, "send Authorization: Bearer with a token");
      assertThat(open.get(open.admin(), "/metrics").status()).isEqualTo(200);
    }
  }

  @Test
  void ingestIsMountedAndTooMuchIsRefused() {
    String path = "/v1/ingest/mio-telemetry";

    assertThat(api.send("", "POST", path, "application/json", "{}").status()).isEqualTo(202);
    assertThat(api.announce("", path, 1_025)).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void formatsAreListedAndAWrongFileChangesNone() {
    String token = api.harbor();

    ApiFixture.Reply refused = api.post(api.admin(), "/api/v1/formats/reload", "{}");

    assertThat(api.get(token, "/api/v1/formats").body().at("/items/0/version").asInt())
        .isEqualTo(3);
    assertRefused(refused, 422, "no format was changed: my-cuff.yaml, line 2: version must");
    assertRefused(
        api.post(token, "/api/v1/formats/reload", "{}"),
        403,
        "a token for every practice is needed here");
  }
}
