package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The 28 field problems of devices.md section 6, each from bytes on a socket to what became of
 * them: dispositions, Observations, data-days. One gateway for all; each problem has a patient and
 * cuffs of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FieldProblemsIT {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final byte KILOPASCAL = 0x01;
  private static final byte TIME = 0x02;
  private static final byte PULSE = 0x04;
  private static final byte USER = 0x08;
  private static final byte STATUS = 0x10;
  private static final int NAN = 0x07FF;
  private static final int UNKNOWN_USER = 255;

  private GatewayProcess gateway;
  private Api api;
  private String adapter = "";

  private final ObjectMapper json = new ObjectMapper();
  private final Instant now =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(2));

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    gateway = GatewayProcess.start(folder);
    api = new Api(gateway);
    api.enrolPractice();
    adapter = api.post("/sources", "{\"id\": \"adapter\"}").path("secret").asText();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  /** What has come of everything about a patient so far; Observations that still stand. */
  private record Outcome(List<String> pressures, int observations, int days) {}

  private Outcome outcome(String patient) throws Exception {
    api.awaitSettled();
    List<String> pressures =
        api.all("/patients/" + patient + "/readings").stream()
            .map(reading ->
                reading.path("systolic").asText("-") + "/" + reading.path("diastolic").asText("-"))
            .sorted()
            .toList();
    Map<String, String> statusOf = new HashMap<>();
    for (JsonNode observation : Ndjson.observations(gateway)) {
      if (observation.path("subject").path("reference").asText().equals("Patient/" + patient)) {
        statusOf.put(observation.path("id").asText(), observation.path("status").asText());
      }
    }
    statusOf.values().removeIf("entered-in-error"::equals);
    int observations = statusOf.size();
    return new Outcome(pressures, observations, api.dataDays(patient).size());
  }

  private static Outcome nothing() {
    return new Outcome(List.of(), 0, 0);
  }

  /** Sends, and says what became of each item: {@code accept late}. */
  private List<String> sent(String secret, String format, byte[] body) throws Exception {
    HttpResponse<String> answer = api.ingest(format, secret, body);
    assertThat(answer.statusCode()).as("odd content is taken too").isEqualTo(202);
    String id = json.readTree(answer.body()).path("transmission").asText();
    api.awaitSettled();
    return verdicts(id);
  }

  private List<String> sent(String secret, String format, String body) throws Exception {
    return sent(secret, format, body.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> verdicts(String transmission) throws Exception {
    List<String> verdicts = new ArrayList<>();
    for (JsonNode item : api.get("/transmissions/" + transmission).path("items")) {
      Stream<String> reasons =
          StreamSupport.stream(item.path("reasons").spliterator(), false).map(JsonNode::asText);
      verdicts.add(
          String.join(
              " ", Stream.concat(Stream.of(item.path("disposition").asText()), reasons).toList()));
    }
    return verdicts;
  }

  private String cuffOf(String patient, String cuff) throws Exception {
    return api.enrolPatientWithCuff(patient, cuff, "", "ble-2a35");
  }

  private LocalDateTime wall(Instant at) {
    return LocalDateTime.ofInstant(at, NEW_YORK);
  }

  private static byte[] frame(int flags, int systolic, int diastolic, int mean, byte[] more) {
    return ByteBuffer.allocate(7 + more.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) flags)
        .putShort((short) systolic)
        .putShort((short) diastolic)
        .putShort((short) mean)
        .put(more)
        .array();
  }

  private static byte[] time(LocalDateTime wall) {
    return ByteBuffer.allocate(7)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) wall.getYear())
        .put((byte) wall.getMonthValue())
        .put((byte) wall.getDayOfMonth())
        .put((byte) wall.getHour())
        .put((byte) wall.getMinute())
        .put((byte) wall.getSecond())
        .array();
  }

  private static byte[] timed(int systolic, int diastolic, LocalDateTime wall) {
    return frame(TIME, systolic, diastolic, NAN, time(wall));
  }

  private static byte[] followed(byte[] first, int... more) {
    ByteBuffer all = ByteBuffer.allocate(first.length + more.length).put(first);
    for (int each : more) {
      all.put((byte) each);
    }
    return all.array();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  /** What a hub passes on of one connection to a cuff. */
  private static String envelope(
      String address, Instant hubNow, LocalDateTime cuffNow, byte[]... frames) {
    String records =
        String.join(
            ",",
            Stream.of(frames)
                .map(frame -> "{\"char\":\"2A35\",\"value\":\"" + hex(frame) + "\"}")
                .toList());
    return """
    {"v":1,"msg_id":"m-%s","hub":"h-1","hub_time":"%s","hub_time_sync":"ntp",
     "cuff":{"address":"%s"},"cuff_time_now":"%s","records":[%s]}
    """
        .formatted(
            Integer.toHexString(records.hashCode()),
            hubNow,
            address,
            hex(followed(time(cuffNow), 0, 0, 0)),
            records);
  }

  private String behindTheHub(String patient, String cuff, String address) throws Exception {
    api.enrolPatient(patient);
    api.registerDevice(cuff, "\"ble:" + address + "\"", "bridge.v1");
    api.assign(cuff, patient);
    return address;
  }

  private static String mio(String imei, int systolic, int diastolic, Instant at, String more) {
    return """
    {"deviceId":"d","createdAt":%1$d,"isTest":false,"data":{"data_type":"bpm_gen2_measure",
     "imei":"%2$s","sys":%3$d,"dia":%4$d,"pul":71,"ts":%1$d,"user":1%5$s}}
    """
        .formatted(at.getEpochSecond(), imei, systolic, diastolic, more);
  }

  private static String telli(String imei, int systolic, int diastolic, Instant at, String more) {
    return """
    {"deviceId":"%s","readingType":"BloodPressure","time":"%d",
     "data":{"systolic":%d,"diastolic":%d},"genVer":"2"%s}
    """
        .formatted(imei, at.toEpochMilli(), systolic, diastolic, more);
  }

  /** A patient whose cuff a vendor's service speaks for; gives the IMEI back. */
  private String cellular(String patient, String cuff, String imei) throws Exception {
    api.enrolPatient(patient);
    api.registerCuff(cuff, imei, "mio-telemetry");
    api.assign(cuff, patient);
    return imei;
  }

  @Test
  void problem01AResetClockIsNeverAMeasuredTimeUnlessTheConnectionRepairsIt() throws Exception {
    String cuff = cuffOf("p-01", "cuff-01");
    LocalDateTime reset = LocalDateTime.of(2020, 1, 1, 8, 0);

    List<String> alone = sent(cuff, "ble-2a35", timed(126, 81, reset));
    Outcome before = outcome("p-01");
    String address = behindTheHub("p-01b", "cuff-01b", "B0:49:5F:00:10:01");
    List<String> repaired =
        sent(
            adapter,
            "bridge.v1",
            envelope(address, now, reset.plusMinutes(5), timed(127, 82, reset)));

    assertThat(alone).containsExactly("quarantine clock-reset");
    assertThat(before).isEqualTo(nothing());
    assertThat(repaired).singleElement().asString().startsWith("accept");
    assertThat(outcome("p-01b")).isEqualTo(new Outcome(List.of("127/82"), 1, 1));
    JsonNode reading = api.all("/patients/p-01b/readings").getFirst();
    assertThat(reading.path("timeQuality").asText()).isEqualTo("REPAIRED");
    assertThat(Ndjson.observationsOf(gateway, reading.path("id").asText()).toString())
        .contains("PhdCompoundNumericObservation", "PhdCoincidentTimeStampObservation");
    assertThat(Instant.parse(reading.path("measuredAt").asText()))
        .isEqualTo(now.minus(Duration.ofMinutes(5)));
  }

  @Test
  void problem02ADriftingClockIsCorrectedByTheHubsInTheSameConnection() throws Exception {
    String address = behindTheHub("p-02", "cuff-02", "B0:49:5F:00:10:02");
    LocalDateTime ahead = wall(now).plusMinutes(47);

    sent(
        adapter, "bridge.v1", envelope(address, now, ahead, timed(126, 81, ahead.minusMinutes(3))));

    assertThat(outcome("p-02")).isEqualTo(new Outcome(List.of("126/81"), 1, 1));
    assertThat(api.all("/patients/p-02/readings").getFirst().path("measuredAt").asText())
        .isEqualTo(now.minus(Duration.ofMinutes(3)).toString());
  }

  @Test
  void problem03AHubWhoseClockIsYearsAheadDatesNothing() throws Exception {
    api.enrolPatient("p-03");
    api.registerDevice("cuff-03", "\"ble:D6:16:F9:64:16:03\"", "ava4-mqtt");
    api.assign("cuff-03", "p-03");

    List<String> verdicts =
        sent(
            adapter,
            "ava4-mqtt",
            """
            {"from":"BLE","to":"CLOUD","time":1832000000,"deviceCode":"08:F9:E0:D1:F7:B4",
             "mac":"08:F9:E0:D1:F7:B4","type":"reportAttribute","device":"WBP BIOLIGHT",
             "data":{"attribute":"BP_BIOLIGTH","mac":"08:F9:E0:D1:F7:B4","value":{"device_list":[
              {"scan_time":1832000000,"ble_addr":"D616F9641603","bp_high":130,"bp_low":95,"PR":74}]}}}
            """);

    assertThat(verdicts).containsExactly("quarantine clock-future");
    assertThat(outcome("p-03")).isEqualTo(nothing());
  }

  @Test
  void problem04WallTimeIsReadInThePatientsZoneAlsoInTheGapOfSpring() throws Exception {
    String cuff = cuffOf("p-04", "cuff-04");
    ZoneOffsetTransition spring = NEW_YORK.getRules().previousTransition(now);
    while (!spring.isGap()) {
      spring = NEW_YORK.getRules().previousTransition(spring.getInstant());
    }
    LocalDateTime skipped = spring.getDateTimeBefore().plusMinutes(30);

    List<String> plain = sent(cuff, "ble-2a35", timed(126, 81, wall(now)));
    List<String> gap = sent(cuff, "ble-2a35", timed(127, 82, skipped));

    assertThat(plain).containsExactly("accept");
    assertThat(gap).containsExactly("accept local-time-in-dst-gap late");
    assertThat(outcome("p-04"))
        .as("the old one came long after its period had ended (R17)")
        .isEqualTo(new Outcome(List.of("126/81", "127/82"), 2, 1));
    assertThat(api.all("/patients/p-04/readings"))
        .extracting(reading -> reading.path("measuredAt").asText())
        .containsExactly(now.toString(), skipped.toInstant(spring.getOffsetBefore()).toString());
  }

  @Test
  void problem05LocalTimeSentAsAnEpochLosesItsZone() throws Exception {
    String cuff = cuffOf("p-05", "cuff-05");
    long local = wall(now).toEpochSecond(ZoneOffset.UTC);
    String offset = NEW_YORK.getRules().getOffset(now).getId().replace(":", "");

    sent(
        cuff,
        "ihealth-openapi",
        """
        {"BPDataList":[{"DataID":"d-05","HP":126,"LP":81,"HR":70,"IsArr":1,"MDate":%d,
         "LastChangeTime":%d,"TimeZone":"%s","DataSource":"FromDevice","BPL":1,"Note":""}]}
        """
            .formatted(local, now.getEpochSecond(), offset));

    assertThat(outcome("p-05")).isEqualTo(new Outcome(List.of("126/81"), 2, 1));
    assertThat(api.all("/patients/p-05/readings").getFirst().path("measuredAt").asText())
        .isEqualTo(now.toString());
  }

  @Test
  void problem06TheWholeMemoryAgainIsNothingNew() throws Exception {
    String address = behindTheHub("p-06", "cuff-06", "B0:49:5F:00:10:06");
    LocalDateTime clock = wall(now);
    byte[][] memory = {
      timed(121, 81, clock.minusDays(2)),
      timed(122, 82, clock.minusDays(1)),
      timed(123, 83, clock.minusMinutes(4))
    };

    sent(adapter, "bridge.v1", envelope(address, now, clock, memory));
    List<String> again = sent(adapter, "bridge.v1", envelope(address, now, clock, memory));

    assertThat(again).hasSize(3).allMatch(verdict -> verdict.startsWith("duplicate"));
    assertThat(outcome("p-06")).isEqualTo(new Outcome(List.of("121/81", "122/82", "123/83"), 3, 3));
  }

  @Test
  void problem07RetriesAndOddContentAreTakenOnceAndNeverRefused() throws Exception {
    String imei = cellular("p-07", "cuff-07", "990000000000070");
    String body = mio(imei, 126, 81, now, "");

    List<String> first = sent(adapter, "mio-telemetry", body);
    List<String> retried = sent(adapter, "mio-telemetry", body);
    List<String> odd = sent(adapter, "mio-telemetry", "{]");
    List<String> unknown = sent(adapter, "no-such-format", body);

    assertThat(first).containsExactly("accept");
    assertThat(retried).containsExactly("duplicate duplicate");
    assertThat(odd).containsExactly("reject not-json");
    assertThat(unknown).containsExactly("reject unknown-format");
    assertThat(outcome("p-07")).isEqualTo(new Outcome(List.of("126/81"), 2, 1));
  }

  @Test
  void problem08WhatAHubForwardsOnlyLaterIsTakenAndCounted() throws Exception {
    String address = behindTheHub("p-08", "cuff-08", "B0:49:5F:00:10:08");
    LocalDateTime clock = wall(now);
    byte[] newest = timed(123, 83, clock.minusMinutes(4));
    byte[] older = timed(121, 81, clock.minusDays(3));

    sent(adapter, "bridge.v1", envelope(address, now, clock, newest));
    List<String> later = sent(adapter, "bridge.v1", envelope(address, now, clock, older, newest));

    assertThat(later.getFirst()).startsWith("accept").endsWith("late");
    assertThat(later.getLast()).startsWith("duplicate");
    assertThat(outcome("p-08")).isEqualTo(new Outcome(List.of("121/81", "123/83"), 2, 2));
  }

  @Test
  void problem09OldReadingsOutOfOrderCountAndPageNobody() throws Exception {
    api.enrolPatient("p-09");
    api.registerCuff("cuff-09", "990000000000096", "telli-v2");
    api.assign("cuff-09", "p-09");
    Instant old = now.minus(Duration.ofDays(4));

    sent(adapter, "telli-v2", telli("990000000000096", 124, 82, now, ",\"mem\":\"0\""));
    List<String> late =
        sent(adapter, "telli-v2", telli("990000000000096", 214, 128, old, ",\"mem\":\"1\""));

    assertThat(late).singleElement().asString().startsWith("accept").contains("late");
    assertThat(outcome("p-09")).isEqualTo(new Outcome(List.of("124/82", "214/128"), 2, 2));
    assertThat(api.all("/patients/p-09/alerts"))
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.path("historic").asBoolean()).isTrue();
          assertThat(alert.path("pages").asBoolean()).isFalse();
        });
  }

  @Test
  void problem10TwoPeopleOneCuffHaveASlotEachAndAnUnknownUserIsAskedFor() throws Exception {
    String secret = api.registerCuff("cuff-10", "", "ble-2a35");
    for (String user : List.of("1", "2")) {
      api.enrolPatient("p-10-" + user);
      api.post(
          "/assignments",
          """
          {"id":"a-10-%1$s","device":"cuff-10","slot":"%1$s","patient":"p-10-%1$s",
           "from":"2025-01-01T00:00:00Z"}
          """
              .formatted(user));
    }
    byte[] own = followed(frame(TIME | USER, 121, 81, NAN, time(wall(now))), 1);
    byte[] others = followed(frame(TIME | USER, 132, 82, NAN, time(wall(now.minusSeconds(60)))), 2);
    byte[] whose =
        followed(frame(TIME | USER, 143, 83, NAN, time(wall(now.minusSeconds(120)))), UNKNOWN_USER);

    sent(secret, "ble-2a35", own);
    sent(secret, "ble-2a35", others);
    List<String> unknown = sent(secret, "ble-2a35", whose);

    assertThat(unknown).containsExactly("quarantine user-slot-unassigned");
    assertThat(outcome("p-10-1")).isEqualTo(new Outcome(List.of("121/81"), 1, 1));
    assertThat(outcome("p-10-2")).isEqualTo(new Outcome(List.of("132/82"), 1, 1));

    api.put(
        "/assignments/a-10-2",
        """
        {"device":"cuff-10","slot":"2","patient":"p-10-1","from":"2025-01-01T00:00:00Z"}
        """);

    assertThat(outcome("p-10-2")).as("moved, and entered in error there").isEqualTo(nothing());
    assertThat(outcome("p-10-1").pressures()).contains("121/81", "132/82");
  }

  @Test
  void problem11ReadingsOfTheLastHolderStayOutOfTheNextOnesRecord() throws Exception {
    api.enrolPatient("p-11");
    String secret = api.registerCuff("cuff-11", "", "ble-2a35");
    api.post(
        "/assignments",
        """
        {"device":"cuff-11","patient":"p-11","from":"%s"}
        """
            .formatted(now.minus(Duration.ofHours(1))));

    List<String> lastHolders =
        sent(secret, "ble-2a35", timed(150, 90, wall(now.minus(Duration.ofDays(2)))));
    sent(secret, "ble-2a35", timed(126, 81, wall(now)));

    assertThat(lastHolders).singleElement().asString().startsWith("quarantine");
    assertThat(lastHolders.getFirst()).contains("before-assignment");
    assertThat(outcome("p-11")).isEqualTo(new Outcome(List.of("126/81"), 1, 1));
  }

  @Test
  void problem12KilopascalAndPascalAreConvertedAndNeverGuessed() throws Exception {
    String cuff = cuffOf("p-12", "cuff-12");
    api.registerDevice("bodytrace-12", "\"imei:13048000000129\"", "bodytrace-push");
    api.enrolPatient("p-12b");
    api.assign("bodytrace-12", "p-12b");
    int sixteen = 0xF0A0;
    int eleven = 0xF06E;

    sent(cuff, "ble-2a35", frame(KILOPASCAL | TIME, sixteen, eleven, NAN, time(wall(now))));
    String pascal =
        """
        {"imei":"13048000000129","ts":%d,"batteryVoltage":5612,"signalStrength":87,
         "values":{"systolic":%d,"diastolic":%d,"pulse":72,"unit":1,"irregular":0}}
        """;
    sent(adapter, "bodytrace-push", pascal.formatted(now.toEpochMilli(), 17_065, 10_932));
    List<String> guessed =
        sent(
            adapter,
            "bodytrace-push",
            pascal.formatted(now.minusSeconds(90).toEpochMilli(), 128, 82));

    assertThat(outcome("p-12").pressures()).containsExactly("120.01/82.51");
    assertThat(guessed).singleElement().asString().contains("quarantine", "unit-uncertain");
    assertThat(outcome("p-12b")).isEqualTo(new Outcome(List.of("128/82"), 2, 1));
  }

  @Test
  void problem13AnErrorFrameIsNoObservation() throws Exception {
    String cuff = cuffOf("p-13", "cuff-13");

    List<String> verdicts = sent(cuff, "ble-2a35", frame(TIME, NAN, NAN, NAN, time(wall(now))));

    assertThat(verdicts).singleElement().asString().startsWith("telemetry");
    assertThat(outcome("p-13")).isEqualTo(nothing());
  }

  @Test
  void problem14APulseOfZeroIsNoPulse() throws Exception {
    String cuff = cuffOf("p-14", "cuff-14");

    sent(cuff, "ble-2a35", followed(frame(TIME | PULSE, 126, 81, NAN, time(wall(now))), 0, 0));

    assertThat(outcome("p-14")).isEqualTo(new Outcome(List.of("126/81"), 1, 1));
    assertThat(api.all("/patients/p-14/readings").getFirst().has("pulse")).isFalse();
  }

  @Test
  void problem15AMeanOfZeroIsNoMean() throws Exception {
    String cuff = cuffOf("p-15", "cuff-15");

    sent(cuff, "ble-2a35", frame(TIME, 126, 81, 0, time(wall(now))));

    assertThat(outcome("p-15")).isEqualTo(new Outcome(List.of("126/81"), 1, 1));
    assertThat(api.all("/patients/p-15/readings").getFirst().has("mean")).isFalse();
  }

  @Test
  void problem16MovementIsMarkedAndCounts() throws Exception {
    String cuff = cuffOf("p-16", "cuff-16");

    sent(cuff, "ble-2a35", followed(frame(TIME | STATUS, 151, 91, NAN, time(wall(now))), 1, 0));

    assertThat(outcome("p-16").days()).isEqualTo(1);
    assertThat(api.all("/patients/p-16/readings").getFirst().path("flags").toString())
        .contains("BODY_MOVEMENT");
    assertThat(api.all("/patients/p-16/alerts")).isEmpty();
  }

  @Test
  void problem17AnIrregularPulseIsAFlagAndNoDiagnosis() throws Exception {
    String imei = cellular("p-17", "cuff-17", "990000000000179");

    sent(adapter, "mio-telemetry", mio(imei, 126, 81, now, ",\"ihb\":true"));

    assertThat(outcome("p-17").days()).isEqualTo(1);
    JsonNode reading = api.all("/patients/p-17/readings").getFirst();
    assertThat(reading.path("flags").toString()).contains("IRREGULAR_PULSE");
    assertThat(Ndjson.observationsOf(gateway, reading.path("id").asText()).toString())
        .doesNotContainIgnoringCase("fibrillation");
  }

  @Test
  void problem18AMeanOfThreeIsOneReadingAndThreeReadingsAreThree() throws Exception {
    String mean = cellular("p-18", "cuff-18", "990000000000187");
    String three = cellular("p-18b", "cuff-18b", "990000000000188");

    sent(adapter, "mio-telemetry", mio(mean, 126, 81, now, ",\"tri\":true"));
    for (int each = 0; each < 3; each++) {
      sent(adapter, "mio-telemetry", mio(three, 120 + each, 81, now.minusSeconds(60L * each), ""));
    }

    assertThat(outcome("p-18")).isEqualTo(new Outcome(List.of("126/81"), 2, 1));
    assertThat(outcome("p-18b").pressures()).hasSize(3);
    assertThat(outcome("p-18b").observations()).isEqualTo(6);
  }

  @Test
  void problem19WhatIsTypedIsKeptAndNeverCounts() throws Exception {
    String secret = cuffOf("p-19", "cuff-19");

    List<String> typed =
        sent(
            secret,
            "cuffline.v1",
            """
            {"measuredAt":"%s","systolic":126,"diastolic":81,"entry":"manual"}
            """
                .formatted(now));

    assertThat(typed).singleElement().asString().startsWith("accept-not-counted");
    assertThat(outcome("p-19")).isEqualTo(new Outcome(List.of("126/81"), 1, 0));
  }

  @Test
  void problem20TestsAndHeartbeatsAreNoReadings() throws Exception {
    String imei = cellular("p-20", "cuff-20", "990000000000203");

    List<String> test =
        sent(
            adapter,
            "mio-telemetry",
            mio(imei, 126, 81, now, "").replace("\"isTest\":false", "\"isTest\":true"));
    List<String> heartbeat =
        sent(
            adapter,
            "telli-v2",
            """
            {"deviceId":"%s","type":"Heartbeat","time":"%d","genVer":"2"}
            """
                .formatted(imei, now.toEpochMilli()));

    assertThat(test).singleElement().asString().startsWith("ignore");
    assertThat(heartbeat).singleElement().asString().startsWith("telemetry");
    assertThat(outcome("p-20")).isEqualTo(nothing());
  }

  @Test
  void problem21AnEmptyBatteryStandsBesideTheGarbageItMakes() throws Exception {
    api.enrolPatient("p-21");
    api.registerCuff("cuff-21", "990000000000211", "telli-v2");
    api.assign("cuff-21", "p-21");

    List<String> garbage =
        sent(
            adapter,
            "telli-v2",
            telli("990000000000211", 71, 120, now, ",\"devdata\":{\"r\":\"1\",\"batt\":\"0\"}"));

    assertThat(garbage).singleElement().asString().startsWith("quarantine");
    assertThat(outcome("p-21")).isEqualTo(nothing());
    assertThat(api.all("/device-states?batteryBelow=10"))
        .extracting(state -> state.path("device").asText())
        .contains("cuff-21");
  }

  @Test
  void problem22OtherValuesOfTheSameInstantAreBothKeptAndOneCounts() throws Exception {
    String imei = cellular("p-22", "cuff-22", "990000000000229");

    sent(adapter, "mio-telemetry", mio(imei, 126, 81, now, ""));
    List<String> other = sent(adapter, "telli-v2", telli(imei, 136, 84, now, ""));

    assertThat(other).containsExactly("accept-not-counted conflict");
    assertThat(outcome("p-22").pressures()).containsExactly("126/81", "136/84");
    assertThat(outcome("p-22").days()).isEqualTo(1);
  }

  @Test
  void problem23TheSameReadingByTwoWaysIsSeenAndNotCountedTwice() throws Exception {
    String imei = cellular("p-23", "cuff-23", "990000000000237");

    sent(adapter, "mio-telemetry", mio(imei, 126, 81, now, ""));
    List<String> again = sent(adapter, "telli-v2", telli(imei, 126, 81, now.plusSeconds(20), ""));

    assertThat(again).containsExactly("accept-not-counted possible-duplicate");
    assertThat(outcome("p-23").days()).isEqualTo(1);
  }

  @Test
  void problem24AnUnknownImeiWaitsForItsAssignmentAndIsNotLost() throws Exception {
    api.enrolPatient("p-24");

    List<String> unknown = sent(adapter, "mio-telemetry", mio("990000000000245", 126, 81, now, ""));
    Outcome before = outcome("p-24");
    api.registerCuff("cuff-24", "990000000000245", "mio-telemetry");
    api.assign("cuff-24", "p-24");

    assertThat(unknown).containsExactly("quarantine unknown-device");
    assertThat(before).isEqualTo(nothing());
    assertThat(outcome("p-24")).isEqualTo(new Outcome(List.of("126/81"), 2, 1));
  }

  @Test
  void problem25WhatNamesAPersonInAPayloadIsInNoLogAndNoMetric() throws Exception {
    api.enrolPatient("p-25");
    api.registerDevice("cuff-25", "\"ble:FF:22:09:08:31:25\"", "cm4-mqtt");
    api.assign("cuff-25", "p-25");

    sent(
        adapter,
        "cm4-mqtt",
        """
        {"from":"PI","to":"CLOUD","time":%d,"mac":"e4:5f:01:ed:82:59","type":"reportAttribute",
         "citiz":"1234567890123","nameTH":"-","nameEN":"Quillfeather","brith":"25000101",
         "data":{"attribute":"WBP_JUMPER","ble_mac":"FF:22:09:08:31:25",
         "value":{"bp_high":126,"bp_low":81,"pr":71}}}
        """
            .formatted(now.getEpochSecond()));

    assertThat(outcome("p-25")).isEqualTo(new Outcome(List.of("126/81"), 2, 1));
    assertThat(gateway.output()).doesNotContain("Quillfeather", "1234567890123", "126");
    assertThat(Ndjson.observations(gateway).toString())
        .doesNotContain("Quillfeather", "1234567890123");
  }

  @Test
  void problem26NumbersInStringsAreReadAndWhatIsMissingIsNot() throws Exception {
    String imei = cellular("p-26", "cuff-26", "990000000000260");
    String numbers = mio(imei, 126, 81, now, "").replace("\"sys\":126", "\"sys\":\"126\"");

    List<String> inStrings = sent(adapter, "mio-telemetry", numbers);
    List<String> missing = sent(adapter, "mio-telemetry", numbers.replace("\"sys\":\"126\",", ""));

    assertThat(inStrings).containsExactly("accept");
    assertThat(missing).singleElement().asString().doesNotStartWith("accept");
    assertThat(outcome("p-26")).isEqualTo(new Outcome(List.of("126/81"), 2, 1));
  }

  @Test
  void problem27WhatCannotBeIsQuarantinedAndNeverClamped() throws Exception {
    String cuff = cuffOf("p-27", "cuff-27");

    List<String> turned = sent(cuff, "ble-2a35", timed(81, 126, wall(now)));
    List<String> huge =
        sent(cuff, "ble-2a35", frame(KILOPASCAL | TIME, 121, 81, NAN, time(wall(now))));

    assertThat(turned).singleElement().asString().startsWith("quarantine");
    assertThat(huge).singleElement().asString().startsWith("quarantine");
    assertThat(outcome("p-27")).isEqualTo(nothing());
  }

  @Test
  void problem28ADataDayIsTheDateOnThePatientsCalendar() throws Exception {
    String cuff = cuffOf("p-28", "cuff-28");
    LocalDate yesterday = LocalDate.ofInstant(now, NEW_YORK).minusDays(1);
    ZonedDateTime evening = yesterday.atTime(22, 30).atZone(NEW_YORK);

    sent(
        cuff,
        "cuffline.v1",
        """
        {"measuredAt":"%s","systolic":126,"diastolic":81}
        """
            .formatted(evening.toInstant()));

    assertThat(outcome("p-28").days()).isEqualTo(1);
    assertThat(api.dataDays("p-28")).containsExactly(yesterday.toString());
    assertThat(LocalDate.ofInstant(evening.toInstant(), ZoneOffset.UTC))
        .as("another date in UTC")
        .isNotEqualTo(yesterday);
  }
}
