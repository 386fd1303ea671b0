package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.FhirSink;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench sink}. */
@Command(
    name = "sink",
    description = {
      "A FHIR server in memory to deliver to, until Ctrl-C. It counts, and forgets everything:",
      "GET /stats, POST /unavailable?millis=5000, POST /delay?millis=20."
    },
    mixinStandardHelpOptions = true)
final class BenchSinkCommand implements Callable<Integer> {
  private static final int MOST = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8090",
      description = "On this machine only; 0 for any free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MOST) {
      throw new ParameterException(spec.commandLine(), "--port must be 0 to " + MOST);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (FhirSink sink = new FhirSink(port)) {
      out.println("A FHIR server that forgets everything: " + sink.base());
      out.flush();
      new CountDownLatch(1).await();
    }
    return ExitCode.FINE;
  }
}
