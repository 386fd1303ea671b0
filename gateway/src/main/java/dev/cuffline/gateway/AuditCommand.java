package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.gateway.billing.PracticeAudits;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.rules.billing.PracticeAudit;
import dev.cuffline.rules.reading.PracticeId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: what would strike an auditor. Reads beside a running gateway, changes nothing. */
@Command(
    name = "audit",
    description = {
      "What in a practice's own records would strike an auditor? Jumps in enrolment, devices without",
      "management, entries of exactly 20 minutes, long days, work for two patients at once. Exit code",
      "1 if anything does."
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;
  private final Clock clock;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path file;

  /** Not required of picocli, which would ask {@code audit verify} for it too. */
  @Option(names = "--practice", paramLabel = "ID", description = "Whose records; needed.")
  private @Nullable String practice;

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  AuditCommand(ConfigurationLoader configurations, Clock clock) {
    this.configurations = configurations;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (practice == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--practice=ID'");
    }
    PracticeId whose = new PracticeId(practice);
    Configuration configuration = configurations.load(file).configuration();
    try (Reads store = Stores.openReadOnly(configuration.store(), configuration.data().folder())) {
      List<PracticeAudit.Finding> findings =
          new PracticeAudits(store, PayerProfiles.read(configuration.payers()))
              .of(whose, clock.instant())
              .orElseThrow(() ->
                  new ParameterException(
                      spec.commandLine(), "--practice: there is no practice " + whose.value()));
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? json(findings) : text(findings));
      out.flush();
      return findings.isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
    }
  }

  private static String text(List<PracticeAudit.Finding> findings) {
    if (findings.isEmpty()) {
      return "Nothing strikes.\n";
    }
    StringBuilder text = new StringBuilder();
    for (PracticeAudit.Finding finding : findings) {
      text.append("%-27s %s%n".formatted(finding.kind(), finding.words()));
    }
    return text.toString();
  }

  private static String json(List<PracticeAudit.Finding> findings) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode items = root.putArray("items");
    for (PracticeAudit.Finding finding : findings) {
      ObjectNode item = items.addObject();
      item.put("kind", finding.kind().name()).put("words", finding.words());
      ArrayNode evidence = item.putArray("evidence");
      finding.evidence().forEach(evidence::add);
    }
    return root + "\n";
  }
}
