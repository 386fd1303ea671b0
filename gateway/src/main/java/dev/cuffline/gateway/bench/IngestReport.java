package dev.cuffline.gateway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets the outcome of {@code bench ingest} beside the targets of DESIGN.md section 5. */
final class IngestReport {
  private static final double BURST_A_SECOND = 60_000;
  private static final double SUSTAINED_A_SECOND = 10_000;
  private static final Duration SUSTAINED = Duration.ofMinutes(10);
  private static final double PACED_A_SECOND = 2_000;
  private static final double P99_MILLIS = 10;
  private static final double START_SECONDS = 2;
  private static final double SMALL_A_SECOND = 1_000;
  private static final double SMALL_MIB = 300;

  private final LoadSettings settings;
  private final BenchReport.Circumstances circumstances;
  private final Onward onward;
  private final Duration gap;

  IngestReport(
      LoadSettings settings, BenchReport.Circumstances circumstances, Onward onward, Duration gap) {
    this.settings = settings;
    this.circumstances = circumstances;
    this.onward = onward;
    this.gap = gap;
  }

  BenchReport of(
      IngestBench.Outcome outcome, StoredRows stored, Duration startUp, double enrolSeconds) {
    return new BenchReport(
        "bench ingest",
        circumstances,
        given(),
        figures(outcome, stored, startUp, enrolSeconds),
        checks(outcome, stored),
        Latencies.percentiles(outcome.latency()),
        outcome.samples());
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("rate", settings.rate() > 0 ? settings.rate() + " /s" : "as fast as acknowledged");
    given.put(
        "connections × window",
        settings.connections() + " × " + settings.window() + ", QoS " + settings.qos());
    given.put("devices", settings.devices() + ", a reading each " + gap);
    given.put("format", settings.format());
    given.put("duration", settings.duration() + " after " + settings.warmUp() + " of warm-up");
    given.put("delivery", onward.words());
    given.put("seed", String.valueOf(settings.seed()));
    return given;
  }

  private List<Figure> figures(
      IngestBench.Outcome outcome, StoredRows stored, Duration startUp, double enrolSeconds) {
    boolean burst = settings.rate() == 0;
    boolean sustained =
        settings.rate() >= SUSTAINED_A_SECOND && settings.duration().compareTo(SUSTAINED) >= 0;
    boolean paced = settings.rate() == PACED_A_SECOND;
    boolean small = !burst && settings.rate() <= SMALL_A_SECOND;
    double seconds = outcome.measuredSeconds();
    long judgedInAll = outcome.received().getOrDefault(GatewayMetrics.JUDGED, 0L);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of("acknowledgedPerSecond", "acknowledged", outcome.acknowledged() / seconds, "/s")
            .atLeastWhen(burst, BURST_A_SECOND));
    figures.add(
        Figure.of("judgedPerSecond", "judged meanwhile", outcome.judged() / seconds, "/s")
            .atLeastWhen(sustained, SUSTAINED_A_SECOND));
    figures.add(
        Figure.of(
            "judgedPerSecondToTheEnd",
            "judged, to the last one",
            judgedInAll / outcome.judgedSeconds(),
            "/s"));
    figures.add(Figure.of("drainSeconds", "time to judge the rest", outcome.drainSeconds(), "s"));
    figures.add(latency(outcome, "p50", 50));
    figures.add(latency(outcome, "p99", 99).atMostWhen(paced, P99_MILLIS));
    figures.add(latency(outcome, "p999", 99.9));
    figures.add(
        Figure.of("processors", "gateway's processors", outcome.processorSeconds() / seconds, ""));
    figures.add(
        Figure.of(
                "residentMiB",
                "gateway's memory at the end",
                IngestBench.mebibytes(outcome.residentBytes()),
                "MiB")
            .atMostWhen(small, SMALL_MIB));
    figures.add(
        Figure.of(
            "peakMiB",
            "gateway's memory at most",
            IngestBench.mebibytes(outcome.peakBytes()),
            "MiB"));
    figures.add(
        Figure.of("startSeconds", "start to listening", startUp.toMillis() / 1e3, "s")
            .atMost(START_SECONDS));
    figures.add(Figure.of("enrolSeconds", "time to enrol the devices", enrolSeconds, "s"));
    figures.add(Figure.count("acknowledged", "acknowledged in all", outcome.acknowledgedInAll()));
    figures.add(Figure.count("readings", "readings in the store", stored.readings()));
    figures.add(Figure.count("dataDays", "data-days in the store", stored.dataDays()));
    figures.add(Figure.count("alerts", "alerts in the store", stored.alerts()));
    return figures;
  }

  private static Figure latency(IngestBench.Outcome outcome, String key, double percentage) {
    String name = "publish → acknowledgement, p" + key.substring(1).replace("999", "99.9");
    return Figure.of(key + "Millis", name, Latencies.millis(outcome.latency(), percentage), "ms");
  }

  private static List<BenchReport.Check> checks(IngestBench.Outcome outcome, StoredRows stored) {
    long received = outcome.received().getOrDefault(GatewayMetrics.RECEIVED, 0L);
    long judged = outcome.received().getOrDefault(GatewayMetrics.JUDGED, 0L);
    long items = outcome.received().getOrDefault(GatewayMetrics.ITEMS, 0L);
    long waiting = outcome.received().getOrDefault(GatewayMetrics.WAITING, 0L);
    return List.of(
        check(
            "every message acknowledged",
            outcome.acknowledgedInAll() == outcome.sent() && outcome.lost() == 0,
            "%d sent, %d acknowledged, %d lost"
                .formatted(outcome.sent(), outcome.acknowledgedInAll(), outcome.lost())),
        check(
            "acknowledged = received",
            received == outcome.acknowledgedInAll(),
            outcome.acknowledgedInAll() + " and " + received),
        check(
            "received = judged + waiting",
            outcome.allJudged() && received == judged + waiting,
            "%d = %d + %d".formatted(received, judged, waiting)),
        check(
            "items = Σ dispositions = rows",
            items == stored.items(),
            items + " counted, " + stored.items() + " rows"),
        check(
            "every reading stored once",
            stored.readings() == items,
            stored.readings() + " of " + items));
  }

  private static BenchReport.Check check(String name, boolean holds, String detail) {
    return new BenchReport.Check(name, holds, detail);
  }
}
