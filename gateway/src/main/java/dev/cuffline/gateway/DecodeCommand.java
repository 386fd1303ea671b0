package dev.cuffline.gateway;

import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.described.DescribedFormat;
import dev.cuffline.gateway.format.described.FormatFile;
import dev.cuffline.gateway.format.described.FormatFolder;
import dev.cuffline.gateway.intake.vectors.DecodeVectors;
import dev.cuffline.gateway.intake.vectors.HexText;
import dev.cuffline.gateway.intake.vectors.PayloadStory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Shows how one payload is read and judged, or answers a file of device test vectors. Touches
 * neither store nor journal.
 */
@Command(
    name = "decode",
    description = "Shows how a payload is recognised, read, timed and judged.",
    mixinStandardHelpOptions = true)
final class DecodeCommand implements Callable<Integer> {

  private final ConfigurationLoader configurations;
  private final Clock clock;
  private final InputStream standardInput;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PAYLOAD",
      description = "Hex digits, JSON, FILE, @FILE, or - (and nothing at all) for standard input.")
  private @Nullable String payload;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The payload as bytes in a file, or as hex digits.")
  private @Nullable Path file;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "As in topics and paths, for example ble-2a35, or a format file (NAME.yaml); without it"
              + " the bytes say.")
  private @Nullable String format;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings, for their formats and limits; without it those that come along.")
  private @Nullable Path config;

  @Option(
      names = "--quirk",
      paramLabel = "NAME",
      description = "A deviation that the device's model is known for, for example beurer-be.")
  private @Nullable String quirk;

  @Option(
      names = "--received-at",
      paramLabel = "TIME",
      description = "ISO 8601 with an offset; now, without it.")
  private @Nullable String receivedAt;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "IANA zone that wall time is read in, for example America/New_York.")
  private @Nullable String zone;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "Answers device test vectors, JSON Lines in, JSON Lines out; - reads standard input.")
  private @Nullable String vectors;

  @Option(names = "--json", description = "The answer as JSON.")
  private boolean json;

  /**
   * Reads its time of receipt and its input from what it is given.
   *
   * @param configurations for the format files
   * @param clock for a payload without {@code --received-at}
   * @param standardInput not closed
   */
  DecodeCommand(ConfigurationLoader configurations, Clock clock, InputStream standardInput) {
    this.configurations = configurations;
    this.clock = clock;
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    try {
      return vectors == null ? decode() : answer(vectors);
    } catch (IOException unreadable) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("cuffline: the input cannot be read: " + unreadable.getMessage());
      return ExitCode.CANNOT_RUN;
    }
  }

  private int answer(String from) throws IOException {
    byte[] bytes =
        from.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(from));
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    int bad = new DecodeVectors(formats()).answer(lines, spec.commandLine().getOut());
    return bad == 0 ? ExitCode.FINE : ExitCode.FINDING;
  }

  private int decode() throws IOException {
    PayloadStory story = new PayloadStory(formats());
    PayloadStory.Told told =
        story
            .tell(
                bytes(),
                Optional.ofNullable(format).map(DecodeCommand::formatName),
                quirk == null ? Quirks.NONE : new Quirks(Set.of(quirk)),
                receivedAt(),
                zone())
            .orElseThrow(
                () -> wrong("--format: expected one of " + story.formatNames() + " or any-json"));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(told.json());
    } else {
      out.print(told.text());
    }
    out.flush();
    return told.isFinding() ? ExitCode.FINDING : ExitCode.FINE;
  }

  /** The formats of the settings, and the file that is named instead of a format. */
  private Formats formats() {
    Configuration configuration = configurations.load(config).configuration();
    PlausibilityLimits limits = Settings.limits(configuration.plausibility());
    List<DescribedFormat> described =
        new ArrayList<>(FormatFolder.files(configuration.formats(), limits));
    if (isFile(format)) {
      DescribedFormat named = FormatFile.read(Path.of(format), limits);
      described.removeIf(other -> other.name().equals(named.name()));
      described.add(named);
    }
    return new Formats(limits, described);
  }

  private static boolean isFile(@Nullable String format) {
    return format != null && format.endsWith(FormatFile.SUFFIX);
  }

  private static String formatName(String format) {
    return isFile(format) ? FormatFile.nameOf(Path.of(format)).orElse(format) : format;
  }

  private byte[] bytes() throws IOException {
    String given = payload;
    if (file != null) {
      return fromHexIfHex(Files.readAllBytes(file));
    }
    if (given == null || given.equals("-")) {
      return fromHexIfHex(standardInput.readAllBytes());
    }
    if (given.startsWith("@")) {
      return fromHexIfHex(Files.readAllBytes(Path.of(given.substring(1))));
    }
    if (given.stripLeading().startsWith("{") || given.stripLeading().startsWith("[")) {
      return given.getBytes(StandardCharsets.UTF_8);
    }
    Optional<byte[]> hex = HexText.parse(given);
    if (hex.isEmpty() && Files.isRegularFile(Path.of(given))) {
      return fromHexIfHex(Files.readAllBytes(Path.of(given)));
    }
    return hex.orElseThrow(() -> wrong("PAYLOAD: expected pairs of hex digits, JSON, FILE or -"));
  }

  /** Hex digits in a file stand for bytes; no frame consists of the letters of hex digits alone. */
  private static byte[] fromHexIfHex(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.isBlank() ? bytes : HexText.parse(text).orElse(bytes);
  }

  private Instant receivedAt() {
    if (receivedAt == null) {
      return clock.instant();
    }
    try {
      return OffsetDateTime.parse(receivedAt).toInstant();
    } catch (DateTimeException unreadable) {
      throw wrong("--received-at: expected a time such as 2026-01-05T08:00:00-05:00");
    }
  }

  private Optional<ZoneId> zone() {
    if (zone == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(zone));
    } catch (DateTimeException unknown) {
      throw wrong("--zone: expected an IANA name such as America/New_York");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
