package dev.cuffline.fhir;

import dev.cuffline.fhir.ProvenanceFacts.Cause;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * Where the Observations of a reading come from, as a US Core Provenance (8.0.0; devices.md 4.1,
 * 4.5): one for each version, since each has its own cause. The cuff, or the patient who typed it
 * in, is the author; the hub that passed it on the transmitter; our software the assembler. Of a
 * person who moved it only the kind is told. Thread-safe.
 */
public final class ProvenanceMapper {
  private static final String PARTICIPANT = Terms.R4 + "provenance-participant-type";

  private final ResourceIds ids;
  private final Parties parties;

  /** A mapper that names resources by these ids and parties in these systems. */
  public ProvenanceMapper(ResourceIds ids, IdentifierSystems systems) {
    this.ids = ids;
    this.parties = new Parties(systems);
  }

  /** The Provenance; its id is the one that {@link ResourceIds#provenance} gives. */
  public Provenance toProvenance(ProvenanceFacts facts) {
    var provenance = new Provenance();
    provenance.setId(ids.provenance(facts.reading(), facts.patient(), facts.version()));
    provenance.getMeta().addProfile(Terms.US_CORE + "us-core-provenance");
    facts.targets().forEach(target -> provenance.addTarget(new Reference(target)));
    provenance
        .setRecordedElement(Effective.instant(facts.recorded()))
        .setActivity(activity(facts.cause()));
    reason(provenance, facts.cause());
    Reference practice = parties.practice(facts.practice());
    ObservationContext context = facts.context();
    Reference author = new Reference(context.device().orElse(context.subject()));
    provenance.addAgent(agent(Terms.of(PARTICIPANT, "author", "Author"), author, practice));
    context
        .gateway()
        .ifPresent(
            hub -> provenance.addAgent(agent(Terms.transmitter(), new Reference(hub), practice)));
    provenance.addAgent(
        agent(Terms.of(PARTICIPANT, "assembler", "Assembler"), parties.software(), practice));
    actor(provenance, facts.cause(), practice);
    return provenance;
  }

  /** The profile wants to know on whose behalf a device acts. */
  private static ProvenanceAgentComponent agent(
      CodeableConcept type, Reference who, Reference practice) {
    return new ProvenanceAgentComponent().setType(type).setWho(who).setOnBehalfOf(practice.copy());
  }

  private static void actor(Provenance provenance, Cause cause, Reference practice) {
    switch (cause) {
      case MEASURED -> {}
      case GIVEN_BY_PERSON, TAKEN_BY_PERSON ->
          provenance.addAgent(
              agent(
                  Terms.of(PARTICIPANT, "enterer", "Enterer"),
                  new Reference().setDisplay("Staff of the practice"),
                  practice));
      case AMENDED_BY_VENDOR, TAKEN_BY_VENDOR ->
          provenance.addAgent(
              agent(
                  Terms.of(PARTICIPANT, "informant", "Informant"),
                  new Reference().setDisplay("The device's vendor"),
                  practice));
    }
  }

  private static CodeableConcept activity(Cause cause) {
    Coding operation =
        switch (cause) {
          case MEASURED, GIVEN_BY_PERSON -> new Coding("", "CREATE", "create");
          case AMENDED_BY_VENDOR -> new Coding("", "UPDATE", "revise");
          case TAKEN_BY_PERSON, TAKEN_BY_VENDOR -> new Coding("", "NULLIFY", "nullify");
        };
    return new CodeableConcept(operation.setSystem(Terms.R4 + "v3-DataOperation"));
  }

  private static void reason(Provenance provenance, Cause cause) {
    String words =
        switch (cause) {
          case MEASURED -> "";
          case GIVEN_BY_PERSON -> "A person said whose the device was at that time.";
          case AMENDED_BY_VENDOR -> "The device's vendor sent the reading again, changed.";
          case TAKEN_BY_PERSON -> "A person said that the device was in other hands at that time.";
          case TAKEN_BY_VENDOR ->
              "The device's vendor sent the reading again, with a time at which the device was in"
                  + " other hands.";
        };
    if (!words.isEmpty()) {
      provenance.addReason(new CodeableConcept().setText(words));
    }
  }
}
