package dev.cuffline.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.described.DescribedFormat;
import dev.cuffline.gateway.format.described.FormatFile;
import dev.cuffline.gateway.journal.JournalLookup;
import dev.cuffline.gateway.ops.FormatDifference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code format diff}: which recorded messages another version of a file would read differently.
 */
@Command(
    name = "diff",
    description = {
      "Reads every message of a format in the journal with two versions of its file, beside a",
      "running gateway, and lists those that would read differently. Changes nothing, shows no value."
    },
    mixinStandardHelpOptions = true)
final class FormatDiffCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;

  @Parameters(index = "0", paramLabel = "OLD", description = "The format file as it is.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "The same as it shall be.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path after;

  @Option(
      names = "--over",
      paramLabel = "journal",
      description = "What to look through; the journal is all there is (and the default).")
  @SuppressWarnings("UnusedVariable") // picocli refuses other words; there is nothing to choose yet
  private @Nullable Over over;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path config;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "List at most so many messages (default ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  /** What can be looked through. */
  private enum Over {
    JOURNAL
  }

  FormatDiffCommand(ConfigurationLoader configurations) {
    this.configurations = configurations;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Configuration configuration = configurations.load(config).configuration();
    PlausibilityLimits limits = Settings.limits(configuration.plausibility());
    DescribedFormat old = FormatFile.read(before, limits);
    DescribedFormat now = FormatFile.read(after, limits);
    Set<String> names = new HashSet<>(old.header().names());
    names.addAll(now.header().names());
    try (JournalLookup journal = JournalLookup.open(configuration.data().folder())) {
      FormatDifference.Report report = new FormatDifference(old, now, names).over(journal::read);
      print(report);
      return report.differences().isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
    }
  }

  private void print(FormatDifference.Report report) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(report));
      return;
    }
    report.differences().stream()
        .limit(limit)
        .forEach(difference ->
            out.println("transmission " + difference.transmission() + "  " + difference.what()));
    if (report.differences().size() > limit) {
      out.println("… and " + (report.differences().size() - limit) + " more");
    }
    new TreeMap<>(report.counts()).forEach((what, count) -> out.printf("%,8d  %s%n", count, what));
    out.printf(
        "%,d messages of the format, %,d items would read differently%n",
        report.looked(), report.differences().size());
  }
}
