package dev.cuffline.gateway.ingress.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRoutesTest {
  private final TopicRoutes routes =
      new TopicRoutes(
          "hospital",
          List.of(
              route("cuffs/+/raw", "ble-2a35", 2),
              route("cuffs/#", "mio-telemetry", 0),
              route("wards/+/#", "ble-2a36", 3)));

  @ParameterizedTest
  @CsvSource({
    "cuffs/c1/raw, ble-2a35, c1",
    "cuffs/c1/json, mio-telemetry, broker:hospital",
    "cuffs, mio-telemetry, broker:hospital",
    "wards/w1/c7/bp, ble-2a36, c7",
    "wards/w1, ble-2a36, broker:hospital",
    "wards/w1//bp, ble-2a36, broker:hospital",
    "cuffs//raw, ble-2a35, broker:hospital"
  })
  void theFirstFilterThatMatchesSaysWhatAndWho(String topic, String format, String source) {
    assertThat(routes.of(topic)).isEqualTo(new TopicRoutes.Routed(format, source));
  }

  @Test
  void whatNoFilterIsForHasNoFormat() {
    assertThat(routes.of("elsewhere/c1")).isEqualTo(new TopicRoutes.Routed("", "broker:hospital"));
  }

  @ParameterizedTest
  @CsvSource({"a/+, 3", "a/b, -1", "a, 2"})
  void aLevelThatNoTopicHasIsRefused(String filter, int level) {
    assertThatThrownBy(() -> route(filter, "ble-2a35", level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("device must be the number of a level");
  }

  private static TopicRoute route(String filter, String format, int level) {
    return new TopicRoute(new TopicFilter(filter), format, level);
  }
}
