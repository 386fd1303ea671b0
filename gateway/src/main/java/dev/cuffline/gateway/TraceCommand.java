package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.journal.JournalLookup;
import dev.cuffline.gateway.ops.Trace;
import dev.cuffline.gateway.ops.TraceReport;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoreIdentity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trace}: where is my reading? Reads beside a running gateway, changes nothing. */
@Command(
    name = "trace",
    description = {
      "Where is my reading? Follows what was received, stage by stage, and says why it stopped",
      "where it stopped. Without a choice: everything of the last 24 hours."
    },
    mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
  private static final Duration DEFAULT_SPAN = Duration.ofHours(24);
  private static final int WAITING_LOOKED_AT = 10_000;

  private final ConfigurationLoader configurations;
  private final Clock clock;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path file;

  @Option(names = "--transmission", paramLabel = "ID", description = "One transmission.")
  private @Nullable String transmission;

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "A device: its id, its login, or kind:value as it calls itself.")
  private @Nullable String device;

  @Option(names = "--patient", paramLabel = "ID", description = "A patient.")
  private @Nullable String patient;

  @Option(names = "--from", paramLabel = "INSTANT", description = "Received since, inclusive.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Received before, exclusive.")
  private @Nullable Instant to;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many, newest first (default ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  TraceCommand(ConfigurationLoader configurations, Clock clock) {
    this.configurations = configurations;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Path settings = file;
    Configuration configuration = configurations.load(settings).configuration();
    Path folder = configuration.data().folder();
    try (JournalLookup journal = JournalLookup.open(folder);
        Reads store = Stores.openReadOnly(configuration.store(), folder)) {
      List<TraceReport> reports = store.read(session -> reports(session, journal));
      if (json) {
        printJson(reports);
      } else {
        printText(reports);
      }
      return reports.isEmpty() ? ExitCode.FINDING : ExitCode.FINE;
    }
  }

  private List<TraceReport> reports(Session session, JournalLookup journal) throws SQLException {
    StoreIdentity identity =
        StoreIdentity.read(session)
            .orElseThrow(() -> new IllegalStateException("the store has never been used"));
    Trace trace =
        new Trace(
            journal::find,
            (reading, owner) -> FhirResources.observationIds(identity, reading, owner));
    List<TraceReport> reports = new ArrayList<>();
    for (String id : ids(session, trace, journal)) {
      trace.transmission(session, id).ifPresent(reports::add);
    }
    return reports;
  }

  private Set<String> ids(Session session, Trace trace, JournalLookup journal) throws SQLException {
    if (transmission != null) {
      return Set.of(transmission);
    }
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(DEFAULT_SPAN) : from;
    Set<String> ids = new LinkedHashSet<>();
    if (patient != null) {
      ids.addAll(trace.ofPatient(session, patient, since, until, limit));
    } else if (device != null) {
      ids.addAll(waiting(session, journal, since, until));
      ids.addAll(trace.ofDevice(session, device, since, until, limit));
    } else {
      ids.addAll(waiting(session, journal, since, until));
      ids.addAll(trace.received(session, since, until, limit));
    }
    return ids;
  }

  /** What is durable and not judged yet; whose it is nobody knows, but its sender is known. */
  private List<String> waiting(Session session, JournalLookup journal, Instant since, Instant until)
      throws SQLException {
    return journal.read(Trace.judgedUpTo(session), WAITING_LOOKED_AT).stream()
        .map(JournalEntry::transmission)
        .filter(waiting -> device == null || device.equals(waiting.source()))
        .filter(waiting ->
            !waiting.receivedAt().isBefore(since) && waiting.receivedAt().isBefore(until))
        .map(waiting -> waiting.id())
        .limit(limit)
        .toList();
  }

  private void printText(List<TraceReport> reports) {
    PrintWriter out = spec.commandLine().getOut();
    if (reports.isEmpty()) {
      out.println("Nothing was received that fits. Nothing in the journal, nothing in the store.");
    }
    for (TraceReport report : reports) {
      out.println("transmission " + report.transmission());
      for (TraceReport.Stage stage : report.stages()) {
        out.printf("  %-10s %-27s %s%n", stage.name(), stage.at(), stage.detail());
      }
      out.println("  → " + report.outcome());
    }
    out.flush();
  }

  private void printJson(List<TraceReport> reports) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode items = root.putArray("items");
    for (TraceReport report : reports) {
      ObjectNode node = items.addObject().put("transmission", report.transmission());
      ArrayNode stages = node.putArray("stages");
      for (TraceReport.Stage stage : report.stages()) {
        ObjectNode line = stages.addObject().put("name", stage.name());
        if (!stage.at().isEmpty()) {
          line.put("at", stage.at());
        }
        line.put("detail", stage.detail());
      }
      node.put("outcome", report.outcome());
    }
    spec.commandLine().getOut().println(root);
    spec.commandLine().getOut().flush();
  }
}
