package dev.cuffline.endtoend;

/**
 * A cuff and its login.
 *
 * @param imei its identity in the vendor's messages
 */
record Cuff(String id, String imei, String secret) {
  /** Where it publishes. */
  String topic(String format) {
    return "devices/" + id + "/" + format;
  }

  /** Registers a cuff that nobody has yet. */
  static Cuff register(Api api, String id, String imei) throws Exception {
    return new Cuff(id, imei, api.registerCuff(id, imei, "mio-telemetry"));
  }

  /** Registers a cuff and hands it to a new patient. */
  static Cuff of(Api api, String patient, String id, String imei) throws Exception {
    return new Cuff(id, imei, api.enrolPatientWithCuff(patient, id, imei, "mio-telemetry"));
  }
}
