package dev.cuffline.gateway.simulate;

/**
 * Who takes part in the demo, and what their cuffs do.
 *
 * <p>Names are made up; nobody is meant.
 */
enum DemoPatient {
  /** Two readings a day, all is well. */
  STEADY(1, "Steady", CuffFormat.MIO),
  /** Sessions above 160 on three days. */
  HYPERTENSIVE(2, "High", CuffFormat.BLE_2A35),
  /** 184/122, and again two minutes later. */
  CRISIS(3, "Crisis", CuffFormat.MIO),
  /** A cuff that sends its whole memory at every connection. */
  REPEATING(4, "Repeat", CuffFormat.BLE_2A35),
  /** A cuff whose clock shows the year 2000. */
  DEAD_CLOCK(5, "Clock", CuffFormat.MIO),
  /** Ten erratic readings, three calls, a medication change: 99457 without 99454. */
  MANAGED(6, "Managed", CuffFormat.BLE_2A35);

  private final int number;
  private final String family;
  private final CuffFormat format;

  DemoPatient(int number, String family, CuffFormat format) {
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

  CuffFormat format() {
    return format;
  }

  /** Opaque, as every patient id. */
  String patientId() {
    return "demo-patient-" + number;
  }

  String deviceId() {
    return "demo-cuff-" + number;
  }

  /** A test IMEI: the type allocation code 99 0000 is not given to any maker. */
  String imei() {
    return "99000000000010" + number;
  }
}
