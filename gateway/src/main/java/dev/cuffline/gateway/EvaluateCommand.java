package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cuffline.gateway.alerting.RulePacks;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.gateway.evaluate.Evaluator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate}: what the rules say to a made-up case. Touches neither store nor journal. */
@Command(
    name = "evaluate",
    description = {
      "What could be billed, and what would be raised? Reads scenarios as JSON, one or one a line,",
      "and answers each with both clocks, determinations, findings and alerts."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private final ConfigurationLoader configurations;
  private final InputStream standardInput;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A file of scenarios, or - for standard input.")
  @SuppressWarnings("NullAway.Init") // required
  private String scenarios;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings, for their payers and alert rules; without it those that come along.")
  private @Nullable Path config;

  @Option(names = "--json", description = "An answer a line, as JSON.")
  private boolean json;

  /**
   * Reads its input from what it is given.
   *
   * @param standardInput not closed
   */
  EvaluateCommand(ConfigurationLoader configurations, InputStream standardInput) {
    this.configurations = configurations;
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    try {
      return answer(new Evaluator(payers(), packs()).answer(text()));
    } catch (IOException unreadable) {
      err().println("cuffline: " + scenarios + " cannot be read: " + unreadable.getMessage());
      return ExitCode.CANNOT_RUN;
    }
  }

  private int answer(List<Evaluator.Answer> answers) {
    PrintWriter out = spec.commandLine().getOut();
    int code = ExitCode.FINE;
    for (Evaluator.Answer answer : answers) {
      if (answer.error().isPresent()) {
        code = ExitCode.WRONG_USAGE;
        refuse(answer, answers.size() > 1, out);
      } else {
        out.println((json ? answer.json() : answer.text()).orElseThrow());
      }
    }
    out.flush();
    return code;
  }

  /** Among several, a line of its own keeps the answers beside their scenarios. */
  private void refuse(Evaluator.Answer answer, boolean oneOfSeveral, PrintWriter out) {
    String where = answer.place().isEmpty() ? scenarios : scenarios + ", " + answer.place();
    String error = answer.error().orElseThrow();
    err().println("cuffline: " + where + ": " + error);
    if (json && oneOfSeveral) {
      out.println(JsonNodeFactory.instance.objectNode().put("error", error));
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private String text() throws IOException {
    byte[] bytes =
        scenarios.equals("-")
            ? standardInput.readAllBytes()
            : Files.readAllBytes(Path.of(scenarios));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private PayerProfiles payers() {
    return PayerProfiles.read(configuration().payers());
  }

  private RulePacks packs() {
    return RulePacks.read(Objects.requireNonNull(configuration().alertRules().getParent()));
  }

  private Configuration configuration() {
    return configurations.load(config).configuration();
  }
}
