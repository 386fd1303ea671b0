package dev.cuffline.gateway.delivery.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import dev.cuffline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;

/** A server's words about what it did not do, for a person who looks at what is parked. */
final class Outcomes {
  private static final int LONGEST = 1_000;
  private static final int MOST_PLACES = 5;

  private final FhirJson json;

  Outcomes(FhirJson json) {
    this.json = json;
  }

  /** The words of an answer; empty when it is no OperationOutcome. */
  Optional<String> words(HttpAnswer answer) {
    if (answer.isPage() || !answer.body().contains("OperationOutcome")) {
      return Optional.empty();
    }
    try {
      return Optional.of(words(json.read(OperationOutcome.class, answer.body())));
    } catch (DataFormatException other) {
      return Optional.empty();
    }
  }

  /** Each issue: severity, code, text, and the elements at fault. */
  static String words(OperationOutcome outcome) {
    String all = outcome.getIssue().stream().map(Outcomes::words).collect(Collectors.joining("; "));
    return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
  }

  private static String words(OperationOutcomeIssueComponent issue) {
    List<String> parts = new ArrayList<>();
    if (issue.hasSeverity()) {
      parts.add(issue.getSeverity().toCode());
    }
    if (issue.hasCode()) {
      parts.add(issue.getCode().toCode());
    }
    String said =
        Stream.of(issue.getDetails().getText(), issue.getDiagnostics())
            .filter(text -> text != null && !text.isBlank())
            .distinct()
            .collect(Collectors.joining(": "));
    if (!said.isEmpty()) {
      parts.add(said);
    }
    // FHIRPath and the older XPath say the same; a reader needs one of them.
    String places =
        (issue.hasExpression() ? issue.getExpression() : issue.getLocation())
            .stream()
                .map(StringType::getValue)
                .distinct()
                .limit(MOST_PLACES)
                .collect(Collectors.joining(", "));
    if (!places.isEmpty()) {
      parts.add("at " + places);
    }
    return String.join(" ", parts);
  }
}
