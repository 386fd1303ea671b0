package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.registry.AlertAction;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What intake and the rules made, over the wire. */
final class DerivedApiTest extends ApiTestBase {
  private static final String V1 = "/api/v1";
  private static final Instant AT = Instant.parse("2026-01-11T03:30:00Z");

  private String token = "";

  @BeforeEach
  void patient() {
    token = api.harbor();
    api.patient(token, "p1");
  }

  private void item(String transmission, String disposition, Instant receivedAt) {
    api.write(s ->
        s.update(
            "INSERT INTO item (transmission_id, item_no, practice_id, position, received_at,"
                + " judged_at, source, transport, format, format_version, disposition, reasons,"
                + " detail, device_key) VALUES (?, 0, 'harbor', 1, ?, ?, 'cuff-1',"
                + " 'mqtt-listener', 'mio-telemetry', 1, ?, '[\"unknown-device\"]', '', 'imei:1')",
            transmission,
            receivedAt,
            receivedAt,
            disposition));
  }

  private void reading(String id, Instant at) {
    api.write(s ->
        s.update(
            "INSERT INTO reading (practice_id, patient_id, measured_at, reading_id, device_id,"
                + " received_at, judged_at, systolic, diastolic, pulse, flags, entry, status,"
                + " counted, time_quality, raw_time, format, format_version, transmission_id,"
                + " item_no, version) VALUES ('harbor', 'p1', ?, ?, 'cuff-1', ?, ?, '126.0',"
                + " '76', '70', '[]', 'AUTOMATIC', 'FINAL', 1, 'DEVICE', '', 'mio-telemetry', 1,"
                + " 'T1', 0, 1)",
            at,
            id,
            at,
            at));
  }

  private void alert(String id, String severity, String state, Instant raisedAt) {
    api.write(s ->
        s.update(
            "INSERT INTO alert (practice_id, id, patient_id, family, severity, state,"
                + " confirmation, historic, pages, raised_at, rules, evidence, sentence, raised_by, findings)"
                + " VALUES ('harbor', ?, 'p1', 'BP_HIGH', ?, ?, 'NONE', 0, 1, ?,"
                + " '[\"BP-HI\"]', '[\"r1\"]', '', 'r1', '[]')",
            id,
            severity,
            state,
            raisedAt));
  }

  @Test
  void itemsAreFilteredAndListedNewestFirst() {
    item("01A", "accept", AT);
    item("01B", "quarantine", AT.plusSeconds(60));
    item("01C", "accept", AT.plusSeconds(120));

    var all = api.get(token, V1 + "/items?limit=2").body();
    var rest = api.get(token, V1 + "/items?limit=2&after=" + all.get("next").asText()).body();
    var accepted = api.get(token, V1 + "/items?disposition=accept").body();
    var window =
        api.get(token, V1 + "/items?from=" + AT.plusSeconds(60) + "&to=" + AT.plusSeconds(120))
            .body();
    var quarantine = api.get(token, V1 + "/quarantine").body();

    assertThat(all.get("items"))
        .extracting(i -> i.get("transmission").asText())
        .containsExactly("01C", "01B");
    assertThat(rest.get("items"))
        .extracting(i -> i.get("transmission").asText())
        .containsExactly("01A");
    assertThat(accepted.get("items")).hasSize(2);
    assertThat(window.get("items")).hasSize(1);
    assertThat(quarantine.get("items"))
        .singleElement()
        .extracting(i -> i.at("/reasons/0").asText())
        .isEqualTo("unknown-device");
    assertThat(api.get(token, V1 + "/transmissions/01A").body().get("items")).hasSize(1);
    assertRefused(
        api.get(token, V1 + "/transmissions/01Z"), 404, "there is no such judged transmission");
    assertRefused(
        api.get(token, V1 + "/items?disposition=lost"), 400, "disposition must be one of [accept");
    assertRefused(api.get(token, V1 + "/items?from=today"), 400, "from must be an instant in UTC");
  }

