package dev.cuffline.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.described.FormatFolder;
import dev.cuffline.gateway.intake.ReplayVerification;
import dev.cuffline.gateway.journal.JournalLookup;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.gateway.store.StoreCopy;
import dev.cuffline.gateway.store.StoreIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay --verify}: does what is stored follow from what was received? (P3) */
@Command(
    name = "replay",
    description = {
      "Builds items, readings and data-days once more from the journal and from what people wrote",
      "down, in a shadow file, beside a running gateway, and lists every difference. Sends nothing,",
      "changes nothing. To judge items again after a cause is mended: POST /api/v1/quarantine/replay."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;

  @Option(names = "--verify", required = true, description = "Compares, and changes nothing.")
  private boolean verify;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path config;

  @Option(
      names = "--work",
      paramLabel = "FOLDER",
      description = "Where the shadow is made; it needs twice the store (default: of the system).")
  private @Nullable Path work;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "List at most so many differences (default ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  ReplayCommand(ConfigurationLoader configurations) {
    this.configurations = configurations;
  }

  @Override
  public Integer call() throws IOException {
    if (!verify) {
      throw new ParameterException(spec.commandLine(), "--verify is all that replay does");
    }
    Configuration configuration = configurations.load(config).configuration();
    if (configuration.store().kind() != Configuration.StoreKind.SQLITE) {
      throw new IllegalArgumentException(
          "replay --verify works on the embedded store (store.kind: sqlite) only");
    }
    Path folder =
        work == null
            ? Files.createTempDirectory("cuffline-replay")
            : Files.createTempDirectory(Files.createDirectories(work), "cuffline-replay");
    try {
      ReplayVerification.Report report = verify(configuration, folder);
      print(report);
      return report.differences().isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
    } finally {
      delete(folder);
    }
  }

  private static ReplayVerification.Report verify(Configuration configuration, Path folder) {
    Path store = configuration.data().folder().resolve(Stores.FILE);
    Path recorded = folder.resolve("recorded.db");
    Path shadow = folder.resolve("shadow.db");
    StoreCopy.make(store, recorded);
    StoreCopy.make(recorded, shadow);
    Formats formats =
        FormatFolder.read(configuration.formats(), Settings.limits(configuration.plausibility()));
    Rulings rulings = Rulings.read(configuration.alertRules());
    try (JournalLookup journal = JournalLookup.open(configuration.data().folder());
        Reads before = Reads.sqlite(recorded);
        Database now = Database.sqlite(shadow)) {
      return new ReplayVerification(
              before,
              now,
              JudgingParts.judging(
                  configuration,
                  formats,
                  rulings,
                  new PatientAlerts(rulings),
                  StoreIdentity.of(now),
                  new DeviceDirectory(),
                  List.of()))
          .run(journal::read, journal::find);
    }
  }

  private void print(ReplayVerification.Report report) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(report));
      return;
    }
    report.differences().stream().limit(limit).forEach(out::println);
    if (report.differences().size() > limit) {
      out.println("… and " + (report.differences().size() - limit) + " more");
    }
    out.printf(
        "%,d transmissions, %,d items judged again, %,d differences%n",
        report.transmissions(), report.items(), report.differences().size());
    if (report.otherVersion() > 0) {
      out.printf(
          "%,d items were read by another version of their format, and left out%n",
          report.otherVersion());
    }
    if (report.notKept() > 0) {
      out.printf("%,d items whose bytes are not kept any more were left out%n", report.notKept());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
