package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Vendors whose payload is one object after one sample (devices.md 2.5 to 2.10 and 3.1). */
final class VendorEncoder extends JsonEncoder {
  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

  private final Optional<String> kind;
  private final Payload payload;

  /** Writes one measurement. */
  private interface Payload {
    String json(CuffIdentity cuff, Measured measured, Instant at);
  }

  private VendorEncoder(String format, CuffNaming naming, Optional<String> kind, Payload payload) {
    super(format, naming);
    this.kind = kind;
    this.payload = payload;
  }

  private static VendorEncoder keyed(String format, String kind, Payload payload) {
    return new VendorEncoder(format, CuffNaming.VENDOR_KEY, Optional.of(kind), payload);
  }

  private static VendorEncoder of(String format, CuffNaming naming, Payload payload) {
    return new VendorEncoder(format, naming, Optional.empty(), payload);
  }

  /** All of them. */
  static List<PayloadEncoder> all() {
    return List.of(
        keyed("withings-getmeas", "withings:%s", VendorEncoder::withings),
        keyed("omron-connect-v1", "omron:%s", VendorEncoder::omronOne),
        of("omron-connect-v2", CuffNaming.LOGIN, VendorEncoder::omronTwo),
        of("ihealth-openapi", CuffNaming.LOGIN, VendorEncoder::ihealth),
        keyed("smartmeter-pull", "smartmeter:%s", VendorEncoder::smartMeter),
        keyed("aggregator-json", "agg:%s/withings", VendorEncoder::aggregator),
        of("ava4-mqtt", CuffNaming.BLUETOOTH, VendorEncoder::ava),
        of("cm4-mqtt", CuffNaming.BLUETOOTH, VendorEncoder::cm),
        of("openmqttgateway", CuffNaming.BLUETOOTH, VendorEncoder::openMqtt),
        keyed("tuya-bpg", "tuya:%s", VendorEncoder::tuya),
        of("omh-blood-pressure-4.0", CuffNaming.LOGIN, VendorEncoder::openHealth));
  }

  @Override
  public String vendorKey(CuffIdentity cuff) {
    return kind.orElseThrow().formatted(cuff.imei());
  }

  @Override
  String json(CuffIdentity cuff, Measured measured, Instant sentAt) {
    return payload.json(cuff, measured, timeOrEpoch(measured));
  }

  private static int flag(Measured measured, Mark mark) {
    return measured.has(mark) ? 1 : 0;
  }

  /** The vendor's id of the measurement: the same in every retry, whatever the time says. */
  private static long number(Measured measured) {
    return measured.at().getEpochSecond();
  }

  private static int offsetSeconds(CuffIdentity cuff, Instant at) {
    return cuff.zone().getRules().getOffset(at).getTotalSeconds();
  }

