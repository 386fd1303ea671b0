package dev.cuffline.gateway.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The hub envelope {@code bridge.v1} (devices.md 3.3): 0x2A35 frames in hexadecimal digits, all of
 * one connection in one envelope. The hub did not read the cuff's clock, so nobody can repair it.
 */
final class BridgeEncoder implements PayloadEncoder {
  private static final int MOST_RECORDS = 256;

  @Override
  public String format() {
    return "bridge.v1";
  }

  @Override
  public CuffNaming naming() {
    return CuffNaming.BLUETOOTH;
  }

  @Override
  public List<byte[]> encode(CuffIdentity cuff, List<Measured> readings, Instant sentAt) {
    if (readings.size() > MOST_RECORDS) {
      throw new IllegalArgumentException("an envelope has at most " + MOST_RECORDS + " records");
    }
    HexFormat hex = HexFormat.of().withUpperCase();
    String records =
        readings.stream()
            .map(measured -> hex.formatHex(Ble2A35Encoder.frame(cuff, measured)))
            .map(frame -> "{\"char\":\"2A35\",\"value\":\"" + frame + "\"}")
            .collect(Collectors.joining(","));
    String envelope =
        "{\"v\":1,\"msg_id\":\""
            + UUID.nameUUIDFromBytes((cuff.login() + records).getBytes(StandardCharsets.UTF_8))
            + "\",\"hub\":\""
            + cuff.login()
            + "\",\"hub_time\":\""
            + sentAt
            + "\",\"hub_time_sync\":\"ntp\",\"cuff\":{\"address\":\""
            + cuff.bluetooth()
            + "\",\"address_type\":\"public\",\"manufacturer\":\"SIMULATED\",\"model\":\"SIM-1\"},"
            + "\"battery\":64,\"rssi\":-61,\"records\":["
            + records
            + "]}";
    return List.of(envelope.getBytes(StandardCharsets.UTF_8));
  }
}
