package dev.cuffline.gateway.simulate;

import java.util.List;

/**
 * Who takes part in the demo, and what their cuffs do.
 *
 * <p>Names are made up; nobody is meant.
 */
enum DemoPatient {
  /** Two readings a day, all is well. */
  STEADY(1, "Steady", DemoPatient.MIO),
  /** Sessions above 160 on three days. */
  HYPERTENSIVE(2, "High", DemoPatient.BLE),
  /** 184/122, and again two minutes later. */
  CRISIS(3, "Crisis", DemoPatient.MIO),
  /** A cuff that sends its whole memory at every connection. */
  REPEATING(4, "Repeat", DemoPatient.BLE),
  /** A cuff whose clock shows the year 2000. */
  DEAD_CLOCK(5, "Clock", DemoPatient.MIO),
  /** Ten erratic readings, three calls, a medication change: 99457 without 99454. */
  MANAGED(6, "Managed", DemoPatient.BLE);

  static final String MIO = "mio-telemetry";
  static final String BLE = "ble-2a35";

  private final int number;
  private final String family;
  private final String format;

  DemoPatient(int number, String family, String format) {
    this.number = number;
    this.family = family;
    this.format = format;
  }

  int number() {
    return number;
  }

  String family() {
    return family;
  }

  /** The name of the format that the cuff writes. */
  String format() {
    return format;
  }

  /** Opaque, as every patient id. */
  String patientId() {
    return "demo-patient-" + number;
  }

  String deviceId() {
    return "demo-cuff-" + number;
  }

  /** What the cuff sends of a measurement. */
  byte[] payload(Measured measured) {
    return payload(format, identity(), measured);
  }

  static byte[] payload(String format, CuffIdentity cuff, Measured measured) {
    return Encoders.require(format)
        .encode(cuff, List.of(measured), measured.at().plusSeconds(4))
        .getFirst();
  }

  /** A test IMEI: the type allocation code 99 0000 is not given to any maker. */
  String imei() {
    return identity().imei();
  }

  private CuffIdentity identity() {
    return CuffIdentity.of(deviceId(), 100 + number, DemoPractice.ZONE);
  }
}
