package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions as they are shown. Times are minutes after the patient's first morning. */
class SessionMeanTest {
  private static List<SessionMean> sessions(Patient patient) {
    return SessionMean.of(patient.readings(), Patient.NEW_YORK, DefaultPack.VALUE.settings());
  }

  @Test
  void readingsUpToTheGapApartAreOneSession() {
    Patient patient = new Patient();
    patient.measures(0, "140/88");
    patient.measures(10, "145/93");
    patient.measures(21, "120/80");

    assertThat(sessions(patient)).extracting(one -> one.readings().size()).containsExactly(2, 1);
    assertThat(sessions(patient).getFirst().systolic()).hasValue(new BigDecimal("142.5"));
    assertThat(sessions(patient).getFirst().diastolic()).hasValue(new BigDecimal("90.5"));
  }

  @Test
  void whatAveragesLeaveOutIsShownAllTheSame() {
    Patient patient = new Patient();
    patient.measures(0, "190/100", Patient.flagged(ReadingFlag.BODY_MOVEMENT));

    assertThat(sessions(patient))
        .singleElement()
        .satisfies(session -> {
          assertThat(session.systolic()).hasValue(new BigDecimal("190.0"));
          assertThat(session.first()).isEqualTo(session.last());
        });
  }

  @Test
  void aHalfIsRoundedUpToOneDecimal() {
    Patient patient = new Patient();
    for (int i = 0; i < 20; i++) {
      patient.measures(i, (i == 0 ? 121 : 120) + "/80");
    }

    assertThat(sessions(patient))
        .singleElement()
        .satisfies(session -> assertThat(session.systolic()).hasValue(new BigDecimal("120.1")));
  }
}