  private static String withings(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"status":0,"body":{"timezone":"%s","measuregrps":[{"grpid":%d,"attrib":0,"date":%d,\
    "modified":%d,"category":1,"deviceid":"%s","measures":[{"value":%d,"type":9,"unit":0},\
    {"value":%d,"type":10,"unit":0},{"value":%d,"type":11,"unit":0}]}]}}\
    """
        .formatted(
            cuff.zone(),
            number(measured),
            at.getEpochSecond(),
            number(measured),
            cuff.imei(),
            diastolic(measured),
            systolic(measured),
            measured.pulse());
  }

  private static String omronOne(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"deviceModel":"HEM-SIM","deviceSerialIDList":[{"deviceSerialID":"%s","userNumberInDevice":1,\
    "measureList":[{"measureDateTo":%d,"timeZone":"%s","bodyIndexList":{"1":[%d,20496,0,1],\
    "2":[%d,20496,0,1],"3":[%d,61600,0,1],"6":[%d,-1,0,1],"7":[%d,-1,0,1],"8":[%d,-1,0,1]}}]}]}\
    """
        .formatted(
            cuff.imei(),
            at.toEpochMilli(),
            cuff.zone(),
            systolic(measured),
            diastolic(measured),
            measured.pulse(),
            flag(measured, Mark.IRREGULAR_PULSE),
            flag(measured, Mark.MOVEMENT),
            1 - flag(measured, Mark.LOOSE_CUFF));
  }

  private static String omronTwo(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"systolic":%d,"diastolic":%d,"pulse":%d,"measurementDate":%d,"timeZone":%d,\
    "userNumberInDevice":1,"isManualEntry":0,"irregularHB":%d,"movementDetect":%d,\
    "cuffWrapDetect":%d,"notes":""}\
    """
        .formatted(
            systolic(measured),
            diastolic(measured),
            measured.pulse(),
            at.toEpochMilli(),
            offsetSeconds(cuff, at),
            flag(measured, Mark.IRREGULAR_PULSE),
            flag(measured, Mark.MOVEMENT),
            1 - flag(measured, Mark.LOOSE_CUFF));
  }

  /** The wall clock at the patient, written as an epoch. */
  private static String ihealth(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"DataID":"%s-%d","DataSource":"FromDevice","HP":%d,"LP":%d,"HR":%d,"IsArr":%d,"MDate":%d,\
    "LastChangeTime":%d,"TimeZone":"%s"}\
    """
        .formatted(
            cuff.imei(),
            number(measured),
            systolic(measured),
            diastolic(measured),
            measured.pulse(),
            1 + flag(measured, Mark.IRREGULAR_PULSE),
            at.atZone(cuff.zone()).toLocalDateTime().toEpochSecond(ZoneOffset.UTC),
            number(measured),
            OFFSET.format(at.atZone(cuff.zone())));
  }

  private static String smartMeter(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"reading_id":%d,"patient_id":"p","device_id":"%s","date_recorded":"%s",\
    "reading_type":"blood_pressure","systolic_mmhg":%d,"diastolic_mmhg":%d,"pulse_bpm":%d}\
    """
        .formatted(
            number(measured),
            cuff.imei(),
            WALL.format(at.atZone(cuff.zone())),
            systolic(measured),
            diastolic(measured),
            measured.pulse());
  }

  private static String aggregator(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"id":"m-%d","userId":"%s","source":"withings","systolic":%d,"diastolic":%d,"heartRate":%d,\
    "timestamp":"%s","tzOffset":"%s","unit":"mmHg"}\
    """
        .formatted(
            number(measured),
            cuff.imei(),
            systolic(measured),
            diastolic(measured),
            measured.pulse(),
            at,
            cuff.zone().getRules().getOffset(at).getId());
  }

  private static String ava(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"from":"BLE","to":"CLOUD","time":%1$d,"deviceCode":"02:CF:00:00:00:00",\
    "mac":"02:CF:00:00:00:00","type":"reportAttribute","device":"WBP BIOLIGHT",\
    "data":{"attribute":"BP_BIOLIGTH","value":{"device_list":[{"scan_time":%1$d,\
    "ble_addr":"%2$s","bp_high":%3$d,"bp_low":%4$d,"PR":%5$d}]}}}\
    """
        .formatted(
            at.getEpochSecond(),
            cuff.bluetooth().replace(":", "").toLowerCase(Locale.ROOT),
            systolic(measured),
            diastolic(measured),
            measured.pulse());
  }

  private static String cm(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"from":"PI","to":"CLOUD","time":%d,"mac":"02:cf:00:00:00:00","type":"reportAttribute",\
    "citiz":"-","data":{"attribute":"WBP_JUMPER","ble_mac":"%s",\
    "value":{"bp_high":%d,"bp_low":%d,"pr":%d}}}\
    """
        .formatted(
            at.getEpochSecond(),
            cuff.bluetooth(),
            systolic(measured),
            diastolic(measured),
            measured.pulse());
  }

  private static String openMqtt(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"id":"%s","rssi":-61,"systolic":%d,"diastolic":%d,"pulse":%d,"irregular":%d,"movement":%d,\
    "time":"%s"}\
    """
        .formatted(
            cuff.bluetooth(),
            systolic(measured),
            diastolic(measured),
            measured.pulse(),
            flag(measured, Mark.IRREGULAR_PULSE),
            flag(measured, Mark.MOVEMENT),
            at);
  }

  private static String tuya(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"devId":"%s","dataJson":[{"dps":{"1":%d,"2":%d,"3":%d,"4":%b},"dpsTime":%d}]}\
    """
        .formatted(
            cuff.imei(),
            systolic(measured),
            diastolic(measured),
            measured.pulse(),
            measured.has(Mark.IRREGULAR_PULSE),
            at.toEpochMilli());
  }

  /** The schema has no pulse. */
  private static String openHealth(CuffIdentity cuff, Measured measured, Instant at) {
    return """
    {"systolic_blood_pressure":{"value":%d,"unit":"mmHg"},\
    "diastolic_blood_pressure":{"value":%d,"unit":"mmHg"},\
    "effective_time_frame":{"date_time":"%s"}}\
    """
        .formatted(
            systolic(measured),
            diastolic(measured),
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(cuff.zone())));
  }
}
