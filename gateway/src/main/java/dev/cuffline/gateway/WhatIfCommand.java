package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.alerting.RulePackFile;
import dev.cuffline.gateway.alerting.WhatIfHistory;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.WhatIf;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whatif}: the load that other limits would cause. Reads beside a running gateway. */
@Command(
    name = "whatif",
    description = {
      "What would a rule pack have raised? Counts findings by rule and week over the readings in",
      "the store, beside what the pack in force would have. Nobody is told anything."
    },
    mixinStandardHelpOptions = true)
final class WhatIfCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path file;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      required = true,
      description = "The rule pack to try.")
  @SuppressWarnings("NullAway.Init") // required
  private Path rules;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      required = true,
      description = "First date, local to each patient.")
  @SuppressWarnings("NullAway.Init") // required
  private LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", required = true, description = "Last date.")
  @SuppressWarnings("NullAway.Init") // required
  private LocalDate to;

  @Option(names = "--practice", paramLabel = "ID", description = "Of one practice.")
  private @Nullable String practice;

  @Option(names = "--patient", paramLabel = "ID", description = "Of one patient.")
  private @Nullable String patient;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  WhatIfCommand(ConfigurationLoader configurations) {
    this.configurations = configurations;
  }

  @Override
  public Integer call() {
    if (to.isBefore(from)) {
      throw new ParameterException(
          spec.commandLine(), "--to: expected a date not before --from, " + from);
    }
    Configuration configuration = configurations.load(file).configuration();
    try (Reads store = Stores.openReadOnly(configuration.store(), configuration.data().folder())) {
      WhatIfHistory.Counts counts =
          new WhatIfHistory(store)
              .count(
                  new WhatIfHistory.Span(
                      Optional.ofNullable(practice).map(PracticeId::new),
                      Optional.ofNullable(patient).map(PatientId::new),
                      from,
                      to),
                  RulePackFile.read(configuration.alertRules()),
                  RulePackFile.read(rules));
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? json(counts) : text(counts));
      out.flush();
      return ExitCode.FINE;
    }
  }

  private static SortedSet<WhatIf.Cell> cells(WhatIfHistory.Counts counts) {
    SortedSet<WhatIf.Cell> cells = new TreeSet<>(counts.inForce().keySet());
    cells.addAll(counts.tried().keySet());
    return cells;
  }

  private String text(WhatIfHistory.Counts counts) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d patients, %s to %s: findings, and with %s%n"
            .formatted(counts.patients(), from, to, rules.getFileName()));
    String rule = "";
    int before = 0;
    int after = 0;
    for (WhatIf.Cell cell : cells(counts)) {
      if (!cell.rule().value().equals(rule)) {
        rule = cell.rule().value();
        text.append("%s%n".formatted(rule));
      }
      int now = counts.inForce().getOrDefault(cell, 0);
      int then = counts.tried().getOrDefault(cell, 0);
      text.append("  week of %s  %6d  → %6d%n".formatted(cell.week(), now, then));
      before += now;
      after += then;
    }
    return text.append("In all             %8d  → %6d%n".formatted(before, after)).toString();
  }

  private String json(WhatIfHistory.Counts counts) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("from", from.toString()).put("to", to.toString()).put("patients", counts.patients());
    ArrayNode weeks = root.putArray("weeks");
    for (WhatIf.Cell cell : cells(counts)) {
      weeks
          .addObject()
          .put("rule", cell.rule().value())
          .put("week", cell.week().toString())
          .put("inForce", counts.inForce().getOrDefault(cell, 0))
          .put("tried", counts.tried().getOrDefault(cell, 0));
    }
    return root + "\n";
  }
}
