package dev.cuffline.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final BenchReport REPORT =
      new BenchReport(
          "bench <ingest>",
          new BenchReport.Circumstances(
              Instant.parse("2026-03-02T12:00:00Z"), "cuffline 1", "2 processors", "./cuffline x"),
          Map.of("devices", "20"),
          List.of(
              Figure.of("fast", "fast enough", 75_000, "/s").atLeast(60_000),
              Figure.of("slow", "too slow", 30, "ms").atMost(10),
              Figure.of("plain", "plain", 3, "")),
          List.of(new BenchReport.Check("a = b", false, "1 and 2")),
          List.of(
              new BenchReport.Percentile(50, 1),
              new BenchReport.Percentile(99, 2),
              new BenchReport.Percentile(99.9, 3)),
          List.of(
              new Sample(0, 0, 0, 1 << 20, 0),
              new Sample(1, 100, 50, 2 << 20, 1),
              new Sample(2, 300, 250, 2 << 20, 2)));

  @Test
  void theTextSetsTargetsBesideFigures() {
    assertThat(String.join("\n", REPORT.text()))
        .contains("75,000 /s   ≥ 60,000: met, 1.25 × the target")
        .contains("30 ms   ≤ 10: missed, 3.00 × the target")
        .contains("BROKEN   1 and 2");
  }

  @Test
  void theJsonHasFiguresTargetsAndLatencies() {
    assertThat(REPORT.json().at("/figures/fast").asDouble()).isEqualTo(75_000);
    assertThat(REPORT.json().at("/targets/fast/met").asBoolean()).isTrue();
    assertThat(REPORT.json().at("/targets/slow/met").asBoolean()).isFalse();
    assertThat(REPORT.json().at("/latencyMillis/p99.9").asDouble()).isEqualTo(3);
    assertThat(REPORT.json().at("/checks").path("a = b").asBoolean(true)).isFalse();
  }

  @Test
  void thePageIsCompleteInItselfAndEscapes() {
    String page = BenchPage.of(REPORT);

    assertThat(page)
        .contains("bench &lt;ingest&gt;")
        .contains("prefers-color-scheme: dark")
        .contains("<svg")
        .contains("p99.9")
        .doesNotContain("<script", "<link", "src=");
  }

  @Test
  void metricsAreReadByNameAndLabel() {
    GatewayMetrics.Moment moment =
        GatewayMetrics.parse(
            """
            # HELP cuffline_items_total x
            cuffline_items_total{disposition="accept"} 3.0
            cuffline_items_total{disposition="reject"} 2.0
            cuffline_items_total_other 9.0
            cuffline_transmissions_waiting 4.0
            """);

    assertThat(moment.sum("cuffline_items_total")).isEqualTo(5);
    assertThat(moment.byLabel("cuffline_items_total")).containsEntry("reject", 2L);
    assertThat(moment.sum(GatewayMetrics.WAITING)).isEqualTo(4);
  }
}
