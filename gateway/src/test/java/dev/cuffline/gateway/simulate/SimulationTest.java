package dev.cuffline.gateway.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
  private static final LocalDate FROM = LocalDate.of(2026, 1, 5);

  static List<String> formats() {
    return Encoders.names();
  }

  private static Simulation simulation(long seed, String format, FaultProfile faults) {
    return new Simulation(new Simulation.Plan(seed, 12, FROM, 40, faults, format, "sim"));
  }

  private static List<Emission> emissions(Simulation simulation) {
    List<Emission> all = new ArrayList<>();
    simulation.forEach(all::add);
    return all;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theSameSeedGivesTheSameBytes(String format) {
    List<Emission> once = emissions(simulation(7, format, FaultProfile.HARSH));
    List<Emission> again = emissions(simulation(7, format, FaultProfile.HARSH));

    assertThat(again).isEqualTo(once).hasSizeGreaterThan(100);
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    assertThat(emissions(simulation(8, "mio-telemetry", FaultProfile.NONE)))
        .isNotEqualTo(emissions(simulation(7, "mio-telemetry", FaultProfile.NONE)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsMeasuredDoesNotDependOnTheFormat(String format) {
    Simulation one = simulation(7, format, FaultProfile.FIELD);
    Simulation other = simulation(7, "mio-telemetry", FaultProfile.FIELD);
    emissions(one);
    emissions(other);

    assertThat(one.dataDays()).isEqualTo(other.dataDays());
    assertThat(one.tally().readings()).isEqualTo(other.tally().readings());
  }

  @Test
  void withoutFaultsEveryMessageIsSentOnceInTheOrderOfMeasurement() {
    Simulation simulation = simulation(7, "mio-telemetry", FaultProfile.NONE);

    List<Emission> all = emissions(simulation);

    assertThat(simulation.tally().faults()).isEmpty();
    assertThat(all).hasSize((int) simulation.tally().readings());
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all).isSortedAccordingTo(Comparator.comparing(Emission::sendAt));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultHappensInAHarshPractice(Fault fault) {
    Simulation simulation = simulation(7, "bridge.v1", FaultProfile.HARSH);
    emissions(simulation);

    if (fault == Fault.MOVEMENT || fault == Fault.LOOSE_CUFF) {
      return; // marks of single readings, not of messages
    }
    assertThat(simulation.tally().faults()).containsKey(fault);
  }

  @Test
  void everythingLeavesWithinTheDaysAsked() {
    List<Emission> all = emissions(simulation(7, "cuffline.v1", FaultProfile.HARSH));

    assertThat(all)
        .allSatisfy(emission ->
            assertThat(
                    Duration.between(
                        FROM.atStartOfDay(java.time.ZoneOffset.UTC).toInstant(), emission.sendAt()))
                .isBetween(Duration.ZERO, Duration.ofDays(41)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 30 | mio-telemetry | sim | --patients must be 1 or more",
        "1 | 0 | mio-telemetry | sim | --days must be 1 to 3660",
        "1 | 1 | no-such | sim | --format must be one of aggregator-json, ava4-mqtt",
        "1 | 1 | ble-2a35 | A/b | --prefix must be 1 to 32 of a-z, 0-9 and -"
      })
  void aPlanThatCannotBeIsRefused(
      int patients, int days, String format, String prefix, String message) {
    assertThatThrownBy(
            () -> new Simulation.Plan(1, patients, FROM, days, FaultProfile.NONE, format, prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
