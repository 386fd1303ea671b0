package dev.cuffline.gateway;

import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.described.DescribedFormat;
import dev.cuffline.gateway.format.described.FormatFile;
import dev.cuffline.gateway.yaml.BadYamlException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code format check}: whether a start would take these files. */
@Command(
    name = "check",
    description = "Compiles format files as a start would, and says what is wrong with each.",
    mixinStandardHelpOptions = true)
final class FormatCheckCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Format files.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private List<Path> files;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int bad = 0;
    for (Path file : files) {
      try {
        DescribedFormat format = FormatFile.read(file, PlausibilityLimits.DEFAULT);
        out.println(file + " is fine: " + format.name() + ", version " + format.version());
      } catch (BadYamlException wrong) {
        out.println(wrong.getMessage());
        bad++;
      }
    }
    return bad == 0 ? ExitCode.FINE : ExitCode.FINDING;
  }
}
