package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipTest {
  private static final String MAY = "2026-05-01T00:00:00Z";
  private static final String JULY = "2026-07-01T00:00:00Z";
  private static final Instant IN_JUNE = Instant.parse("2026-06-01T00:00:00Z");

  private static String owner(DeviceRecord device, String slot, Instant when) {
    Ownership ownership =
        Ownership.of(
            Optional.of(device), slot.isEmpty() ? Optional.empty() : Optional.of(slot), when);
    assertThat(ownership.owner().isPresent()).isNotEqualTo(ownership.refusal().isPresent());
    return ownership
        .owner()
        .map(Judged.Owner::patient)
        .map(PatientId::value)
        .orElseGet(() -> ownership.refusal().map(Reason::code).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-30T23:59:59Z, before-assignment",
    "2026-05-01T00:00:00Z, ann",
    "2026-06-30T23:59:59Z, ann",
    "2026-07-01T00:00:00Z, after-assignment"
  })
  void anAssignmentHoldsFromItsStartUntilBeforeItsEnd(String when, String owner) {
    DeviceRecord device = Items.device(Items.assignment("ann", "", MAY, JULY));

    assertThat(owner(device, "", Instant.parse(when))).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "1, ann",
    "2, bob",
    "3, user-slot-unassigned",
    "255, user-slot-unassigned",
    "'', user-slot-unassigned"
  })
  void aSharedCuffGoesBySlot(String slot, String owner) {
    Assignment ann = Items.assignment("ann", "1", MAY, "");
    Assignment bob = Items.assignment("bob", "2", MAY, "");

    assertThat(owner(Items.device(ann, bob), slot, IN_JUNE)).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({"1, ann", "2, bob", "255, user-slot-unassigned", "'', ann"})
  void aNamedSlotGoesBeforeAllSlots(String slot, String owner) {
    Assignment ann = Items.assignment("ann", "", MAY, "");
    Assignment bob = Items.assignment("bob", "2", MAY, "");

    assertThat(owner(Items.device(ann, bob), slot, IN_JUNE)).isEqualTo(owner);
  }

  @Test
  void anUnknownUserOfACuffThatOnePatientHoldsIsThatPatient() {
    assertThat(owner(Items.device(Items.assignment("ann", "", MAY, "")), "255", IN_JUNE))
        .isEqualTo("ann");
  }

  @Test
  void aReadingFromBeforeTheHandOverBelongsToTheFormerPatient() {
    Assignment ann = Items.assignment("ann", "", MAY, JULY);
    Assignment bob = Items.assignment("bob", "", JULY, "");

    assertThat(owner(Items.device(ann, bob), "", IN_JUNE)).isEqualTo("ann");
    assertThat(owner(Items.device(ann, bob), "", Instant.parse(JULY))).isEqualTo("bob");
  }

  @Test
  void twoPatientsOfTheSameSlotLeaveItToAPerson() {
    Assignment ann = Items.assignment("ann", "", MAY, "");
    Assignment bob = Items.assignment("bob", "", MAY, "");

    assertThat(owner(Items.device(ann, bob), "1", IN_JUNE)).isEqualTo("assignment-ambiguous");
  }

  @Test
  void aDeviceWithoutAssignmentsIsUnassigned() {
    assertThat(owner(Items.device(), "", IN_JUNE)).isEqualTo("unassigned");
  }
}
