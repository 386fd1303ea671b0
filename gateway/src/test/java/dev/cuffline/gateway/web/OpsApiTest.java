package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
  void ingestIsMountedAndTooMuchIsRefused() {
    String path = "/v1/ingest/mio-telemetry";

    assertThat(api.send("", "POST", path, "application/json", "{}").status()).isEqualTo(202);
    assertThat(api.announce("", path, 1_025)).startsWith("HTTP/1.1 413 ");
  }
}
