package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.simulate.ApiEnrolment;
import dev.cuffline.gateway.simulate.Credentials;
import dev.cuffline.gateway.simulate.Encoders;
import dev.cuffline.gateway.simulate.EnrolmentFiles;
import dev.cuffline.gateway.simulate.FaultProfile;
import dev.cuffline.gateway.simulate.Outlet;
import dev.cuffline.gateway.simulate.Pacer;
import dev.cuffline.gateway.simulate.PayloadEncoder;
import dev.cuffline.gateway.simulate.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: made-up patients whose cuffs send to a gateway, a broker or a file. */
@Command(
    name = "simulate",
    description = {
      "Made-up patients whose cuffs send to a gateway, a broker or a file. The same seed and"
          + " options",
      "give the same bytes. Prints what it sent by kind, to compare with what the gateway says."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private static final LocalDate LONGEST_AGO = LocalDate.of(2010, 1, 1);

  private final Clock clock;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20260105",
      description = "Same seed, same bytes (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "10",
      description = "Patients, each with a cuff (default ${DEFAULT-VALUE}).")
  private int patients;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "Dates to simulate (default ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first date; without it so that the last one is yesterday.")
  private @Nullable LocalDate from;

  @Option(
      names = "--faults",
      paramLabel = "PROFILE",
      defaultValue = "field",
      description = {
        "none, field or harsh, and rates that differ: field,late-batch=0.2,malformed=0",
        "(default ${DEFAULT-VALUE})."
      })
  private String faults = "field";

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "mio-telemetry",
      description = "What the cuffs write (default ${DEFAULT-VALUE}): ${COMPLETION-CANDIDATES}.",
      completionCandidates = FormatNames.class)
  private String format = "";

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "sim",
      description = "Of every id: ${DEFAULT-VALUE}-patient-1, ${DEFAULT-VALUE}-cuff-1.")
  private String prefix = "";

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "max",
      description =
          "max, or simulated seconds a second: 1 is real time (default ${DEFAULT-VALUE}).")
  private String speed = "max";

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "At most so many messages a second; 0 for no limit.")
  private double rate;

  @Mixin private final SimulationTarget target = new SimulationTarget();

  @Option(
      names = "--enrol",
      description = "First enrol practice, patients and cuffs at a gateway, through its API.")
  private boolean enrol;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "Write the dates that must count: lines of patient,date.")
  private @Nullable Path expect;

  @Option(names = "--json", description = "The summary as JSON.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  SimulateCommand(Clock clock) {
    this.clock = clock;
  }

  /** For the help. */
  static final class FormatNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    FormatNames() {
      super(Encoders.names());
    }
  }

  @Override
  public Integer call() throws IOException {
    double pace = speed();
    Simulation simulation = new Simulation(plan(pace));
    PayloadEncoder encoder = Encoders.find(format).orElseThrow();
    target.check(spec, enrol);
    Credentials credentials = target.credentials();
    if (enrol) {
      enrol(simulation, encoder, credentials);
    }
    long began = System.nanoTime();
    try (Outlet outlet = target.open(encoder, credentials)) {
      Pacer pacer = new Pacer(pace, rate, start(simulation));
      send(simulation, outlet, pacer);
      outlet.settle();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      report(new SimulationSummary(simulation, outlet.acknowledged(), target.to(), took));
    }
    if (expect != null) {
      Files.writeString(expect, expected(simulation.dataDays()));
    }
    return ExitCode.FINE;
  }

  private static void send(Simulation simulation, Outlet outlet, Pacer pacer) throws IOException {
    try {
      simulation.forEach(emission -> {
        pacer.await(emission);
        try {
          outlet.send(emission);
        } catch (IOException fault) {
          throw new UncheckedIOException(fault);
        }
      });
    } catch (UncheckedIOException fault) {
      throw fault.getCause();
    }
  }

  private double speed() {
    if (speed.equals("max")) {
      return 0;
    }
    try {
      double value = Double.parseDouble(speed);
      if (value > 0 && value <= 1e9) {
        return value;
      }
    } catch (NumberFormatException none) {
      // said below, as for a number out of range
    }
    throw wrong("--speed must be max, or a number above 0, not " + speed);
  }

  private Simulation.Plan plan(double pace) {
    if (!(rate >= 0)) {
      throw wrong("--rate must be 0 or more");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = from == null ? today.minusDays(days) : from;
    if (first.isBefore(LONGEST_AGO)) {
      throw wrong("--from must not lie before " + LONGEST_AGO);
    }
    try {
      Simulation.Plan plan =
          new Simulation.Plan(seed, patients, first, days, profile(), format, prefix);
      double catchesUp = pace > 0 ? days / pace : 0;
      if (first.toEpochDay() + days > today.toEpochDay() + 1 + catchesUp) {
        throw wrong(
            "--from and --days end in the future, where no cuff has measured: start earlier, or set"
                + " --speed 1");
      }
      return plan;
    } catch (IllegalArgumentException bad) {
      throw wrong(String.valueOf(bad.getMessage()));
    }
  }

  private FaultProfile profile() {
    try {
      return FaultProfile.parse(faults);
    } catch (IllegalArgumentException bad) {
      throw wrong("--faults: " + bad.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Instant start(Simulation simulation) {
    return simulation.plan().from().atStartOfDay(simulation.cuffs().getFirst().zone()).toInstant();
  }

  private void enrol(Simulation simulation, PayloadEncoder encoder, Credentials credentials)
      throws IOException {
    List<EnrolmentFiles.Row> rows =
        IntStream.range(0, simulation.cuffs().size())
            .mapToObj(
                i -> new EnrolmentFiles.Row(simulation.patientId(i), simulation.cuffs().get(i)))
            .toList();
    URI api = target.api();
    new ApiEnrolment(api, target.token(), target.practice())
        .enrol(rows, encoder, simulation.plan().from().minusDays(2), credentials);
    target.keep(credentials);
  }

  private static String expected(Map<String, ? extends Iterable<LocalDate>> days) {
    return days.entrySet().stream()
        .flatMap(entry -> {
          List<String> lines = new ArrayList<>();
          entry.getValue().forEach(day -> lines.add(entry.getKey() + "," + day));
          return lines.stream();
        })
        .collect(Collectors.joining("\n", "patient,date\n", "\n"));
  }

  private void report(SimulationSummary summary) {
    PrintWriter out =
        target.usesStandardOutput() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    if (json) {
      out.println(summary.json(new ObjectMapper()));
    } else {
      summary.text().forEach(out::println);
    }
    out.flush();
  }
}
