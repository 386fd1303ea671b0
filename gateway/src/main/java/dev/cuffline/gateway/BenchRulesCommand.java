package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.RulesBench;
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

/** {@code bench rules}. */
@Command(
    name = "rules",
    description = {
      "The rules by themselves: determinations of a practice for one month, and what a reading in",
      "order costs the trend rules. Starts no gateway."
    },
    mixinStandardHelpOptions = true)
final class BenchRulesCommand implements Callable<Integer> {
  private final Path home;
  private final Clock clock;

  @Mixin private final BenchOutput output = new BenchOutput();

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Patients of the practice (default ${DEFAULT-VALUE}).")
  private int patients;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20260105",
      description = "Of the values (default ${DEFAULT-VALUE}).")
  private long seed;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  BenchRulesCommand(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    if (patients < 1) {
      throw new ParameterException(spec.commandLine(), "--patients must be 1 or more");
    }
    return output.run(spec, home, clock, bench -> new RulesBench(bench, patients, seed).run());
  }
}
