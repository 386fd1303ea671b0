package dev.cuffline.gateway;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Every command is registered here; none is found by scanning. */
@Command(
    name = "cuffline",
    description = "Gateway for blood-pressure cuffs and hubs in remote physiologic monitoring.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "  test      runs the whole test suite (part of the launcher)",
      "",
      "Exit codes: 0 fine, 1 a finding, 2 wrong usage, 3 cannot run."
    })
public final class Main implements Runnable {
  /** The installation folder, given by the launcher. */
  static final String HOME_PROPERTY = "cuffline.home";

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commands(System.getenv(), home()).execute(arguments));
  }

  /**
   * All commands.
   *
   * @param environment variables of the process
   * @param home the installation folder
   */
  static CommandLine commands(Map<String, String> environment, Path home) {
    var configurations = new ConfigurationLoader(environment, home);
    return new CommandLine(new Main())
        .addSubcommand(new CommandLine.HelpCommand())
        .addSubcommand(
            new CommandLine(new BenchCommand())
                .addSubcommand(new BenchIngestCommand(home, Clock.systemUTC()))
                .addSubcommand(new BenchAlertCommand(home, Clock.systemUTC()))
                .addSubcommand(new BenchDeliverCommand(home, Clock.systemUTC()))
                .addSubcommand(new BenchRulesCommand(home, Clock.systemUTC()))
                .addSubcommand(new BenchSinkCommand()))
        .addSubcommand(new DemoCommand(environment, home))
        .addSubcommand(new DecodeCommand(configurations, Clock.systemUTC(), System.in))
        .addSubcommand(
            new CommandLine(new FormatCommand())
                .addSubcommand(new FormatNewCommand(Clock.systemUTC()))
                .addSubcommand(new FormatCheckCommand())
                .addSubcommand(new FormatTestCommand())
                .addSubcommand(new FormatDiffCommand(configurations)))
        .addSubcommand(
            new CommandLine(new FhirCommand())
                .addSubcommand(new FhirKeyCommand())
                .addSubcommand(new FhirCheckCommand(configurations, Clock.systemUTC())))
        .addSubcommand(new AccountCommand(configurations, Clock.systemUTC()))
        .addSubcommand(new EvaluateCommand(configurations, System.in))
        .addSubcommand(new RunCommand(configurations))
        .addSubcommand(new SimulateCommand(Clock.systemUTC()))
        .addSubcommand(new ReplayCommand(configurations))
        .addSubcommand(new TraceCommand(configurations, Clock.systemUTC()))
        .addSubcommand(new ParkedCommand(configurations))
        .addSubcommand(new WhatIfCommand(configurations))
        .addSubcommand(
            new CommandLine(new AuditCommand(configurations, Clock.systemUTC()))
                .addSubcommand(new AuditVerifyCommand(configurations)))
        .addSubcommand(
            new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigCheckCommand(configurations)))
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::cannotRun)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Without a command. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static Path home() {
    return Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
  }

  private static int wrongUsage(ParameterException wrong, String[] arguments) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println("cuffline: " + wrong.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println();
      wrong.getCommandLine().usage(err);
    }
    return ExitCode.WRONG_USAGE;
  }

  private static int cannotRun(
      Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("cuffline: " + fault.getMessage());
    return ExitCode.CANNOT_RUN;
  }
}
