package dev.cuffline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.Absent;
import dev.cuffline.rules.reading.NoNumber;
import dev.cuffline.rules.reading.Reading;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A word that a device says in place of a number is told as such, and never as a number. */
class AbsentValuesTest {
  private static Reading absent(Optional<NoNumber> mean, Optional<NoNumber> pulse) {
    return Samples.with(Samples.reading(), new Absent(mean, pulse));
  }

  /** As in the example observation-bp-map-nan. */
  @ParameterizedTest
  @CsvSource({
    "NOT_A_NUMBER,           not-a-number",
    "NOT_AT_THIS_RESOLUTION, error",
    "RESERVED,               error",
    "POSITIVE_INFINITY,      positive-infinity",
    "NEGATIVE_INFINITY,      negative-infinity"
  })
  void aMeanAndAPulseThatAreNoNumbersSayWhy(NoNumber said, String reason) {
    List<Observation> all =
        Samples.MAPPER.toObservations(
            absent(Optional.of(said), Optional.of(said)), Samples.CONTEXT);

    assertThat(all).hasSize(2);
    ObservationComponentComponent mean = all.getFirst().getComponent().getLast();
    assertThat(mean.getCode().getCodingFirstRep().getCode()).isEqualTo("8478-0");
    assertThat(mean.hasValue()).isFalse();
    assertThat(mean.getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo(reason);
    assertThat(all.getLast().getCode().getCodingFirstRep().getCode()).isEqualTo("8867-4");
    assertThat(all.getLast().hasValue()).isFalse();
    assertThat(all.getLast().getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo(reason);
  }

  @Test
  void whatNobodySpokeOfIsLeftOut() {
    List<Observation> all = Samples.MAPPER.toObservations(Samples.reading(), Samples.CONTEXT);

    assertThat(all).hasSize(1);
    assertThat(all.getFirst().getComponent())
        .hasSize(2)
        .noneMatch(ObservationComponentComponent::hasDataAbsentReason);
  }
}
