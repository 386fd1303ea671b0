package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.Quirks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;

/**
 * How long one message of each kind takes to decode on this machine, one thread; run by hand:
 * {@code DecodeThroughput ROUNDS}. Each round decodes 100,000 messages; the median round is told.
 */
final class DecodeThroughput {
  private static final Logger LOG = Logger.getLogger("throughput");
  private static final int MESSAGES = 100_000;
  private static final Map<String, String> SAMPLES = new LinkedHashMap<>();

  static {
    SAMPLES.put(
        "mio-telemetry",
        """
        {"deviceId":"TT-0001","createdAt":1717243206,"isTest":false,"modelNumber":"TMB-2092-G",
         "data":{"data_type":"bpm_gen2_measure","imei":"990000000000017","sn":"TT0000000001",
         "iccid":"8900000000000000001","user":1,"sys":126,"dia":81,"pul":69,"ihb":false,"hand":false,
         "tri":false,"bat":85,"sig":22,"ts":1717243200,"tz":"America/New_York","uid":"u-1",
         "upload_time":1717243205}}\
        """);
    SAMPLES.put(
        "telli-v2",
        """
        {"data":{"arrhythmia":0,"diastolic":98,"pulse":62,"systolic":122},"deviceId":"864593054464085",
         "readingType":"BloodPressure","time":"1721382524000","mem":"0","tzOffsetMinutes":"-240",
         "genVer":"2","devdata":{"r":"1","batt":"9","cycles":"0"}}\
        """);
    SAMPLES.put(
        "tenovi-webhook",
        """
        {"metric":"blood_pressure","device_name":"Tenovi BPM - L","hwi_device_id":"3f1c2d7e",
         "patient_id":"c","hardware_uuid":"0A1B2C3D4E5F","sensor_code":"10","value_1":"128.00",
         "value_2":"82.00","created":"2024-05-01T14:05:10Z","timestamp":"2024-05-01T14:05:10Z",
         "timezone_offset":-4,"estimated_timestamp":false,"filter_params":{"measurement_index":1}}\
        """);
    SAMPLES.put(
        "bodytrace-push",
        """
        {"imei":"1304800000017","ts":1704067800000,"batteryVoltage":5612,"signalStrength":87,
         "rssi":63,"values":{"systolic":17065,"diastolic":10932,"pulse":72,"unit":1,"irregular":0}}\
        """);
    SAMPLES.put(
        "cuffline.v1",
        """
        {"id":"r-1","device":"imei:990000000000017","measuredAt":"2026-01-05T08:00:00-05:00",
         "systolic":126,"diastolic":81,"mean":96,"unit":"mmHg","pulse":69,"battery":85}\
        """);
    SAMPLES.put(
        "bridge.v1",
        """
        {"v":1,"msg_id":"m-1","hub_time":"2025-01-08T12:21:30.250Z","hub_time_sync":"ntp",
         "cuff":{"address":"B0:49:5F:00:10:71"},"cuff_time_now":"E9070108071428030000",
         "records":[{"char":"2A35","value":"1E7F004F005F00E90701080714004700010400"}]}\
        """);
  }

  private DecodeThroughput() {}

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    Formats formats = ShippedFormats.all();
    SAMPLES.forEach((name, json) -> {
      PayloadFormat format = formats.named(name);
      byte[] payload = json.getBytes(StandardCharsets.UTF_8);
      long[] nanos = new long[rounds];
      int items = 0;
      for (int round = 0; round < rounds; round++) {
        long started = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
          items += format.decode(payload, Quirks.NONE).size();
        }
        nanos[round] = (System.nanoTime() - started) / MESSAGES;
      }
      Arrays.sort(nanos);
      int decoded = items;
      LOG.info(() ->
          "%-15s median %,d ns, best %,d ns (%,d items)"
              .formatted(name, nanos[rounds / 2], nanos[0], decoded));
    });
  }
}
