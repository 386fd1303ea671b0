package dev.cuffline.gateway.journal;

import dev.cuffline.rules.reading.PracticeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Transmissions for tests. */
public final class Transmissions {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T14:05:06.123456789Z");

  private Transmissions() {}

  /** One with this id; its payload holds the id too. */
  public static Transmission withId(String id) {
    return with(id, ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  /** One with this id and these bytes. */
  public static Transmission with(String id, byte[] payload) {
    return new Transmission(
        id,
        RECEIVED,
        new PracticeId("north"),
        Transport.MQTT_LISTENER,
        "hub-7",
        "mio-telemetry",
        "devices/hub-7/mio-telemetry",
        "application/json",
        false,
        payload);
  }
}
