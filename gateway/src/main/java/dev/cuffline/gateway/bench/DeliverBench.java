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

/**
 * {@code bench deliver}: a store full of readings, then a destination that begins at the beginning;
 * how many resources a second leave. The FHIR server is {@link FhirSink} in this process.
 */
public final class DeliverBench {
  private static final long MILLI = 1_000_000L;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String RESOURCES = "cuffline_delivery_resources_total";

  private final Bench bench;
  private final LoadSettings settings;
  private final long readings;
  private final Target target;
  private final Optional<String> server;

  /** Where to deliver. */
  public enum Target {
    /** Files of lines. */
    NDJSON,
    /** A FHIR server. */
    FHIR
  }

  /**
   * Plans one.
   *
   * @param settings connections, window, devices and format of the filling; the rest is not used
   * @param readings about how many
   * @param target where to
   * @param server base address of a FHIR server that runs, for {@link Target#FHIR}; else one in
   *     memory is started, which takes what it is given and so shows what the gateway can do
   */
  public DeliverBench(
      Bench bench, LoadSettings settings, long readings, Target target, Optional<String> server) {
    this.bench = bench;
    this.settings = settings;
    this.readings = readings;
    this.target = target;
    this.server = server;
  }

  /** Runs it. */
  public BenchReport run() throws IOException {
    Path data = Files.createDirectories(ChildGateway.dataOf(bench.work()));
    Mix mix = Mix.of(settings);
    ReadingTimes times =
        new ReadingTimes(3 * readings / settings.devices() + 10, bench.clock().instant());
    Fleet fleet;
    try (Database store = bench.openStore().apply(data)) {
      fleet = Fleet.enrol(store, bench.clock(), settings.devices(), mix);
    }
    Payloads payloads = new Payloads(fleet.cuffs(), mix, times, settings.seed());
    fill(fleet, payloads);
    return switch (target) {
      case NDJSON -> toFiles();
      case FHIR -> server.isPresent() ? toServer(server.get()) : toMemory();
    };
  }

  private void fill(Fleet fleet, Payloads payloads) throws IOException {
    try (ChildGateway gateway =
            ChildGateway.start(
                bench.home(), bench.work(), bench.javaOptions(), List.of("destinations: []"));
        LoadRun run = new LoadRun(settings)) {
      run.connect(
          "127.0.0.1",
          gateway.mqttPort(),
          fleet.hubs(),
          place -> IngestBench.source(payloads, place, settings.connections(), settings.devices()));
      Watch watch = new Watch(new GatewayMetrics(Bench.http(gateway.httpPort())), Optional.empty());
      long start = System.nanoTime();
      run.begin(start, start);
      while (run.acknowledgedNow() < readings && run.lost() == 0) {
        Watch.pauseUntil(System.nanoTime() + MILLI);
      }
      run.stop();
      if (!watch.lookUntilJudged(PATIENCE.toNanos(), 200 * MILLI, start)) {
        throw new IOException("the gateway did not judge what it took in " + PATIENCE);
      }
    }
  }

  private BenchReport toFiles() throws IOException {
    return deliver(
        List.of(
            "destinations:",
            "  - name: bench",
            "    type: ndjson",
            "    folder: fhir",
            "    from: beginning"),
        Optional.empty());
  }

  private BenchReport toMemory() throws IOException {
    try (FhirSink sink = new FhirSink(0)) {
      return deliver(fhir(sink.base().toString()), Optional.of(sink));
    }
  }

  private BenchReport toServer(String base) throws IOException {
    return deliver(fhir(base), Optional.empty());
  }

  private static List<String> fhir(String base) {
    return List.of(
        "destinations:",
        "  - name: bench",
        "    type: fhir",
        "    url: " + base,
        "    from: beginning");
  }

  private BenchReport deliver(List<String> lines, Optional<FhirSink> sink) throws IOException {
    try (ChildGateway gateway =
        ChildGateway.start(bench.home(), bench.work(), bench.javaOptions(), lines)) {
      long began = System.nanoTime();
      ProcessUse use = new ProcessUse(gateway.pid());
      GatewayMetrics metrics = new GatewayMetrics(Bench.http(gateway.httpPort()));
      List<Sample> samples = new ArrayList<>();
      GatewayMetrics.Moment now = metrics.read();
      while (now.sum(GatewayMetrics.UNSENT) > 0 || now.sum(RESOURCES) == 0) {
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          throw new IOException("the destination did not take everything in " + PATIENCE);
        }
        samples.add(sample(began, now, use));
        Watch.pauseUntil(System.nanoTime() + 100 * MILLI);
        now = metrics.read();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      samples.add(sample(began, now, use));
      return report(seconds, now.sum(RESOURCES), use, sink.map(FhirSink::stats), samples);
    }
  }

  private static Sample sample(long began, GatewayMetrics.Moment now, ProcessUse use) {
    long delivered = now.sum(RESOURCES);
    return new Sample(
        (System.nanoTime() - began) / 1e9,
        delivered,
        delivered,
        use.residentBytes().orElse(0),
        use.processorSeconds());
  }

  private BenchReport report(
      double seconds,
      long resources,
      ProcessUse use,
      Optional<SinkStats> stats,
      List<Sample> samples)
      throws IOException {
    StoredRows stored;
    try (Database store = bench.openStore().apply(ChildGateway.dataOf(bench.work()))) {
      stored = store.read(StoredRows::count);
    }
    Map<String, String> given = new LinkedHashMap<>();
    given.put(
        "to",
        switch (target) {
          case NDJSON -> "NDJSON files";
          case FHIR -> server.orElse("a FHIR server in memory");
        });
    given.put("readings", String.valueOf(stored.readings()));
    given.put("devices", String.valueOf(settings.devices()));
    given.put("seed", String.valueOf(settings.seed()));
    List<Figure> figures =
        List.of(
            Figure.of("resourcesPerSecond", "delivered", resources / seconds, "/s"),
            Figure.of("readingsPerSecond", "readings delivered", stored.readings() / seconds, "/s"),
            Figure.of("seconds", "until nothing was left", seconds, "s"),
            Figure.of(
                "peakMiB",
                "gateway's memory at most",
                IngestBench.mebibytes(use.peakBytes().orElse(0)),
                "MiB"));
    List<BenchReport.Check> checks = new ArrayList<>();
    stats.ifPresent(sink -> {
      checks.add(
          new BenchReport.Check(
              "nothing double", sink.doubles() == 0, sink.doubles() + " identifiers shared"));
      checks.add(
          new BenchReport.Check(
              "nothing lost",
              sink.observations() >= stored.readings(),
              sink.observations() + " Observations of " + stored.readings() + " readings"));
    });
    return new BenchReport(
        "bench deliver", bench.circumstances(), given, figures, checks, List.of(), samples);
  }
}
