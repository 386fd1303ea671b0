package dev.cuffline.gateway.web.pages.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AttributionTest {
  private static final Instant T0 = Instant.parse("2026-01-10T08:00:00Z");

  private static DeviceAssignment use(String id, String patient, long from, Optional<Long> to) {
    return new DeviceAssignment(
        id,
        new DeviceId("cuff"),
        Optional.empty(),
        new PatientId(patient),
        T0.plusSeconds(from),
        to.map(T0::plusSeconds));
  }

  private static DeviceAssignment wanted(String patient, long from) {
    return use("new", patient, from, Optional.empty());
  }

  @Test
  void aFreeCuffIsGivenOpenEnded() {
    assertThat(Attribution.of(wanted("p", 0), List.of(use("a", "q", -100, Optional.of(-10L)))))
        .contains(new Attribution(wanted("p", 0), Mode.CREATE));
  }

  @Test
  void whatIsTheirsAlreadyIsLeft() {
    assertThat(Attribution.of(wanted("p", 0), List.of(use("a", "p", -100, Optional.empty()))))
        .isEmpty();
  }

  @Test
  void aLaterUseOfTheSamePatientBeginsEarlier() {
    assertThat(Attribution.of(wanted("p", 0), List.of(use("a", "p", 50, Optional.of(90L)))))
        .contains(new Attribution(use("a", "p", 0, Optional.of(90L)), Mode.REPLACE));
  }

  @Test
  void aLaterUseOfSomebodyElseEndsIt() {
    assertThat(
            Attribution.of(
                wanted("p", 0),
                List.of(use("b", "r", 90, Optional.empty()), use("a", "q", 50, Optional.of(80L)))))
        .contains(new Attribution(use("new", "p", 0, Optional.of(50L)), Mode.CREATE));
  }
}
