package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People, devices and time, over the wire. */
final class RegistryApiTest extends ApiTestBase {
  private static final String V1 = "/api/v1";

  private String token = "";

  @BeforeEach
  void practice() {
    token = api.harbor();
  }

  private ApiFixture.Reply device(String id) {
    return api.post(
        token,
        V1 + "/devices",
        """
        {"id": "%s", "keys": ["imei:990000000000017"], "format": "mio-telemetry",
         "regulatoryStatus": "FDA", "manufacturer": "Mio", "model": "BP1"}
        """
            .formatted(id));
  }

  private ApiFixture.Reply assign(String from) {
    return api.post(
        token,
        V1 + "/assignments",
        """
        {"device": "cuff-1", "patient": "p1", "from": "%s"}
        """
            .formatted(from));
  }

  @Test
  void aPatientIsMadeReadListedAndReplaced() {
    ApiFixture.Reply made = api.patient(token, "p1");
    ApiFixture.Reply again = api.patient(token, "p1");
    ApiFixture.Reply replaced =
        api.put(
            token,
            V1 + "/patients/p1",
            """
            {"family": "Baker", "given": "Ben", "birthDate": "1950-03-31", "zone": "UTC"}
            """);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.headers().firstValue("location")).contains("/api/v1/patients/p1");
    assertThat(again.status()).isEqualTo(200);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(api.get(token, V1 + "/patients/p1").body().get("family").asText())
        .isEqualTo("Baker");
    assertThat(api.get(token, V1 + "/patients").body().get("items")).hasSize(1);
  }

  @Test
  void anIdIsMadeWhenNoneIsGiven() {
    ApiFixture.Reply made =
        api.post(
            token,
            V1 + "/patients",
            """
            {"family": "Adams", "given": "Ben", "birthDate": "1950-03-31", "zone": "UTC"}
            """);

    assertThat(made.body().get("id").asText()).hasSize(26);
  }

  @Test
  void everyWrongFieldIsNamedWithItsPointer() {
    ApiFixture.Reply reply =
        api.post(
            token,
            V1 + "/patients",
            """
            {"familly": "Adams", "given": 7, "birthDate": "31.03.1950", "zone": "Mars",
             "identifiers": [{"system": "urn:mrn"}], "phones": ["call me"]}
            """);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.errors())
        .contains(
            "/familly: is not a field here, did you mean \"family\"?",
            "/family: must be given",
            "/given: must be a string",
            "/birthDate: must be a date such as 1950-03-31",
            "/zone: must be a time zone such as America/New_York",
            "/identifiers/0/value: must be given");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "practitioners | {\"npi\":\"1234567890\",\"family\":\"R\",\"given\":\"A\"} | /npi: has a wrong check digit",
        "staff | {\"name\":\"N\",\"role\":\"NURSE\"} | /role: must be one of [PHYSICIAN, QHP",
        "devices | {\"format\":\"f\",\"keys\":[\"imei\"]} | /keys/0: must be kind:value",
        "devices | {\"format\":\"f\",\"login\":\"yes\"} | /login: must be true or false",
        "enrolments | {\"patient\":\"p9\",\"practitioner\":\"dr-a\",\"payerProfile\":\"m\",\"startedOn\":\"2026-01-01\"} | /patient: there is no patient p9",
        "enrolments | {\"patient\":\"p9\",\"practitioner\":\"dr-a\",\"payerProfile\":\"m\",\"startedOn\":\"2026-01-01\",\"consent\":{\"on\":\"2026-01-01\"}} | /consent/method: must be given when consent.on is",
        "enrolments | {\"patient\":\"p9\",\"practitioner\":\"dr-a\",\"payerProfile\":\"m\",\"startedOn\":\"2026-01-01\",\"order\":{\"frequencyPerDay\":25}} | /order/frequencyPerDay: must be between 1 and 24",
        "assignments | {\"device\":\"d\",\"patient\":\"p\",\"from\":\"yesterday\"} | /from: must be an instant in UTC",
        "assignments | {\"device\":\"d\",\"patient\":\"\",\"from\":\"2026-01-01T00:00:00Z\"} | /patient: must have 1 to 64 letters",
        "patients | {\"a/b\":1} | /a~1b: is not a field here",
      })
  void aWrongValueIsRefusedWithItsMessage(String list, String body, String error) {
    ApiFixture.Reply reply = api.post(token, V1 + "/" + list, body);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.errors()).contains(error);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertRefused(api.post(token, V1 + "/patients", "{"), 400, "the body is not JSON (line 1");
    assertRefused(api.post(token, V1 + "/patients", "[]"), 400, "must be a JSON object");
    assertRefused(
        api.post(token, V1 + "/patients", "{\"a\":1,\"a\":2}"), 400, "the body is not JSON");
    assertRefused(
        api.post(token, V1 + "/patients", "{\"a\":" + "[".repeat(100)), 400, "is not JSON");
    assertRefused(
        api.send(token, "POST", V1 + "/patients", "text/plain", "{}"),
        415,
        "content-type must be application/json");
    assertThat(api.announce(token, V1 + "/patients", 2_000_000)).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aListGoesOnWhereItsPartEnded() {
    for (String id : new String[] {"p1", "p2", "p3"}) {
      api.patient(token, id);
    }

    var first = api.get(token, V1 + "/patients?limit=2").body();
    var second =
        api.get(token, V1 + "/patients?limit=2&after=" + first.get("next").asText()).body();

    assertThat(first.get("items"))
        .extracting(p -> p.get("id").asText())
        .containsExactly("p1", "p2");
    assertThat(second.get("items")).extracting(p -> p.get("id").asText()).containsExactly("p3");
    assertThat(second.has("next")).isFalse();
    assertRefused(api.get(token, V1 + "/patients?limit=0"), 400, "between 1 and 1000");
    assertRefused(api.get(token, V1 + "/patients?after=x"), 400, "after must be");
  }

  @Test
  void aDevicesSecretIsAnsweredOnceAndLogsIn() {
    ApiFixture.Reply made = device("cuff-1");

    String secret = made.body().at("/login/secret").asText();
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    assertThat(api.sources.authenticate("cuff-1", bytes)).isPresent();
    assertThat(device("cuff-1").body().has("login")).isFalse();
    assertThat(api.get(token, V1 + "/devices").text()).doesNotContain(secret);
    assertThat(api.get(token, V1 + "/sources").text()).doesNotContain(secret);

    assertThat(api.post(token, V1 + "/sources/cuff-1/revoke", "{}").status()).isEqualTo(200);
    assertThat(api.sources.authenticate("cuff-1", bytes)).isEmpty();
    assertThat(api.post(token, V1 + "/sources/cuff-1/renew", "{}").status()).isEqualTo(200);
    assertRefused(api.post(token, V1 + "/sources/hub-9/revoke", "{}"), 404, "no login hub-9");
    assertThat(api.post(token, V1 + "/sources", "{\"id\":\"hub-1\"}").status()).isEqualTo(201);
    assertRefused(
        api.post(token, V1 + "/sources", "{\"id\":\"hub-1\"}"), 409, "a login hub-1 already");
  }

  @Test
  void anOverlappingAssignmentIsAConflictUntilTheFirstHasEnded() {
    api.patient(token, "p1");
    device("cuff-1");
    String id = assign("2026-01-01T00:00:00Z").body().get("id").asText();

    assertRefused(assign("2026-01-10T00:00:00Z"), 409, "overlaps assignment " + id);
    ApiFixture.Reply ended =
        api.post(
            token,
            V1 + "/assignments/" + id + "/end",
            """
            {"to": "2026-01-10T00:00:00Z"}
            """);
    assertThat(ended.status()).isEqualTo(200);
    assertThat(assign("2026-01-10T00:00:00Z").status()).isEqualTo(201);
    assertThat(api.get(token, V1 + "/assignments?patient=p1").body().get("items")).hasSize(2);
    assertThat(api.get(token, V1 + "/assignments?device=cuff-1").body().get("items")).hasSize(2);
    assertThat(api.get(token, V1 + "/assignments/" + id).status()).isEqualTo(200);
    assertRefused(
        api.post(token, V1 + "/assignments/none/end", "{\"to\":\"2026-01-10T00:00:00Z\"}"),
        404,
        "there is no assignment none");
  }

  private void staffAndEnrolment() {
    api.patient(token, "p1");
    api.post(
        token,
        V1 + "/staff",
        """
        {"id": "rn-1", "name": "Nora", "role": "CLINICAL_STAFF", "credential": "RN"}
        """);
    api.post(
        token,
        V1 + "/staff/rn-1/supervisions",
        """
        {"practitioner": "dr-a", "from": "2026-01-01"}
        """);
    ApiFixture.Reply enrolled =
        api.post(
            token,
            V1 + "/enrolments",
            """
            {"id": "e1", "patient": "p1", "practitioner": "dr-a", "payerProfile": "medicare-2026",
             "diagnoses": ["I10"], "order": {"on": "2025-12-01", "frequencyPerDay": 2},
             "consent": {"on": "2025-12-01", "method": "VERBAL", "costShare": true},
             "establishedPatient": true, "setUp": {"on": "2026-01-04", "billed": false},
             "startedOn": "2025-12-01"}
            """);
    assertThat(enrolled.status()).isEqualTo(201);
  }

  @Test
  void timeIsLoggedOnceWithItsContacts() {
    staffAndEnrolment();
    String entry =
        """
        {"id": "t1", "start": "2026-01-20T15:00:00Z", "end": "2026-01-20T15:10:00Z",
         "performer": "rn-1", "activity": "CALL", "action": "advised", "dataActedUpon": ["r1"],
         "contacts": [{"start": "2026-01-20T15:00:00Z", "end": "2026-01-20T15:05:00Z",
                       "modality": "AUDIO", "with": "PATIENT"}]}
        """;

    ApiFixture.Reply logged = api.post(token, V1 + "/patients/p1/time-entries", entry);
    ApiFixture.Reply again = api.post(token, V1 + "/patients/p1/time-entries", entry);

    assertThat(logged.status()).isEqualTo(201);
    assertThat(logged.body().get("supervisor").asText()).isEqualTo("dr-a");
    assertThat(again.status()).isEqualTo(200);
    assertThat(api.get(token, V1 + "/patients/p1/time-entries").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/patients/p1/contacts").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/staff/rn-1/supervisions").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/enrolments?patient=p1").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/enrolments").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/enrolments/e1").status()).isEqualTo(200);
    assertThat(api.get(token, V1 + "/staff").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/practitioners").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/practices").body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/practices/harbor").status()).isEqualTo(200);
    assertThat(api.get(api.admin(), V1 + "/practices").body().get("items")).hasSize(1);
  }

  @Test
  void timeThatCannotBeIsRefused() {
    staffAndEnrolment();
    String path = V1 + "/patients/p1/time-entries";

    ApiFixture.Reply half =
        api.post(
            token,
            path,
            """
            {"start": "2026-01-20T15:00:00Z", "performer": "rn-1", "activity": "CALL"}
            """);
    ApiFixture.Reply reversed =
        api.post(
            token,
            path,
            """
            {"start": "2026-01-20T15:00:00Z", "end": "2026-01-20T14:00:00Z",
             "performer": "rn-1", "activity": "CALL"}
            """);
    ApiFixture.Reply nobody =
        api.post(
            token,
            path,
            """
            {"date": "2026-01-20", "seconds": 600, "performer": "rn-9", "activity": "CALL"}
            """);
    ApiFixture.Reply stranger =
        api.post(
            token,
            V1 + "/patients/p9/time-entries",
            """
            {"date": "2026-01-20", "seconds": 600, "performer": "rn-1", "activity": "CALL"}
            """);

    assertRefused(half, 422, "an entry needs start and end, or else date and seconds");
    assertRefused(reversed, 422, "end must lie after start");
    assertRefused(nobody, 422, "there is no member of staff or practitioner rn-9");
    assertRefused(stranger, 404, "there is no patient p9");
  }

  @Test
  void aCsvFileIsTakenWholeOrNotAtAll() {
    String good =
        """
        id,family,given,birth_date,zone
        p1,Adams,Ben,1950-03-31,America/New_York
        """;
    String path = V1 + "/import/patients";

    ApiFixture.Reply taken = api.send(token, "POST", path, "text/csv", good);
    ApiFixture.Reply refused =
        api.send(token, "POST", path, "text/csv; charset=utf-8", good + "p2,,Cy,never,UTC\n");

    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.body().get("created").asInt()).isEqualTo(1);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .contains(
            "patients.csv:3, family: must not be empty",
            "patients.csv:3, birth_date: must be a date such as 1950-03-31");
    assertRefused(
        api.send(token, "POST", V1 + "/import/cats", "text/csv", good),
        404,
        "what can be imported is patients, devices, device-events, assignments, enrolments");
  }

  @Test
  void whatHappensInTheCourseOfAnEnrolmentIsReplacedAsAWhole() {
    staffAndEnrolment();
    String path = V1 + "/enrolments/e1/circumstances";

    ApiFixture.Reply before = api.get(token, path);
    ApiFixture.Reply saved =
        api.put(
            token,
            path,
            """
            {"paused": [{"from": "2026-02-01", "to": "2026-02-09"}],
             "facilityStays": [{"from": "2026-03-01"}],
             "payers": [{"from": "2026-06-01", "payerProfile": "medicare-2026-strict"}],
             "otherServices": [{"code": "99490", "from": "2026-02-01", "to": "2026-02-28"}],
             "billedElsewhere": ["99091"]}
            """);
    ApiFixture.Reply read = api.get(token, path);

    assertThat(before.body().get("paused")).isEmpty();
    assertThat(saved.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(saved.body());
    assertThat(read.body().at("/facilityStays/0").has("to")).isFalse();
    assertThat(api.get(token, V1 + "/enrolments/e9/circumstances").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"paused\":[{\"from\":\"2026-02-09\",\"to\":\"2026-02-01\"}]} | /paused/0/to: must not lie before from",
        "{\"paused\":[{\"from\":\"2026-02-01\"},{\"from\":\"2026-03-01\"}]} | /paused: must not overlap one another",
        "{\"otherServices\":[{\"code\":\"ccm\",\"from\":\"2026-02-01\"}]} | /otherServices/0/code: must be a CPT or HCPCS code",
        "{\"payers\":[{\"from\":\"2020-01-01\",\"payerProfile\":\"m\"}]} | /payers: must begin after the enrolment",
        "{\"billedElsewhere\":[\"99457\",\"99457\"]} | /billedElsewhere: must not name the same thing twice",
        "{\"pauses\":[]} | /pauses: is not a field here, did you mean \"paused\"?"
      })
  void circumstancesThatCannotBeAreRefused(String body, String error) {
    staffAndEnrolment();

    ApiFixture.Reply refused = api.put(token, V1 + "/enrolments/e1/circumstances", body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors()).contains(error);
  }

  @Test
  void limitsOfAPatientAreSignedAndFitTheRulePack() {
    staffAndEnrolment();
    String path = V1 + "/patients/p1/alert-rules";
    String limits = "{\"BP-CRIT-HI\": {\"when\": [\"systolic >= 170\"]}}";
    String body =
        "{\"from\": \"2026-02-01\", \"practitioner\": \"%s\", \"reason\": \"frail\", \"changes\": %s}";

    ApiFixture.Reply saved = api.post(token, path, body.formatted("dr-a", limits));
    ApiFixture.Reply unknownRule =
        api.post(token, path, body.formatted("dr-a", "{\"BP-CRIT\": {\"when\": []}}"));
    ApiFixture.Reply badLimit =
        api.post(token, path, body.formatted("dr-a", limits.replace("systolic >= 170", "sys > x")));
    ApiFixture.Reply unsigned = api.post(token, path, body.formatted("dr-z", limits));

    assertThat(saved.status()).isEqualTo(201);
    assertThat(api.get(token, path).body().get("items")).hasSize(1);
    assertThat(unknownRule.errors())
        .startsWith(
            "/changes: BP-CRIT: there is no such rule with keys to change, expected one of");
    assertThat(badLimit.errors()).startsWith("/changes: rule BP-CRIT-HI: ");
    assertRefused(unsigned, 422, "there is no practitioner dr-z");
  }

  @Test
  void aHandOverEndsWhatIsOpenAndACorrectionReplacesIt() {
    api.patient(token, "p1");
    api.patient(token, "p2");
    device("cuff-1");
    String first = assign("2026-01-01T00:00:00Z").body().get("id").asText();

    ApiFixture.Reply given =
        api.post(
            token,
            V1 + "/assignments/hand-over",
            """
            {"device": "cuff-1", "patient": "p2", "from": "2026-01-10T00:00:00Z"}
            """);
    String second = given.body().get("id").asText();
    ApiFixture.Reply corrected =
        api.put(
            token,
            V1 + "/assignments/" + second,
            """
            {"device": "cuff-1", "patient": "p2", "from": "2026-01-11T00:00:00Z"}
            """);

    assertThat(given.status()).isEqualTo(201);
    assertThat(corrected.status()).isEqualTo(200);
    assertThat(api.get(token, V1 + "/assignments/" + first).body().get("to").asText())
        .isEqualTo("2026-01-10T00:00:00Z");
  }

  @Test
  void theLifeOfADeviceIsWrittenDownWithItsLabel() {
    api.patient(token, "p1");
    api.post(
        token,
        V1 + "/devices",
        """
        {"id": "cuff-1", "format": "mio-telemetry",
         "label": {"cuffSize": "LARGE_ADULT", "udi": "(01)00850000000007", "clearance": "K123456"}}
        """);
    String events = V1 + "/devices/cuff-1/events";

    ApiFixture.Reply shipped =
        api.post(token, events, "{\"kind\": \"SHIPPED\", \"at\": \"2026-01-03T15:00:00Z\"}");

    assertThat(shipped.status()).isEqualTo(201);
    assertRefused(
        api.post(token, events, "{\"kind\": \"SET_UP\", \"at\": \"2026-01-03T15:00:00Z\"}"),
        422,
        "must be given when kind SET_UP is");
    assertThat(api.get(token, events).body().get("items")).hasSize(1);
    assertThat(api.get(token, V1 + "/devices/cuff-1").body().at("/label/clearance").asText())
        .isEqualTo("K123456");
    assertThat(api.get(token, V1 + "/devices-to-return").body().get("items")).isEmpty();
    assertRefused(api.get(token, V1 + "/devices/none/events"), 404, "device");
  }

  @Test
  void aMergeWaitsForASecondPerson() {
    api.patient(token, "p1");
    api.patient(token, "p2");
    String merges = V1 + "/patient-merges";

    ApiFixture.Reply proposed =
        api.post(
            token,
            merges,
            "{\"id\": \"m-1\", \"duplicate\": \"p2\", \"survivor\": \"p1\", \"reason\": \"twice\"}");

    assertThat(proposed.status()).isEqualTo(201);
    assertThat(api.get(token, merges).body().get("items")).hasSize(1);
    assertThat(api.get(token, merges + "/m-1").body().get("state").asText()).isEqualTo("PROPOSED");
    assertRefused(
        api.post(token, merges + "/m-1/accept", "{}"), 409, "must be decided by somebody else");
    assertRefused(api.post(token, merges + "/m-1/undo", "{}"), 409, "must be MERGED");
    assertRefused(
        api.post(
            token, merges, "{\"duplicate\": \"p1\", \"survivor\": \"p1\", \"reason\": \"twice\"}"),
        422,
        "must be another patient than duplicate");
  }

  @Test
  void theClockOfASenderIsSaidInZonesAndDurations() {
    api.post(token, V1 + "/sources", "{\"id\": \"adapter\"}");
    String clock = V1 + "/sources/adapter/clock";

    ApiFixture.Reply said =
        api.put(token, clock, "{\"zone\": \"Europe/Berlin\", \"futureTolerance\": \"PT30M\"}");
    ApiFixture.Reply again =
        api.put(token, clock, "{\"zone\": \"Europe/Berlin\", \"futureTolerance\": \"PT30M\"}");

    assertThat(said.status()).isEqualTo(201);
    assertThat(said.body().get("futureTolerance").asText()).isEqualTo("PT30M");
    assertThat(again.status()).isEqualTo(200);
    assertThat(api.get(token, clock).body().get("items")).hasSize(1);
    assertThat(api.put(token, clock, "{\"oldest\": \"a year\"}").errors())
        .contains("/oldest: must be an ISO 8601 duration such as PT10M or P400D");
    assertRefused(api.put(token, V1 + "/sources/none/clock", "{}"), 404, "there is no login none");
  }
}