  @Test
  void devicesAreListedBySilenceAndBattery() {
    for (String device : new String[] {"d-1", "d-2"}) {
      boolean second = device.equals("d-2");
      api.write(s ->
          s.update(
              "INSERT INTO device_state (practice_id, device_id, seen_at, source, format, gauges,"
                  + " battery_percent, gauges_at) VALUES ('harbor', ?, ?, 'hub', 'mio-status',"
                  + " '{\"batteryPercent\":8}', ?, ?)",
              device,
              second ? AT : AT.minusSeconds(86_400),
              second ? 80 : 8,
              AT));
    }

    var all = api.get(token, V1 + "/device-states").body().get("items");
    var silent = api.get(token, V1 + "/device-states?silentSince=" + AT).body().get("items");
    var empty = api.get(token, V1 + "/device-states?batteryBelow=20").body().get("items");

    assertThat(all).hasSize(2);
    assertThat(all.get(0).at("/gauges/batteryPercent").asInt()).isEqualTo(8);
    assertThat(silent).singleElement().extracting(i -> i.get("device").asText()).isEqualTo("d-1");
    assertThat(empty).singleElement().extracting(i -> i.get("device").asText()).isEqualTo("d-1");
    assertRefused(
        api.get(token, V1 + "/device-states?batteryBelow=low"),
        400,
        "batteryBelow must be a whole number of percent");
  }

  @Test
  void theDeskCountsFiltersShowsAndReplays() {
    item("01A", "quarantine", AT);
    item("01B", "quarantine", AT.plusSeconds(60));
    item("01C", "accept", AT.plusSeconds(120));
    String replay = V1 + "/quarantine/replay";

    var reasons = api.get(token, V1 + "/quarantine/reasons").body().get("items");
    var some = api.post(token, replay, "{\"reason\": \"unknown-device\"}").body();
    var one = api.post(token, replay, "{\"items\": [{\"transmission\": \"01A\"}]}").body();
    var none = api.post(token, replay, "{\"reason\": \"unknown\"}").body();

    assertThat(reasons).hasSize(1);
    assertThat(reasons.get(0).get("reason").asText()).isEqualTo("unknown-device");
    assertThat(reasons.get(0).get("items").asLong()).isEqualTo(2);
    assertThat(api.get(token, V1 + "/quarantine?reason=unknown-device").body().get("items"))
        .hasSize(2);
    assertThat(api.get(token, V1 + "/quarantine?reason=unknown").body().get("items")).isEmpty();
    assertThat(some.get("replayed").asInt()).isEqualTo(2);
    assertThat(one.at("/dispositions/accept").asInt()).isEqualTo(1);
    assertThat(none.get("replayed").asInt()).isZero();
    assertThat(api.get(token, V1 + "/transmissions/01A/payload").body().get("text").asText())
        .isEqualTo("{}");
    assertThat(api.get(token, V1 + "/transmissions/01Z/payload").status()).isEqualTo(404);
    assertRefused(
        api.post(token, replay, "{}"), 422, "the body needs one of items, reason and all: true");
    assertRefused(
        api.get(token, V1 + "/quarantine?reason=%25"), 400, "reason must be a code such as");
  }

  @Test
  void readingsHaveTheirScaleAndThePatientsOwnTime() {
    reading("r1", AT);
    reading("r2", AT.plusSeconds(60));

    var first = api.get(token, V1 + "/patients/p1/readings?limit=1");
    var second =
        api.get(
                token,
                V1 + "/patients/p1/readings?limit=1&after=" + first.body().get("next").asText())
            .body();

    assertThat(first.text()).contains("\"systolic\":126.0,");
    assertThat(second.at("/items/0/id").asText()).isEqualTo("r1");
    assertThat(second.at("/items/0/measuredAt").asText()).isEqualTo("2026-01-11T03:30:00Z");
    assertThat(second.at("/items/0/measuredAtLocal").asText())
        .isEqualTo("2026-01-10T22:30:00-05:00");
    assertThat(second.at("/items/0/zone").asText()).isEqualTo("America/New_York");
    assertRefused(api.get(token, V1 + "/patients/p9/readings"), 404, "there is no such patient");
  }

