package dev.cuffline.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.ReadingId;
import org.junit.jupiter.api.Test;

class ResourceIdsTest {
  private static final PatientId PATIENT = new PatientId("p1");

  private static String id(String reading, String patient) {
    return Samples.IDS.observation(
        new ReadingId(reading), new PatientId(patient), ObservationKind.BLOOD_PRESSURE);
  }

  @Test
  void anIdFitsIntoFhirAndIsNeverANumber() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(id("r" + i, "p1")).matches("o[a-z2-7]{52}");
    }
    assertThat(Samples.IDS.device(new DeviceId("cuff"))).matches("d[a-z2-7]{52}");
  }

  /** Changing this would write every reading a second time at every destination (P4). */
  @Test
  void anIdNeverChanges() {
    assertThat(id("r1", "p1")).isEqualTo("ogcpwofrje67sy72b2n7if6tm2kn42cbj2l5s4wr6sg5rzr57dpta");
  }

  @Test
  void readingPatientKindAndKeyEachMakeAnotherId() {
    var reading = new ReadingId("r1");
    byte[] otherKey = new byte[32];
    otherKey[31] = 1;

    assertThat(id("r1", "p1"))
        .isNotEqualTo(id("r2", "p1"))
        .isNotEqualTo(id("r1", "p2"))
        .isNotEqualTo(Samples.IDS.observation(reading, PATIENT, ObservationKind.HEART_RATE))
        .isNotEqualTo(
            new ResourceIds(otherKey)
                .observation(reading, PATIENT, ObservationKind.BLOOD_PRESSURE));
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertThat(id("ab", "c")).isNotEqualTo(id("a", "bc"));
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ResourceIds(new byte[31]));
  }
}
