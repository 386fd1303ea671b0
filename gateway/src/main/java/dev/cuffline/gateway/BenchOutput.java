package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.Bench;
import dev.cuffline.gateway.bench.BenchPage;
import dev.cuffline.gateway.bench.BenchReport;
import dev.cuffline.gateway.store.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of {@code bench} that every test has, and the printing of what it gave. */
final class BenchOutput {
  private static final double GIB = 1_024.0 * 1_024.0 * 1_024.0;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with charts, complete in one file.")
  private @Nullable Path html;

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description =
          "For the gateway's Java machine, such as -XX:StartFlightRecording=filename=x.jfr")
  private List<String> javaOptions = List.of();

  @Option(
      names = "--work",
      paramLabel = "FOLDER",
      description = "Where the temporary data goes; the disk matters (default: of the system).")
  private @Nullable Path work;

  /** A load test. */
  @FunctionalInterface
  interface Test {
    BenchReport run(Bench bench) throws IOException;
  }

  int run(CommandSpec spec, Path home, Clock clock, Test test) throws IOException {
    Logging.apply(new Configuration.Log(Configuration.LogLevel.WARN));
    Path folder =
        work == null
            ? Files.createTempDirectory("cuffline-bench")
            : Files.createTempDirectory(work, "cuffline-bench");
    try {
      BenchReport report =
          test.run(
              new Bench(
                  home,
                  folder,
                  javaOptions,
                  clock,
                  BenchOutput::store,
                  circumstances(spec, clock)));
      print(spec.commandLine().getOut(), report);
      return ExitCode.FINE;
    } finally {
      delete(folder);
    }
  }

  private static Database store(Path folder) {
    return Database.sqlite(folder.resolve(Stores.FILE));
  }

  private void print(PrintWriter out, BenchReport report) throws IOException {
    if (json) {
      out.println(report.json());
    } else {
      report.text().forEach(out::println);
    }
    if (html != null) {
      Files.writeString(html, BenchPage.of(report));
    }
    out.flush();
  }

  private static BenchReport.Circumstances circumstances(CommandSpec spec, Clock clock)
      throws IOException {
    Runtime runtime = Runtime.getRuntime();
    String memory =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? String.format(Locale.ROOT, ", %.1f GiB", system.getTotalMemorySize() / GIB)
            : "";
    String machine =
        runtime.availableProcessors()
            + " processors"
            + memory
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", Java "
            + Runtime.version();
    String command =
        spec.root().commandLine().getParseResult().originalArgs().stream()
            .collect(Collectors.joining(" ", "./cuffline ", ""));
    return new BenchReport.Circumstances(
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        String.join(" ", new Version().getVersion()),
        machine,
        command);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