  @Test
  void findingsAndAlertsOfAPatientAreListed() {
    api.write(s ->
        s.update(
            "INSERT INTO finding (practice_id, patient_id, rule, at, severity, family, historic,"
                + " evidence, sentence, review) VALUES ('harbor', 'p1', 'BP-HI', ?, 'HIGH', 'BP_HIGH', 0,"
                + " '[\"r1\"]', 'high', 0)",
            AT));
    alert("al-1", "HIGH", "RESOLVED", AT);

    assertThat(api.get(token, V1 + "/patients/p1/findings").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/patients/p1/alerts").body().get("items")).hasSize(1);
    assertRefused(api.get(token, V1 + "/patients/p9/alerts"), 404, "no such patient");
    assertRefused(api.get(token, V1 + "/patients/p9/findings"), 404, "no such patient");
  }

  @Test
  void openAlertsComeGravestFirstThenOldest() {
    alert("late", "CRITICAL", "OPEN", AT.plusSeconds(60));
    alert("early", "CRITICAL", "ACKNOWLEDGED", AT);
    alert("low", "LOW", "OPEN", AT.minusSeconds(60));
    alert("done", "CRITICAL", "RESOLVED", AT);

    var first = api.get(token, V1 + "/alerts?limit=1").body();
    var rest = api.get(token, V1 + "/alerts?after=" + first.get("next").asText()).body();

    assertThat(first.at("/items/0/id").asText()).isEqualTo("early");
    assertThat(rest.get("items"))
        .extracting(a -> a.get("id").asText())
        .containsExactly("late", "low");
  }

  @Test
  void whatPeopleDoAboutAnAlertIsWrittenDownAndHandedOn() {
    alert("al-1", "CRITICAL", "OPEN", AT);
    String path = V1 + "/alerts/al-1";

    assertThat(api.post(token, path + "/acknowledge", "{\"note\": \"mine\"}").status())
        .isEqualTo(201);
    assertThat(api.post(token, path + "/snooze", "{\"until\": \"2026-02-01T12:20:00Z\"}").status())
        .isEqualTo(201);
    assertThat(api.post(token, path + "/contact", "{}").status()).isEqualTo(201);
    assertThat(
            api.post(token, path + "/resolve", "{\"outcome\": \"REACHED_AND_ADVISED\"}").status())
        .isEqualTo(201);

    assertThat(api.acted)
        .extracting(AlertAction::kind)
        .containsExactly(
            AlertAction.Kind.ACKNOWLEDGE,
            AlertAction.Kind.SNOOZE,
            AlertAction.Kind.CONTACT,
            AlertAction.Kind.RESOLVE);
    assertThat(api.acted).extracting(AlertAction::actor).containsOnly("nurse");
    assertThat(api.get(token, path + "/actions").body().get("items")).hasSize(4);
  }

  @Test
  void anAlertCannotBeDealtWithCarelessly() {
    alert("al-1", "CRITICAL", "OPEN", AT);
    String path = V1 + "/alerts/al-1";

    ApiFixture.Reply long1 =
        api.post(token, path + "/snooze", "{\"until\": \"2026-02-01T13:00:00Z\"}");
    ApiFixture.Reply past =
        api.post(token, path + "/snooze", "{\"until\": \"2026-02-01T11:00:00Z\"}");
    ApiFixture.Reply mute = api.post(token, path + "/resolve", "{}");
    ApiFixture.Reply none = api.post(token, V1 + "/alerts/al-9/acknowledge", "{}");

    assertRefused(long1, 422, "until must lie at most 30 minutes ahead for a critical alert");
    assertRefused(past, 422, "until must lie in the future");
    assertThat(mute.errors()).contains("/outcome: must be given");
    assertRefused(none, 404, "there is no alert al-9");
    assertThat(api.acted).isEmpty();
  }

  @Test
  void bothClocksSayOfWhichInstantTheyAre() {
    for (String list : new String[] {"device-periods", "care-months", "determinations"}) {
      var answer =
          api.get(token, V1 + "/patients/p1/" + list + "?asOf=2026-02-10T00:00:00Z").body();

      assertThat(answer.get("asOf").asText()).isEqualTo("2026-02-10T00:00:00Z");
      assertThat(answer.get("items")).hasSize(1);
    }
    assertRefused(api.get(token, V1 + "/patients/p9/determinations"), 404, "no such patient");
  }

  @Test
  void whatADestinationRefusedIsListedAndSentOnceMore() {
    api.write(s ->
        s.update(
            "INSERT INTO parked (destination, seq, practice_id, subject_kind, subject_id,"
                + " parked_at, reason) VALUES ('ehr', 7, 'harbor', 'reading', 'r1', ?,"
                + " 'HTTP 422: error at Observation.subject')",
            AT));

    var parked = api.get(token, V1 + "/parked?destination=ehr").body().get("items");
    var other = api.post(token, V1 + "/parked/retry", "{\"destination\": \"files\"}").body();
    var retried = api.post(token, V1 + "/parked/retry", "{\"destination\": \"ehr\"}").body();

    assertThat(parked)
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.get("reason").asText()).contains("Observation.subject"));
    assertThat(other.get("entries").asInt()).isZero();
    assertThat(retried.get("entries").asInt()).isEqualTo(1);
    assertThat(api.get(token, V1 + "/parked").body().get("items")).isEmpty();
  }
}
