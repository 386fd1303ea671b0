package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.IngestBench;
import dev.cuffline.gateway.bench.LoadSettings;
import dev.cuffline.gateway.bench.Onward;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench ingest}. */
@Command(
    name = "ingest",
    description = {
      "Hubs publish readings of many devices over MQTT: acknowledged and judged a second, and the",
      "time from the moment a message was meant to leave to its acknowledgement."
    },
    mixinStandardHelpOptions = true)
final class BenchIngestCommand implements Callable<Integer> {
  private final Path home;
  private final Clock clock;

  @Mixin private final LoadOptions load = new LoadOptions();

  @Mixin private final BenchOutput output = new BenchOutput();

  @Option(
      names = "--deliver",
      paramLabel = "off|ndjson|dead_fhir",
      defaultValue = "off",
      description = {
        "Where what is judged goes meanwhile: nowhere, to NDJSON files, or to a FHIR server that is",
        "down (default ${DEFAULT-VALUE})."
      })
  private Onward onward = Onward.OFF;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  BenchIngestCommand(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    LoadSettings settings = load.settings(spec);
    return output.run(spec, home, clock, bench -> new IngestBench(bench, settings, onward).run());
  }
}
