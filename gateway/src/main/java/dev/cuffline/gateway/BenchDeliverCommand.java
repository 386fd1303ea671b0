package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.DeliverBench;
import dev.cuffline.gateway.bench.LoadSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  private DeliverBench.Target to = DeliverBench.Target.NDJSON;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "With --to fhir: a FHIR server that runs, instead of the one in memory.")
  private @Nullable String server;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

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
    if (server != null && to != DeliverBench.Target.FHIR) {
      throw new ParameterException(spec.commandLine(), "--server needs --to fhir");
    }
    return output.run(
        spec,
        home,
        clock,
        bench ->
            new DeliverBench(bench, settings, readings, to, Optional.ofNullable(server)).run());
  }
}
