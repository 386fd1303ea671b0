package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.described.DescribedFormat;
import dev.cuffline.gateway.format.described.FormatFile;
import dev.cuffline.gateway.intake.vectors.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code format test}: reads samples with a format file, and compares with what was expected. */
@Command(
    name = "test",
    description = {
      "Reads samples with a format file: JSON Lines {\"id\", \"input_json\" or \"input_text\",",
      "\"received_at\", \"expected\"}. Only what expected lists is compared; a line without it is",
      "shown as it was read."
    },
    mixinStandardHelpOptions = true)
final class FormatTestCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAMPLES = ".samples.jsonl";

  @Parameters(index = "0", paramLabel = "FILE", description = "The format file.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SAMPLES",
      description = "Without it: NAME.samples.jsonl beside the format file.")
  private @Nullable Path samples;

  @Option(names = "--json", description = "A JSON line for each sample.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  /** Where the samples of a format are, given its file. */
  static Path samplesOf(Path file, String format) {
    return file.resolveSibling(format + SAMPLES);
  }

  @Override
  public Integer call() throws IOException {
    DescribedFormat format = FormatFile.read(file, PlausibilityLimits.DEFAULT);
    Formats formats = new Formats(PlausibilityLimits.DEFAULT, List.of(format));
    Path from = samples == null ? samplesOf(file, format.name()) : samples;
    List<Samples.Result> results =
        new Samples(formats, format.name()).read(Files.readAllLines(from));
    PrintWriter out = spec.commandLine().getOut();
    for (Samples.Result result : results) {
      if (json) {
        out.println(JSON.writeValueAsString(result));
      } else if (!result.differences().isEmpty()) {
        out.println(result.id() + " DIFFERS");
        result.differences().forEach(difference -> out.println("  " + difference));
      } else {
        out.println(
            result.id() + (result.isCompared() ? " as expected" : " read as " + result.actual()));
      }
    }
    long bad = results.stream().filter(result -> !result.differences().isEmpty()).count();
    if (!json) {
      out.println(results.size() + " samples, " + bad + " differ");
    }
    return bad == 0 ? ExitCode.FINE : ExitCode.FINDING;
  }
}
