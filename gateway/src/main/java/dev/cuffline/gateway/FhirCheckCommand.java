package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.fhir.FhirCheck;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fhir check}: the way to a server, step by step. Beside a running gateway or without. */
@Command(
    name = "check",
    description = {
      "Goes the way to a FHIR server: credentials, what it can do, how each resource is written.",
      "Exit code 1 when a step fails."
    },
    mixinStandardHelpOptions = true)
final class FhirCheckCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;
  private final Clock clock;

  @Parameters(paramLabel = "DESTINATION", description = "Its name in the settings.")
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private String name;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path file;

  @Option(
      names = "--write",
      description = "Also write one Device, entered-in-error and tagged as a test (HTEST).")
  private boolean write;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  FhirCheckCommand(ConfigurationLoader configurations, Clock clock) {
    this.configurations = configurations;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path settings = file;
    FhirSettings server = server(configurations.load(settings).configuration());
    List<FhirCheck.Step> steps = new FhirCheck(server, new FhirJson(), clock).run(write);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? json(steps) : text(steps));
    out.flush();
    return steps.stream().allMatch(FhirCheck.Step::fine) ? ExitCode.FINE : ExitCode.FINDING;
  }

  private FhirSettings server(Configuration configuration) {
    for (Destination destination : configuration.destinations()) {
      if (destination.name().equals(name)
          && destination.target() instanceof Destination.Target.Fhir(FhirSettings server)) {
        return server;
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "no destination of type fhir is called "
            + name
            + "; in the settings there are: "
            + configuration.destinations().stream()
                .map(Destination::name)
                .collect(Collectors.joining(", ")));
  }

  private static String text(List<FhirCheck.Step> steps) {
    return steps.stream()
        .map(step ->
            "%-4s  %-20s %s%n".formatted(step.fine() ? "ok" : "no", step.name(), step.detail()))
        .collect(Collectors.joining());
  }

  private static String json(List<FhirCheck.Step> steps) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode items = root.putArray("steps");
    for (FhirCheck.Step step : steps) {
      items
          .addObject()
          .put("name", step.name())
          .put("fine", step.fine())
          .put("detail", step.detail());
    }
    return root + "\n";
  }
}
