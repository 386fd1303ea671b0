package dev.cuffline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each version of a reading says where it comes from, as US Core wants to know it. */
class ProvenanceMapperTest {
  private static final FhirJson JSON = new FhirJson();
  private static final ProvenanceMapper MAPPER = new ProvenanceMapper(Samples.IDS, Samples.SYSTEMS);
  private static final ObservationContext BEHIND_A_HUB =
      new ObservationContext(
          "Patient/p1", Optional.of("Device/cuff-1"), Samples.NEW_YORK, Optional.of("Device/g1"));
  private static final ObservationContext TYPED =
      new ObservationContext("Patient/p1", Optional.empty(), Samples.NEW_YORK);

  private static ProvenanceFacts facts(
      int version, ObservationContext context, ProvenanceFacts.Cause cause) {
    return new ProvenanceFacts(
        new PracticeId("practice"),
        new ReadingId("r1"),
        new PatientId("p1"),
        version,
        List.of("Observation/o1", "Observation/o2"),
        context,
        Samples.MEASURED.plusSeconds(60),
        cause);
  }

  @ParameterizedTest
  @EnumSource(ProvenanceFacts.Cause.class)
  void everyCauseConforms(ProvenanceFacts.Cause cause) {
    for (ObservationContext context : List.of(BEHIND_A_HUB, Samples.CONTEXT, TYPED)) {
      Provenance provenance = MAPPER.toProvenance(facts(1, context, cause));

      assertThat(UsCoreValidator.errors(JSON.encode(provenance))).isEmpty();
      assertThat(provenance.getReason().isEmpty())
          .isEqualTo(cause == ProvenanceFacts.Cause.MEASURED);
    }
  }

  /** The profile's own rule, so that the test above can fail. */
  @Test
  void aDeviceThatActsOnNobodysBehalfWouldBeRejected() {
    Provenance provenance =
        MAPPER.toProvenance(facts(1, Samples.CONTEXT, ProvenanceFacts.Cause.MEASURED));
    provenance.setRecordedElement(null);
    provenance.getAgent().forEach(agent -> agent.setWho(null));

    assertThat(UsCoreValidator.errors(JSON.encode(provenance)))
        .anyMatch(error -> error.contains("Provenance.recorded"))
        .anyMatch(error -> error.contains("who"));
  }

  private static List<String> agents(Provenance provenance) {
    return provenance.getAgent().stream()
        .map(agent ->
            agent.getType().getCodingFirstRep().getCode()
                + " "
                + (agent.getWho().hasReference()
                    ? agent.getWho().getReference()
                    : agent.getWho().getDisplay()))
        .toList();
  }

  @Test
  void theCuffIsTheAuthorTheHubTransmitsAndWeAssemble() {
    Provenance provenance =
        MAPPER.toProvenance(facts(1, BEHIND_A_HUB, ProvenanceFacts.Cause.MEASURED));

    assertThat(agents(provenance))
        .containsExactly("author Device/cuff-1", "transmitter Device/g1", "assembler Cuffline");
    assertThat(provenance.getActivity().getCodingFirstRep().getCode()).isEqualTo("CREATE");
    assertThat(provenance.getRecordedElement().getValueAsString())
        .isEqualTo("2026-01-11T13:01:00Z");
    assertThat(provenance.getTarget())
        .extracting(target -> target.getReference())
        .containsExactly("Observation/o1", "Observation/o2");
  }

  @Test
  void whatAPersonTookAwaySaysSoWithoutANameAndWhatWasTypedIsThePatients() {
    Provenance moved = MAPPER.toProvenance(facts(2, TYPED, ProvenanceFacts.Cause.TAKEN_BY_PERSON));

    assertThat(agents(moved))
        .containsExactly(
            "author Patient/p1", "assembler Cuffline", "enterer Staff of the practice");
    assertThat(moved.getActivity().getCodingFirstRep().getCode()).isEqualTo("NULLIFY");
    assertThat(moved.getReasonFirstRep().getText()).contains("in other hands");
  }

  @Test
  void eachVersionHasOneOfItsOwnAndTheSameOnEveryRetry() {
    String first = MAPPER.toProvenance(facts(1, TYPED, ProvenanceFacts.Cause.MEASURED)).getIdPart();
    String again = MAPPER.toProvenance(facts(1, TYPED, ProvenanceFacts.Cause.MEASURED)).getIdPart();
    String second =
        MAPPER.toProvenance(facts(2, TYPED, ProvenanceFacts.Cause.AMENDED_BY_VENDOR)).getIdPart();

    assertThat(again).isEqualTo(first);
    assertThat(second).isNotEqualTo(first).matches("p[a-z2-7]{52}");
  }
}
