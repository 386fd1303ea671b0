package dev.cuffline.gateway;

import dev.cuffline.gateway.bench.LoadSettings;
import dev.cuffline.gateway.simulate.Encoders;
import dev.cuffline.gateway.simulate.PayloadEncoder;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code bench} that say how hard to load. */
final class LoadOptions {
  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Messages a second over all connections; 0 for as fast as acknowledged.")
  private double rate;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "200",
      description = "Hubs connected at once (default ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most messages in flight for each connection (default ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--qos",
      paramLabel = "1|2",
      defaultValue = "1",
      description = "Quality of service (default ${DEFAULT-VALUE}).")
  private int qos;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Cuffs behind the hubs (default ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = DemoCommand.TimeConverter.class,
      description = "How long is measured (default ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DemoCommand.TimeConverter.class,
      description = "How long is sent before anything is measured (default ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ZERO;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "mio-telemetry",
      description = "What the hubs write; mixed: every format (default ${DEFAULT-VALUE}).")
  private String format = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20260105",
      description = "Of the values (default ${DEFAULT-VALUE}).")
  private long seed;

  private static boolean namesItsCuff(String format) {
    return format.equals(LoadSettings.MIXED)
        || Encoders.find(format)
            .filter(encoder -> encoder.naming() != PayloadEncoder.CuffNaming.LOGIN)
            .isPresent();
  }

  LoadSettings settings(CommandSpec spec) {
    if (!namesItsCuff(format)) {
      throw new ParameterException(
          spec.commandLine(),
          "--format must be one whose payload names the cuff behind the hub: "
              + String.join(
                  ", ", Encoders.names().stream().filter(LoadOptions::namesItsCuff).toList()));
    }
    try {
      return new LoadSettings(
          rate, connections, window, qos, devices, duration, warmUp, format, seed);
    } catch (IllegalArgumentException bad) {
      throw new ParameterException(spec.commandLine(), String.valueOf(bad.getMessage()));
    }
  }
}
