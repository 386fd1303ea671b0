package dev.cuffline.gateway;

import dev.cuffline.gateway.billing.PatientBilling;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.gateway.simulate.DemoCuffs;
import dev.cuffline.gateway.simulate.DemoPractice;
import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Determination;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code demo}: a gateway on a fresh data folder, and simulated cuffs that publish real MQTT. */
@Command(
    name = "demo",
    description = "Runs a gateway with a simulated practice, until Ctrl-C or for a time.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final long SEED = 20_260_105;
  private static final String DATA_FOLDER = "CUFFLINE_DATA_FOLDER";

  private final Map<String, String> environment;
  private final Path home;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Stop by itself after, for example, 30s or 2m.")
  private @Nullable Duration runFor;

  @Option(names = "--keep", description = "Keep the data folder when it stops.")
  private boolean keep;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  DemoCommand(Map<String, String> environment, Path home) {
    this.environment = environment;
    this.home = home;
  }

  /** Reads 30s, 2m or 1h. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
        throw new TypeConversionException("expected a time like 30s, 2m or 1h, not " + text);
      }
      return Duration.parse("PT" + text);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cuffline-demo");
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook =
        Thread.ofPlatform()
            .unstarted(() -> {
              stop.countDown();
              await(finished);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      run(folder, stop);
      return ExitCode.FINE;
    } finally {
      if (!keep) {
        delete(folder);
      }
      finished.countDown();
      if (stop.getCount() > 0) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Path folder, CountDownLatch stop) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(DATA_FOLDER, folder.toString());
    Configuration configuration = new ConfigurationLoader(variables, home).load().configuration();
    Logging.apply(configuration.log());
    Clock clock = Clock.systemUTC();
    try (Gateway gateway = Gateway.start(configuration, clock)) {
      DemoPractice practice = new DemoPractice(gateway.registry(), clock.instant());
      practice.enrol();
      printAddresses(out, configuration, gateway);
      try (DemoCuffs _ =
          new DemoCuffs(configuration.mqtt().host(), gateway.mqttPort(), practice, clock, SEED)) {
        watch(gateway, stop, out);
      }
      gateway.settle();
      printSummary(out, gateway, configuration, clock);
    }
  }

  private void printAddresses(PrintWriter out, Configuration configuration, Gateway gateway)
      throws IOException {
    String http = "http://" + configuration.http().host() + ":" + gateway.httpPort();
    String token = Files.readString(AdminToken.file(gateway.folder().path())).strip();
    out.println("Cuffline demo: made-up patients, simulated cuffs, a real gateway.");
    out.println("  MQTT   " + configuration.mqtt().host() + ":" + gateway.mqttPort());
    out.println("  page   " + http + "/ (asks for the token)");
    out.println("  API    " + http + "/api/v1/alerts?practice=" + DemoPractice.ID);
    out.println("  token  " + token);
    out.println(
        "  look   curl -H 'Authorization: Bearer "
            + token
            + "' '"
            + http
            + "/api/v1/alerts?practice="
            + DemoPractice.ID
            + "'");
    out.println("  data   " + gateway.folder().path() + (keep ? "" : " (deleted at the end)"));
    out.flush();
  }

  private void watch(Gateway gateway, CountDownLatch stop, PrintWriter out)
      throws InterruptedException {
    long end = runFor == null ? Long.MAX_VALUE : System.nanoTime() + runFor.toNanos();
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    long step = terminal ? 500 : 5_000;
    while (true) {
      long left =
          end == Long.MAX_VALUE
              ? step
              : Math.min(step, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
      if (left <= 0 || stop.await(left, TimeUnit.MILLISECONDS)) {
        break;
      }
      String line = figures(gateway).line();
      out.print(terminal ? "\r\u001b[2K" + line : line + System.lineSeparator());
      out.flush();
    }
    out.println();
  }

  private static DemoFigures figures(Gateway gateway) {
    long received = gateway.journal().head();
    return gateway.database().read(session -> DemoFigures.read(session, received));
  }

  private static void printSummary(
      PrintWriter out, Gateway gateway, Configuration configuration, Clock clock) {
    DemoFigures figures = figures(gateway);
    out.println("What came of it");
    row(out, "transmissions received", figures.received());
    figures.items().forEach((disposition, count) -> row(out, "items: " + disposition, count));
    figures.openAlerts().forEach((severity, count) -> row(out, "open alerts: " + severity, count));
    row(out, "resources delivered", figures.delivered());
    out.println("The patient with erratic readings, three calls and a medication change");
    PatientBilling billing = new PatientBilling(PayerProfiles.read(configuration.payers()));
    gateway
        .database()
        .read(session ->
            billing.answer(session, DemoPractice.ID, DemoPractice.MANAGED, clock.instant()))
        .map(BillingAnswer::determinations)
        .ifPresent(determinations -> determinations.forEach(d -> out.println(line(d))));
    out.flush();
  }

  private static void row(PrintWriter out, String name, long count) {
    out.printf("  %-34s %8d%n", name, count);
  }

  private static String line(Determination determination) {
    return "  %s  %d × %-9s %s %s"
        .formatted(
            determination.code(),
            determination.units(),
            determination.status(),
            determination.period().map(period -> period.from() + " to " + period.to()).orElse(""),
            determination.reasons().stream()
                .map(Enum::name)
                .collect(Collectors.joining(", ", "(", ")")));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
