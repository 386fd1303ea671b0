package dev.cuffline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationMapperTest {
  private static final FhirJson JSON = new FhirJson();

  private static Observation bloodPressure(Reading reading) {
    return Samples.MAPPER.bloodPressure(reading, Samples.CONTEXT).orElseThrow();
  }

  private static List<String> notes(Reading reading) {
    return bloodPressure(reading).getNote().stream().map(Annotation::getText).toList();
  }

  /** Golden files are indented for people; what we write is one line. */
  private static String golden(String name) {
    return UsCoreValidator.resource("golden/" + name + ".json")
        .replaceAll("\\s*\n\\s*", "")
        .replace("\": ", "\":");
  }

  @Test
  void aBloodPressureIsWrittenInFull() {
    String id = bloodPressure(Samples.reading()).getIdElement().getIdPart();

    String json = JSON.encode(bloodPressure(Samples.reading()));

    assertThat(json).isEqualTo(golden("blood-pressure").replace("${id}", id));
  }

  @ParameterizedTest
  @CsvSource({"127,127", "127.0,127.0", "127.50,127.50", "1.2E+2,120"})
  void theScaleThatTheDeviceSentIsKept(String sent, String written) {
    var pressure =
        new BloodPressure(new BigDecimal(sent), new BigDecimal("79.0"), Optional.empty());

    String json = JSON.encode(bloodPressure(Samples.with(Samples.reading(), pressure)));

    assertThat(json).contains("\"value\":" + written + ",").contains("\"value\":79.0,");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-08T06:59:59Z,2026-03-08T01:59:59-05:00",
    "2026-03-08T07:00:00Z,2026-03-08T03:00:00-04:00",
    "2026-11-01T05:30:00Z,2026-11-01T01:30:00-04:00",
    "2026-11-01T06:30:00Z,2026-11-01T01:30:00-05:00",
    "2026-01-11T13:00:00.123456Z,2026-01-11T08:00:00.123-05:00"
  })
  void theTimeIsThePatientsWallClockWithItsOffset(String instant, String written) {
    Reading reading = Samples.with(Samples.reading(), MeasuredAt.device(Instant.parse(instant)));

    assertThat(bloodPressure(reading).getEffectiveDateTimeType().getValueAsString())
        .isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "+05:45,2026-01-11T18:45:00+05:45",
    "Z,2026-01-11T13:00:00Z",
    "+17:00,2026-01-11T13:00:00Z",
    "-04:56:02,2026-01-11T13:00:00Z"
  })
  void theDevicesOwnOffsetComesFirstWhereFhirCanWriteIt(String offset, String written) {
    var measuredAt =
        new MeasuredAt(
            Samples.MEASURED, TimeQuality.DEVICE, Optional.of(ZoneOffset.of(offset)), "raw");

    assertThat(
            bloodPressure(Samples.with(Samples.reading(), measuredAt))
                .getEffectiveDateTimeType()
                .getValueAsString())
        .isEqualTo(written);
  }

  @Test
  void thePulseIsAnObservationOfItsOwn() {
    Reading reading = Samples.withPulse(Samples.reading(), "71");

    List<Observation> observations = Samples.MAPPER.toObservations(reading, Samples.CONTEXT);

    assertThat(observations)
        .extracting(observation -> observation.getCode().getCodingFirstRep().getCode())
        .containsExactly("85354-9", "8867-4");
    assertThat(observations.get(1).getValueQuantity().getCode()).isEqualTo("/min");
    assertThat(observations).extracting(Observation::getId).doesNotHaveDuplicates();
  }

  @Test
  void aPulseThatCameAloneHasNoBloodPressure() {
    Reading alone =
        Samples.with(Samples.reading(), Optional.empty(), Optional.of(new BigDecimal("38")));

    assertThat(Samples.MAPPER.toObservations(alone, Samples.CONTEXT)).hasSize(1);
    assertThat(Samples.MAPPER.bloodPressure(alone, Samples.CONTEXT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FINAL,final", "AMENDED,amended", "ENTERED_IN_ERROR,entered-in-error"})
  void theStatusFollowsTheReading(ReadingStatus status, String written) {
    Observation observation = bloodPressure(Samples.with(Samples.reading(), status));

    assertThat(observation.getStatus().toCode()).isEqualTo(written);
    assertThat(observation.getId()).isEqualTo(bloodPressure(Samples.reading()).getId());
  }

  @Test
  void aMovedReadingIsAnotherObservation() {
    Reading moved = Samples.with(Samples.reading(), new PatientId("p2"));

    assertThat(bloodPressure(moved).getId()).isNotEqualTo(bloodPressure(Samples.reading()).getId());
  }

  @Test
  void whatTheDeviceSaidIsANoteAndNoDiagnosis() {
    Reading irregular = Samples.with(Samples.reading(), Set.of(ReadingFlag.IRREGULAR_PULSE));

    assertThat(notes(irregular))
        .containsExactly("Irregular pulse detected by the device; not a diagnosis.");
    assertThat(notes(Samples.with(Samples.reading(), EntryMethod.MANUAL)))
        .containsExactly("Entered by hand.");
  }

  @Test
  void anUncertainTimeSaysSo() {
    var suspect =
        new MeasuredAt(Samples.MEASURED, TimeQuality.SUSPECT, Optional.empty(), "1970-01-01");

    assertThat(notes(Samples.with(Samples.reading(), suspect)))
        .singleElement()
        .asString()
        .startsWith("Time uncertain");
  }
}
