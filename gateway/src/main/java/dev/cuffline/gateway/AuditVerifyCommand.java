package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.audit.AuditCheck;
import dev.cuffline.gateway.audit.AuditHead;
import dev.cuffline.gateway.audit.AuditKey;
import dev.cuffline.gateway.store.Reads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit verify}: follows the audit log's chains. Reads beside a running gateway. */
@Command(
    name = "verify",
    description = {
      "Was anything changed in, put into or taken out of the log of who looked at what? Follows every",
      "chain of entries by its codes and names the first that does not fit. Exit code 1 if one does",
      "not. Entries cut off at the end are found with --head."
    },
    mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path file;

  @Option(
      names = "--head",
      paramLabel = "PROCESS:SEQ:CODE",
      description = "A head kept from the gateway's log or GET /api/v1/audit/heads; repeatable.")
  private List<String> heads = new ArrayList<>();

  @Option(names = "--json", description = "JSON instead of text.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  AuditVerifyCommand(ConfigurationLoader configurations) {
    this.configurations = configurations;
  }

  @Override
  public Integer call() throws IOException {
    List<AuditHead> kept = heads.stream().map(this::head).toList();
    Configuration configuration = configurations.load(file).configuration();
    Path folder = configuration.data().folder();
    AuditKey key =
        AuditKey.read(folder)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no "
                        + AuditKey.FILE
                        + " in "
                        + folder
                        + "; set data.folder to the folder of the gateway that wrote the log"));
    try (Reads store = Stores.openReadOnly(configuration.store(), folder)) {
      AuditCheck.Result result = store.read(session -> AuditCheck.of(session, key, kept));
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? json(result) : text(result));
      out.flush();
      return result.problems().isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
    }
  }

  private AuditHead head(String text) {
    try {
      return AuditHead.parse(text);
    } catch (IllegalArgumentException bad) {
      throw new ParameterException(spec.commandLine(), "--head " + bad.getMessage(), bad);
    }
  }

  private static String text(AuditCheck.Result result) {
    StringBuilder text = new StringBuilder();
    result.problems().forEach(problem -> text.append(problem).append('\n'));
    text.append(
        "%d entries in %d chains %s%n"
            .formatted(
                result.entries(),
                result.chains(),
                result.problems().isEmpty() ? "fit." : "were followed; the above does not fit."));
    if (result.others() > 0) {
      text.append(
          "%d chains were written with another gateway's key: verify them there.%n"
              .formatted(result.others()));
    }
    return text.toString();
  }

  private static String json(AuditCheck.Result result) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("entries", result.entries())
        .put("chains", result.chains())
        .put("otherChains", result.others());
    var problems = root.putArray("problems");
    result.problems().forEach(problems::add);
    return root + "\n";
  }
}
