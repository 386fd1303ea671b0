package dev.cuffline.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-05");
  private static final Instant AT = Instant.parse("2026-01-05T12:00:00Z");
  private static final Optional<LocalDate> NO_DATE = Optional.empty();

  static Stream<Arguments> badValues() {
    return Stream.of(
        bad("id must have 1 to 64 letters", () -> People.patient("a b")),
        bad("id must have 1 to 64 letters", () -> People.patient("x".repeat(65))),
        bad("family must not be blank", () -> People.patient("p", " ", "1950-03-31")),
        bad("birthDate must not lie before 1890", () -> People.patient("p", "A", "1889-12-31")),
        bad("phones must be a telephone number", () -> People.patientWithPhone("call me")),
        bad("language must be a BCP 47", () -> People.patientWithLanguage("english_US!")),
        bad(
            "consent.method must be given when consent.on is",
            () -> new Consent(Optional.of(DAY), Optional.empty(), true, NO_DATE)),
        bad(
            "consent.on must be given when consent.costShare is true",
            () -> new Consent(NO_DATE, Optional.empty(), true, NO_DATE)),
        bad(
            "consent.withdrawnOn must not lie before consent.on",
            () ->
                new Consent(
                    Optional.of(DAY),
                    Optional.of(ConsentMethod.VERBAL),
                    true,
                    Optional.of(DAY.minusDays(1)))),
        bad(
            "order.frequencyPerDay must be between 1 and 24",
            () -> new Order(Optional.of(DAY), NO_DATE, 0)),
        bad(
            "order.endsOn must not lie before order.on",
            () -> new Order(Optional.of(DAY), Optional.of(DAY.minusDays(1)), 1)),
        bad("diagnoses must be ICD-10-CM codes", () -> People.enrolment("e", "p", "hypertension")),
        bad(
            "keys an IMEI must have 14 to 16 digits",
            () -> People.device("d", DeviceKey.imei("12"))),
        bad(
            "keys a Bluetooth address must have six pairs",
            () -> People.device("d", DeviceKey.bluetooth("12:34"))),
        bad(
            "keys must not name the same thing twice",
            () -> People.device("d", DeviceKey.serial("1"), DeviceKey.serial("1"))),
        bad(
            "to must lie after from",
            () ->
                new DeviceAssignment(
                    "a",
                    new DeviceId("d"),
                    Optional.empty(),
                    new PatientId("p"),
                    AT,
                    Optional.of(AT))),
        bad("end must lie after start", () -> new TimeSpent.Interval(AT, AT)),
        bad(
            "end must lie at most 24 hours after start",
            () -> new TimeSpent.Interval(AT, AT.plusSeconds(86_401))),
        bad("seconds must be between 1 and 86400", () -> new TimeSpent.Stated(DAY, 0)),
        bad(
            "live.end must lie after live.start",
            () -> new Contact(AT, AT, Modality.AUDIO, Participant.PATIENT)));
  }

  private static Arguments bad(String message, ThrowingCallable making) {
    return arguments(message, making);
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void aBadValueIsRefusedNamingItsField(String message, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void noNameOrIdentifierStandsInTheTextOfARecord() {
    Patient patient = People.patient("p-1", "Quillfeather", "1950-03-31");
    Device device =
        new Device(
            new DeviceId("d-1"),
            List.of(DeviceKey.imei("990000000000017")),
            "mio-telemetry",
            RegulatoryStatus.FDA,
            "",
            "");

    String shown = patient + " " + device + " " + new IssuedSecret("s", "very-secret");

    assertThat(shown).doesNotContain("Quillfeather", "1950", "990000000000017", "very-secret");
  }

  @Test
  void anAssignmentOfEverySlotMeetsEachSlot() {
    DeviceAssignment every = assignment(Optional.empty(), AT, Optional.empty());
    DeviceAssignment one = assignment(Optional.of("1"), AT.plusSeconds(60), Optional.empty());
    DeviceAssignment two = assignment(Optional.of("2"), AT, Optional.empty());

    assertThat(every.overlaps(one)).isTrue();
    assertThat(one.overlaps(every)).isTrue();
    assertThat(one.overlaps(two)).isFalse();
  }

  @Test
  void theEndOfAnAssignmentIsExclusive() {
    DeviceAssignment first = assignment(Optional.empty(), AT, Optional.of(AT.plusSeconds(60)));
    DeviceAssignment next = assignment(Optional.empty(), AT.plusSeconds(60), Optional.empty());
    DeviceAssignment early =
        assignment(Optional.empty(), AT.plusSeconds(60).minusNanos(1_000), Optional.empty());

    assertThat(first.overlaps(next)).isFalse();
    assertThat(first.overlaps(early)).isTrue();
  }

  private static DeviceAssignment assignment(
      Optional<String> slot, Instant from, Optional<Instant> to) {
    return new DeviceAssignment("a", new DeviceId("d"), slot, new PatientId("p"), from, to);
  }
}
