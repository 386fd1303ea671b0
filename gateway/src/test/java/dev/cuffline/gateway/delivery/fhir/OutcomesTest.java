package dev.cuffline.gateway.delivery.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;

/** A person reads what a server had to say, and which elements it meant. */
class OutcomesTest {
  private static OperationOutcomeIssueComponent issue(OperationOutcome outcome) {
    return outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(IssueType.INVALID);
  }

  @Test
  void textDiagnosticsAndEveryElementAtFaultAreTold() {
    var outcome = new OperationOutcome();
    OperationOutcomeIssueComponent first =
        issue(outcome)
            .setDetails(new CodeableConcept().setText("The unit is wrong"))
            .setDiagnostics("expected mm[Hg]");
    first.addExpression("Observation.component[0].value");
    first.addExpression("Observation.component[1].value");
    first.addLocation("/f:Observation/f:component[1]/f:value");
    issue(outcome).addLocation("/f:Observation/f:subject");

    assertThat(Outcomes.words(outcome))
        .isEqualTo(
            "error invalid The unit is wrong: expected mm[Hg]"
                + " at Observation.component[0].value, Observation.component[1].value;"
                + " error invalid at /f:Observation/f:subject");
  }
}
