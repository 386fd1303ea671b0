package dev.cuffline.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cuffline.gateway.format.described.FormatFile;
import dev.cuffline.gateway.format.described.FormatSketch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code format new}: a file to begin with, its places guessed from a sample. */
@Command(
    name = "new",
    description = {
      "Begins a format file, with places guessed from a sample, and a file of samples beside it.",
      "Then: check each line, format check, format test."
    },
    mixinStandardHelpOptions = true)
final class FormatNewCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;

  @Parameters(
      paramLabel = "FILE",
      description = "To be written, such as my-formats/my-cuff.yaml; it must not be there.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path file;

  @Option(names = "--sample", paramLabel = "FILE", description = "A payload, JSON.")
  private @Nullable Path sample;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  FormatNewCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    String name =
        FormatFile.nameOf(file).orElseThrow(() -> wrong("FILE must end with " + FormatFile.SUFFIX));
    if (Files.exists(file)) {
      throw wrong(file + " is there already");
    }
    JsonNode payload = payload();
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, FormatSketch.of(name, payload, LocalDate.now(clock)));
    PrintWriter out = spec.commandLine().getOut();
    out.println("wrote " + file + ": check each line that says guessed or FILL-IN");
    if (!payload.isMissingNode()) {
      Path samples = FormatTestCommand.samplesOf(file, name);
      Files.writeString(
          samples,
          JSON.writeValueAsString(
                  JSON.createObjectNode().put("id", "sample-1").set("input_json", payload))
              + "\n",
          StandardCharsets.UTF_8);
      out.println(
          "wrote " + samples + ": add what is expected of it, see config/formats/README.md");
    }
    out.println("next: ./cuffline format check " + file + " && ./cuffline format test " + file);
    return ExitCode.FINE;
  }

  private JsonNode payload() throws IOException {
    if (sample == null) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(Files.readAllBytes(sample));
    } catch (JsonProcessingException malformed) {
      throw wrong("--sample: " + sample + " is no JSON: " + malformed.getOriginalMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
