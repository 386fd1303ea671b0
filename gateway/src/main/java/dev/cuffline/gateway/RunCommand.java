package dev.cuffline.gateway;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: a gateway, until it is told to stop. */
@Command(
    name = "run",
    description = "Runs a gateway until it is stopped (Ctrl-C or SIGTERM).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings; without it config/cuffline.yaml of the installation.")
  private @Nullable Path file;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  RunCommand(ConfigurationLoader configurations) {
    this.configurations = configurations;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    ConfigurationLoader.Loaded loaded = configurations.load(file);
    loaded.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
    Configuration configuration = loaded.configuration();
    Logging.apply(configuration.log());
    CountDownLatch stopped = new CountDownLatch(1);
    Gateway gateway = Gateway.start(configuration, Clock.systemUTC());
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  gateway.close();
                  stopped.countDown();
                }));
    out.println(
        "Cuffline is ready: "
            + gateway.listening(configuration)
            + ", data in "
            + gateway.folder().path()
            + ", API token in "
            + AdminToken.file(gateway.folder().path()));
    out.flush();
    stopped.await();
    return ExitCode.FINE;
  }
}
