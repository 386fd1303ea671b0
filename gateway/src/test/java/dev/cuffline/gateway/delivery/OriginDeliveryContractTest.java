package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.rules.reading.Absent;
import dev.cuffline.rules.reading.NoNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a reading comes from, and why a value of it is not there, as destinations are told it. */
abstract class OriginDeliveryContractTest {
  private static final FhirJson JSON = new FhirJson();
  private static final Instant MEASURED = TestGateway.START.minus(Duration.ofHours(3));
  private static final byte NAN_LOW = (byte) 0xFF;

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1").patient("p-2").enrol("p-2");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private List<List<Resource>> queued(String... named) {
    FhirResources source =
        new FhirResources(gateway.identity(), JSON, Manner.USUAL, new OnRequest(Set.of(named)));
    return database.read(session -> {
      List<List<Resource>> all = new ArrayList<>();
      for (Outbox.Entry entry : Outbox.oldest(session, TestGateway.DESTINATION, 100)) {
        all.add(source.resources(session, entry));
      }
      return all;
    });
  }

  private static Provenance origin(List<Resource> resources) {
    return JSON.read(Provenance.class, resources.getLast().json());
  }

  private static String activity(List<Resource> resources) {
    return origin(resources).getActivity().getCodingFirstRep().getCode();
  }

  @Test
  void whoeverDoesNotNameItIsSentNoProvenance() {
    gateway.judged("cuff-1", Cuff.reading(MEASURED, 126, 81));

    assertThat(queued())
        .singleElement()
        .satisfies(sent ->
            assertThat(sent)
                .extracting(Resource::type)
                .containsExactly("Device", "Observation", "Observation"));
  }

  @Test
  void aReadingsProvenanceComesAfterAllThatItIsAbout() {
    gateway.judged("cuff-1", Cuff.reading(MEASURED, 126, 81));

    List<Resource> sent = queued("Provenance").getFirst();

    assertThat(sent)
        .extracting(Resource::type)
        .containsExactly("Device", "Observation", "Observation", "Provenance");
    assertThat(sent.getLast().refersTo())
        .containsExactlyInAnyOrderElementsOf(
            sent.subList(0, 3).stream().map(Resource::key).toList());
    assertThat(activity(sent)).isEqualTo("CREATE");
    assertThat(origin(sent).getRecordedElement().getValueAsString())
        .isEqualTo(TestGateway.START.toString());
  }

  @Test
  void aReadingThatAPersonMovedSaysSoOnBothSidesWithTheTimeOfTheMove() {
    gateway.judged("cuff-1", Cuff.reading(MEASURED, 126, 81));
    gateway.clock().advance(Duration.ofMinutes(10));

    gateway.people().handOver("cuff-1", "p-2", MEASURED.minusSeconds(60));

    List<List<Resource>> sent = queued("Provenance");
    List<Resource> taken = sent.get(sent.size() - 2);
    List<Resource> given = sent.getLast();
    assertThat(activity(taken)).isEqualTo("NULLIFY");
    assertThat(origin(taken).getReasonFirstRep().getText()).contains("in other hands");
    assertThat(origin(taken).getRecorded().toInstant())
        .isEqualTo(TestGateway.START.plus(Duration.ofMinutes(10)));
    assertThat(origin(taken).getAgent())
        .extracting(agent -> agent.getType().getCodingFirstRep().getCode())
        .containsExactly("author", "assembler", "enterer");
    assertThat(activity(given)).isEqualTo("CREATE");
    assertThat(origin(given).getReasonFirstRep().getText()).contains("A person said whose");
    assertThat(taken.getLast().key()).isNotEqualTo(given.getLast().key());
    assertThat(origin(given).getTarget())
        .extracting(Reference::getReference)
        .doesNotContainAnyElementsOf(
            origin(taken).getTarget().stream().map(Reference::getReference).toList());
  }

  @Test
  void whatAVendorChangedIsARevisionWithAProvenanceOfItsOwn() {
    gateway.judged("cuff-1", Cuff.reading(MEASURED, 126, 81));
    String first = queued("Provenance").getFirst().getLast().key();
    gateway.ledger().plant("UPDATE reading SET version = 2, status = 'AMENDED'");

    List<Resource> sent = queued("Provenance").getFirst();

    assertThat(activity(sent)).isEqualTo("UPDATE");
    assertThat(sent.getLast().version()).isEqualTo(2);
    assertThat(sent.getLast().key()).isNotEqualTo(first);
  }

  /** 126/81 with no mean pressure and a pulse at no resolution, as a cuff sends it. */
  private static byte[] withoutMeanAndPulse() {
    byte[] timed = Cuff.timed(126, 81, 2026, 1, 20, 8);
    byte[] frame = Arrays.copyOf(timed, timed.length + 2);
    frame[0] |= 0x04;
    frame[5] = NAN_LOW;
    frame[6] = 0x07;
    frame[frame.length - 2] = 0x00;
    frame[frame.length - 1] = 0x08;
    return frame;
  }

  @Test
  void aValueThatIsNoNumberIsKeptAsWhatWasSaidAndToldAsTheReason() {
    gateway.send("cuff-1", "ble-2a35", withoutMeanAndPulse());
    gateway.judge();

    assertThat(gateway.ledger().readings("p-1"))
        .singleElement()
        .satisfies(stored -> {
          assertThat(stored.reading().pulse()).isEmpty();
          assertThat(stored.reading().absent())
              .isEqualTo(
                  new Absent(
                      Optional.of(NoNumber.NOT_A_NUMBER),
                      Optional.of(NoNumber.NOT_AT_THIS_RESOLUTION)));
        });
    List<Resource> sent = queued().getFirst();
    assertThat(sent)
        .extracting(Resource::type)
        .containsExactly("Device", "Observation", "Observation");
    assertThat(sent.get(1).json())
        .contains("\"85354-9\"", "\"8478-0\"", "\"dataAbsentReason\"", "\"not-a-number\"");
    assertThat(sent.get(2).json())
        .contains("\"8867-4\"", "\"dataAbsentReason\"", "\"code\":\"error\"")
        .doesNotContain("valueQuantity");
  }

  /** It goes with its reading to whom that belongs, and is taken back with it. */
  @Test
  void whatIsAbsentIsSoStillOfAReadingThatWasTakenAway() {
    gateway.send("cuff-1", "ble-2a35", withoutMeanAndPulse());
    gateway.judge();

    gateway.people().handOver("cuff-1", "p-2", MEASURED.minus(Duration.ofDays(1)));

    assertThat(queued())
        .hasSize(3)
        .allSatisfy(sent -> assertThat(sent.get(1).json()).contains("\"not-a-number\""));
  }
}
