package dev.cuffline.gateway;

import dev.cuffline.gateway.alerting.RulePackFile;
import dev.cuffline.gateway.billing.FeeTables;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.described.FormatFolder;
import dev.cuffline.gateway.ingress.listener.ListenerException;
import dev.cuffline.gateway.ingress.listener.MqttListener;
import dev.cuffline.rules.trend.RulePack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration as a start would, and says what is wrong with it. */
@Command(
    name = "check",
    description = "Checks a configuration file, with the environment over it.",
    mixinStandardHelpOptions = true)
final class ConfigCheckCommand implements Callable<Integer> {
  private final ConfigurationLoader loader;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "YAML file, as config/cuffline.yaml.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path file;

  ConfigCheckCommand(ConfigurationLoader loader) {
    this.loader = loader;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ConfigurationLoader.Loaded loaded = loader.load(file);
      loaded.warnings().forEach(warning -> out.println("warning: " + warning));
      return filesOf(loaded, out);
    } catch (ConfigurationException | IllegalArgumentException wrong) {
      out.println(wrong.getMessage());
      return ExitCode.FINDING;
    }
  }

  /** Looks into the files that the settings name and a start would need. */
  private int filesOf(ConfigurationLoader.Loaded loaded, PrintWriter out) {
    Configuration settings = loaded.configuration();
    Formats formats =
        FormatFolder.read(settings.formats(), Settings.limits(settings.plausibility()));
    PayerProfiles payers = PayerProfiles.read(settings.payers());
    FeeTables fees = FeeTables.read(settings.fees());
    RulePack rules = RulePackFile.read(settings.alertRules());
    Subscribers.requireFormats(settings.subscribers(), formats);
    try {
      MqttListener.check(Settings.listener(settings.mqtt()));
      out.println("formats: " + String.join(", ", formats.names()));
      out.println("alert rules: " + rules.name() + ", " + rules.rules().size() + " on");
      out.println("payers: " + String.join(", ", payers.names()));
      out.println(
          "fees: "
              + fees.tables().stream()
                  .map(table -> table.name() + " " + table.status())
                  .collect(Collectors.joining(", ")));
      out.println(file + " is fine");
      return ExitCode.FINE;
    } catch (ListenerException wrong) {
      out.println(loaded.located(String.valueOf(wrong.getMessage())));
      return ExitCode.FINDING;
    }
  }
}
