package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * {@code bench ingest}: hubs publish readings of many devices; how many a second become durable and
 * acknowledged, how many are judged, and how long an acknowledgement takes.
 */
public final class IngestBench {
  private static final long MILLI = 1_000_000L;
  private static final double MIB = 1_024.0 * 1_024.0;
  private static final Duration TO_JUDGE_THE_REST = Duration.ofMinutes(10);

  private final Bench bench;
  private final LoadSettings settings;
  private final Onward onward;

  /**
   * Plans one.
   *
   * @param onward where what is judged is delivered
   */
  public IngestBench(Bench bench, LoadSettings settings, Onward onward) {
    this.bench = bench;
    this.settings = settings;
    this.onward = onward;
  }

  /** Runs it. */
  public BenchReport run() throws IOException {
    Mix mix = Mix.of(settings);
    ReadingTimes times = new ReadingTimes(settings.roundsForeseen(), bench.clock().instant());
    Files.createDirectories(ChildGateway.dataOf(bench.work()));
    long began = System.nanoTime();
    Fleet fleet;
    try (Database store = bench.openStore().apply(ChildGateway.dataOf(bench.work()))) {
      fleet = Fleet.enrol(store, bench.clock(), settings.devices(), mix);
    }
    double enrolSeconds = (System.nanoTime() - began) / 1e9;
    Payloads payloads = new Payloads(fleet.cuffs(), mix, times, settings.seed());
    Outcome outcome;
    Duration startUp;
    try (ChildGateway gateway =
        ChildGateway.start(bench.home(), bench.work(), bench.javaOptions(), onward.settings())) {
      startUp = gateway.startUp();
      outcome = load(gateway, fleet, payloads);
    }
    StoredRows stored;
    try (Database store = bench.openStore().apply(ChildGateway.dataOf(bench.work()))) {
      stored = store.read(StoredRows::count);
    }
    return new IngestReport(settings, bench.circumstances(), onward, times.gap())
        .of(outcome, stored, startUp, enrolSeconds);
  }

  /**
   * What came of the load.
   *
   * @param measuredSeconds of the time in which messages were sent and counted
   * @param acknowledged in that time
   * @param judged in that time
   * @param acknowledgedInAll from the first message to the last answer
   * @param drainSeconds from the last message until everything was judged
   * @param judgedSeconds from the first message until everything was judged
   */
  record Outcome(
      double measuredSeconds,
      long acknowledged,
      long judged,
      long acknowledgedInAll,
      long sent,
      long lost,
      double drainSeconds,
      double judgedSeconds,
      boolean allJudged,
      Map<String, Long> received,
      double processorSeconds,
      long residentBytes,
      long peakBytes,
      Histogram latency,
      List<Sample> samples) {}

  /** This connection's share of the devices, once through all of them a round. */
  static LoadConnection.Source source(Payloads payloads, int place, int connections, int devices) {
    int share = (devices - place + connections - 1) / connections;
    return k -> payloads.reading(place + (int) (k % share) * connections, k / share);
  }

  private Outcome load(ChildGateway gateway, Fleet fleet, Payloads payloads) throws IOException {
    ProcessUse use = new ProcessUse(gateway.pid());
    GatewayMetrics metrics = new GatewayMetrics(Bench.http(gateway.httpPort()));
    try (LoadRun run = new LoadRun(settings)) {
      run.connect(
          "127.0.0.1",
          gateway.mqttPort(),
          fleet.hubs(),
          place -> source(payloads, place, settings.connections(), settings.devices()));
      Watch watch = new Watch(metrics, Optional.of(use));
      long interval = Math.clamp(settings.duration().toNanos() / 20, 200 * MILLI, 1_000 * MILLI);
      long start = System.nanoTime() + 20 * MILLI;
      long zero = start + settings.warmUp().toNanos();
      long end = zero + settings.duration().toNanos();
      run.begin(start, zero);
      watch.lookUntil(zero, interval, zero);
      long acknowledgedBefore = run.acknowledgedNow();
      Sample first = watch.samples().getLast();
      watch.lookUntil(end, interval, zero);
      long acknowledgedAfter = run.acknowledgedNow();
      long stopped = System.nanoTime();
      Sample last = watch.samples().getLast();
      run.stop();
      boolean allJudged = watch.lookUntilJudged(TO_JUDGE_THE_REST.toNanos(), 100 * MILLI, zero);
      long judgedAll = System.nanoTime();
      GatewayMetrics.Moment now = metrics.read();
      Map<String, Long> received = new LinkedHashMap<>();
      for (String name :
          List.of(
              GatewayMetrics.RECEIVED,
              GatewayMetrics.JUDGED,
              GatewayMetrics.ITEMS,
              GatewayMetrics.WAITING)) {
        received.put(name, watch.grown(now, name));
      }
      return new Outcome(
          (stopped - zero) / 1e9,
          acknowledgedAfter - acknowledgedBefore,
          last.judged() - first.judged(),
          run.acknowledged(),
          run.sent(),
          run.lost(),
          (judgedAll - stopped) / 1e9,
          (judgedAll - start) / 1e9,
          allJudged,
          received,
          last.processorSeconds() - first.processorSeconds(),
          last.residentBytes(),
          use.peakBytes().orElse(0),
          run.latency(),
          watch.samples());
    }
  }

  static double mebibytes(long bytes) {
    return bytes / MIB;
  }
}
