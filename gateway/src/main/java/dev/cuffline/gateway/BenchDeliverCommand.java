package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.DeliverBench;
import dev.cuffline.gateway.bench.LoadSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench deliver}. */
@Command(
    name = "deliver",
    description = "Fills a store with readings, then lets a new destination take them all.",
    mixinStandardHelpOptions = true)
final class BenchDeliverCommand implements Callable<Integer> {
  private final Path home;
  private final Clock clock;

  @Mixin private final LoadOptions load = new LoadOptions();

  @Mixin private final BenchOutput output = new BenchOutput();

  @Option(
      names = "--readings",
      paramLabel = "N",
      defaultValue = "100000",
      description = "About how many (default ${DEFAULT-VALUE}).")
  private long readings;

  @Option(
      names = "--to",
      paramLabel = "ndjson|fhir",
      defaultValue = "ndjson",
      description = "NDJSON files, or a FHIR server in memory (default ${DEFAULT-VALUE}).")
  private To to = To.NDJSON;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  /** Where to deliver. */
  enum To {
    NDJSON,
    FHIR
  }

  BenchDeliverCommand(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    LoadSettings settings = load.settings(spec);
    if (readings < 1) {
      throw new ParameterException(spec.commandLine(), "--readings must be 1 or more");
    }
    return output.run(
        spec,
        home,
        clock,
        bench -> new DeliverBench(bench, settings, readings, to == To.FHIR).run());
  }
}
