package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * {@code bench alert}: ordinary readings at a rate, and among them crises, each of a patient who
 * had none yet; how long from the moment at which a crisis was meant to leave until a page's event
 * stream shows its alert.
 */
public final class AlertBench {
  private static final long MILLI = 1_000_000L;
  private static final double TARGET_A_SECOND = 500;
  private static final double P99_MILLIS = 100;
  private static final Duration FOR_LAST_ALERTS = Duration.ofSeconds(20);

  private final Bench bench;
  private final LoadSettings settings;
  private final int every;
  private final int crises;

  /**
   * Plans one.
   *
   * @param settings its rate must not be 0
   * @param every each so many messages of a connection are followed by a crisis
   */
  public AlertBench(Bench bench, LoadSettings settings, int every) {
    if (settings.rate() <= 0) {
      throw new IllegalArgumentException("--rate must be more than 0");
    }
    if (every < 1) {
      throw new IllegalArgumentException("--every must be 1 or more");
    }
    this.bench = bench;
    this.settings = settings;
    this.every = every;
    double messages =
        settings.rate() * settings.duration().plus(settings.warmUp()).toMillis() / 1_000.0;
    this.crises = (int) (messages / every) + 2 * settings.connections();
  }

  /** Runs it. */
  public BenchReport run() throws IOException {
    Mix mix = Mix.of(settings);
    ReadingTimes times = new ReadingTimes(settings.roundsForeseen(), bench.clock().instant());
    Path data = Files.createDirectories(ChildGateway.dataOf(bench.work()));
    Fleet fleet;
    try (Database store = bench.openStore().apply(data)) {
      fleet = Fleet.enrol(store, bench.clock(), settings.devices() + crises, mix);
    }
    Payloads payloads = new Payloads(fleet.cuffs(), mix, times, settings.seed());
    try (ChildGateway gateway =
        ChildGateway.start(
            bench.home(), bench.work(), bench.javaOptions(), List.of("destinations: []"))) {
      return load(gateway, fleet, payloads);
    }
  }

  private BenchReport load(ChildGateway gateway, Fleet fleet, Payloads payloads)
      throws IOException {
    Map<String, Long> dueAt = new ConcurrentHashMap<>();
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    long measureFrom = start + settings.warmUp().toNanos();
    try (AlertStream stream =
            new AlertStream(
                Bench.http(gateway.httpPort()), gateway.adminToken(), Fleet.PRACTICE.value());
        LoadRun run = new LoadRun(settings)) {
      run.connect(
          "127.0.0.1",
          gateway.mqttPort(),
          fleet.hubs(),
          place -> source(payloads, place, start, dueAt));
      run.begin(start, measureFrom);
      Watch.pauseUntil(measureFrom + settings.duration().toNanos());
      run.stop();
      long end = System.nanoTime() + FOR_LAST_ALERTS.toNanos();
      while (!stream.seenAt().keySet().containsAll(dueAt.keySet()) && System.nanoTime() < end) {
        Watch.pauseUntil(System.nanoTime() + 20 * MILLI);
      }
      return report(run, dueAt, stream, measureFrom, new ProcessUse(gateway.pid()));
    }
  }

  private LoadConnection.Source source(
      Payloads payloads, int place, long start, Map<String, Long> dueAt) {
    int connections = settings.connections();
    LoadConnection.Source ordinary =
        IngestBench.source(payloads, place, connections, settings.devices());
    return k -> {
      long crisis = k / every * connections + place;
      // Each connection's turn comes at another message: crises do not come in volleys.
      if ((k + place) % every != 0 || crisis >= crises) {
        return ordinary.message(k);
      }
      int device = settings.devices() + (int) crisis;
      dueAt.put(Fleet.patientId(device), LoadRun.due(settings, place, k, start));
      return payloads.crisis(device, bench.clock().instant());
    };
  }

  private BenchReport report(
      LoadRun run, Map<String, Long> dueAt, AlertStream stream, long measureFrom, ProcessUse use) {
    Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    long missing = 0;
    for (Map.Entry<String, Long> due : dueAt.entrySet()) {
      Optional<Long> seen = Optional.ofNullable(stream.seenAt().get(due.getKey()));
      if (seen.isEmpty()) {
        missing++;
      } else if (due.getValue() >= measureFrom) {
        latency.recordValue(
            Math.clamp(seen.get() - due.getValue(), 0, TimeUnit.MINUTES.toNanos(1)));
      }
    }
    Map<String, String> given = new LinkedHashMap<>();
    given.put("rate", settings.rate() + " /s, one crisis in " + every);
    given.put("connections", String.valueOf(settings.connections()));
    given.put("devices", settings.devices() + ", and one for each crisis");
    given.put("duration", settings.duration() + " after " + settings.warmUp() + " of warm-up");
    given.put("seed", String.valueOf(settings.seed()));
    boolean asTargeted = settings.rate() == TARGET_A_SECOND;
    List<Figure> figures = new ArrayList<>();
    if (latency.getTotalCount() > 0) {
      figures.add(
          Figure.of("p50Millis", "publish → event, p50", Latencies.millis(latency, 50), "ms"));
      figures.add(
          Figure.of("p99Millis", "publish → event, p99", Latencies.millis(latency, 99), "ms")
              .atMostWhen(asTargeted, P99_MILLIS));
      figures.add(
          Figure.of("p999Millis", "publish → event, p99.9", Latencies.millis(latency, 99.9), "ms"));
    }
    figures.add(Figure.count("crises", "crises measured", latency.getTotalCount()));
    figures.add(Figure.count("sent", "messages sent", run.sent()));
    figures.add(
        Figure.of(
            "peakMiB",
            "gateway's memory at most",
            IngestBench.mebibytes(use.peakBytes().orElse(0)),
            "MiB"));
    List<BenchReport.Check> checks =
        List.of(
            new BenchReport.Check(
                "every crisis was seen",
                missing == 0 && latency.getTotalCount() > 0,
                dueAt.size() + " sent, " + missing + " not seen"),
            new BenchReport.Check(
                "the page was never told to read anew",
                stream.resets() == 0,
                stream.resets() + " resets"));
    return new BenchReport(
        "bench alert",
        bench.circumstances(),
        given,
        figures,
        checks,
        Latencies.percentiles(latency),
        List.of());
  }
}
