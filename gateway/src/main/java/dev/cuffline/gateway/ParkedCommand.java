package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.delivery.ParkedEntries;
import dev.cuffline.gateway.store.Reads;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parked}: what a destination refused. Reads beside a running gateway, changes nothing. */
@Command(
    name = "parked",
    description = "What a destination refused, and why; the newest first. Exit code 1 if any.",
    mixinStandardHelpOptions = true)
final class ParkedCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path file;

  @Option(
      names = "--destination",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Of one destination.")
  private String destination = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many (default ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  ParkedCommand(ConfigurationLoader configurations) {
    this.configurations = configurations;
  }

  @Override
  public Integer call() {
    Path settings = file;
    Configuration configuration = configurations.load(settings).configuration();
    try (Reads store = Stores.openReadOnly(configuration.store(), configuration.data().folder())) {
      List<ParkedEntries.Entry> entries =
          store.read(session -> ParkedEntries.newest(session, destination, limit));
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? json(entries) : text(entries));
      out.flush();
      return entries.isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
    }
  }

  private static String text(List<ParkedEntries.Entry> entries) {
    if (entries.isEmpty()) {
      return "Nothing is parked.\n";
    }
    StringBuilder text = new StringBuilder();
    for (ParkedEntries.Entry entry : entries) {
      text.append(
          "%s  %s  %s  %s%n  → %s%s%n"
              .formatted(
                  entry.at(),
                  entry.destination(),
                  entry.practice(),
                  entry.subject(),
                  entry.resource().map(resource -> resource + ": ").orElse(""),
                  entry.reason()));
    }
    return text.toString();
  }

  private static String json(List<ParkedEntries.Entry> entries) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode items = root.putArray("items");
    for (ParkedEntries.Entry entry : entries) {
      ObjectNode item =
          items
              .addObject()
              .put("destination", entry.destination())
              .put("seq", entry.seq())
              .put("practice", entry.practice())
              .put("subject", entry.subject())
              .put("at", entry.at().toString());
      entry.resource().ifPresent(resource -> item.put("resource", resource));
      item.put("reason", entry.reason());
    }
    return root + "\n";
  }
}
