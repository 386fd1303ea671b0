package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.AlertBench;
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

/** {@code bench alert}. */
@Command(
    name = "alert",
    description = {
      "Ordinary readings at a rate and crises among them: the time from the moment a crisis was",
      "meant to leave until a page's event stream shows its alert. Needs --rate."
    },
    mixinStandardHelpOptions = true)
final class BenchAlertCommand implements Callable<Integer> {
  private final Path home;
  private final Clock clock;

  @Mixin private final LoadOptions load = new LoadOptions();

  @Mixin private final BenchOutput output = new BenchOutput();

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "25",
      description = "One message in so many is a crisis (default ${DEFAULT-VALUE}).")
  private int every;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  BenchAlertCommand(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    LoadSettings settings = load.settings(spec);
    if (settings.rate() <= 0) {
      throw new ParameterException(spec.commandLine(), "--rate must be more than 0");
    }
    if (every < 1) {
      throw new ParameterException(spec.commandLine(), "--every must be 1 or more");
    }
    return output.run(spec, home, clock, bench -> new AlertBench(bench, settings, every).run());
  }
}
