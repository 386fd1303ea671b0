package dev.cuffline.gateway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cuffline.gateway.alerting.RulePacks;
import dev.cuffline.gateway.billing.PayerProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, with which words; and files of many. */
class EvaluatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CONFIG = Path.of("..", "config");

  private final Evaluator evaluator =
      new Evaluator(
          PayerProfiles.read(CONFIG.resolve("payers")),
          RulePacks.read(CONFIG.resolve("alert-rules")));

  private String error(String scenario) {
    return evaluator.answer(scenario).getFirst().error().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"readngs": []}                                 | readngs: there is no such field, did you mean readings?
          {"readings": {}}                                | readings: expected a list, found {}
          {"readings": [{"measuredAt": "2026-01-05"}]}    | readings[0].measuredAt: expected an instant with its offset
          {"readings": [{"systolic": 120}]}               | readings[0].measuredAt: expected an instant
          {"readings": [{"measuredAt": "2026-01-05T08:00:00Z", "systolic": "120"}]} | readings[0].systolic: expected a number, found "120"
          {"readings": [{"measuredAt": "2026-01-05T08:00:00Z", "entry": "typed"}]}  | readings[0].entry: expected one of AUTOMATIC, MANUAL, found "typed"
          {"readings": [{"measuredAt": "2026-01-05T08:00:00Z", "flags": ["loud"]}]} | readings[0].flags[0]: expected one of IRREGULAR-PULSE, LOOSE-CUFF, MOVEMENT
          {"readingDays": [{"dates": ["2026-01-20..2026-01-05"]}]}                  | readingDays[0].dates[0]: expected dates in order
          {"readingDays": [{"dates": ["January"]}]}       | readingDays[0].dates[0]: expected a date or 2026-01-05..2026-01-20
          {"readingDays": [{"dates": [], "at": "8"}]}     | readingDays[0].at: expected a local time such as 08:00
          {"timeEntries": [{"start": "2026-01-05T08:00:00Z"}]}                      | timeEntries[0].end: expected an instant beside start
          {"timeEntries": [{"start": "2026-01-05T08:00:00Z", "end": "2026-01-05T07:00:00Z"}]} | timeEntries[0].end: expected an instant not before start
          {"timeEntries": [{"date": "2026-01-05", "duration": "a while"}]}          | timeEntries[0].duration: expected a duration such as PT20M
          {"timeEntries": [{"date": "2026-01-05", "duration": "PT1M", "start": "2026-01-05T07:00:00Z"}]} | timeEntries[0]: expected start and end, or date and duration, not both
          {"timeEntries": [{"start": "2026-01-05T08:00:00Z", "end": "2026-01-05T08:20:00Z", "live": "FAX MACHINE"}]} | timeEntries[0].live: expected one of AUDIO
          {"practice": {"zone": "Mars/Olympus"}}          | practice.zone: expected an IANA zone
          {"patient": {"zone": null}}                     | patient.zone: expected an IANA zone such as America/New_York, found null
          {"payer": {"profile": "nobody"}}                | payer.profile: there is no payer profile nobody, expected one of commercial-2025-codes
          {"payer": {"overrides": {"setupMinDay": 2}}}    | payer.overrides.setupMinDay: there is no such key to change, expected one of adoptedCodes
          {"payer": {"overrides": {"setupMinDays": "two"}}} | payer.overrides.setupMinDays: expected a whole number, found "two"
          {"payer": {"overrides": {"dosMode": "WHENEVER"}}} | payer.overrides.dosMode: No enum constant
          {"payer": {"overrides": {"frequencyLimits": ["99474"]}}} | payer.overrides.frequencyLimits: frequencyLimits must hold codes and numbers such as 99474:4, not 99474
          {"payer": {"overrides": {"frequencyLimits": ["99474:0"]}}} | payer.overrides.frequencyLimits: a frequency limit is at least 1
          {"payer": {"overrides": {"orderRenewalMonths": -1}}} | payer.overrides.orderRenewalMonths: months of renewal are not negative
          {"payer": {"overrides": {"adoptedCodes": {"drop": []}}}} | payer.overrides.adoptedCodes.drop is not known, expected add or remove
          {"enrolment": {"anchor": "05.01.2026"}}         | enrolment.anchor: expected a date such as 2026-01-05
          {"enrolment": {"frequencyPerDay": 0}}           | enrolment.frequencyPerDay: expected a whole number from 1 on, found 0
          {"enrolment": {"facilityStays": [{"from": "2026-01-05", "to": "2026-01-04"}]}} | enrolment.facilityStays[0].to: expected a date not before 2026-01-05
          {"claims": [{"code": "9945"}]}                  | claims[0].code: expected a billing code of five digits or capitals
          {"otherServices": [{"code": "99490"}]}          | otherServices[0].from: expected a date
          {"alertRules": {"pack": "none"}}                | alertRules.pack: there is no rule pack none, expected one of default
          {"alertRules": {"overrides": {"BP": {}}}}       | alertRules.overrides.BP: there is no such rule
          {"assume": {"dataLinked": "yes"}}               | assume.dataLinked: expected true or false, found "yes"
          {"id": "a", "id": "b"}                          | expected a JSON object: Duplicate field 'id' (line 1
          []                                              | expected an object, found []
          {"id"                                           | expected a JSON object:
          """)
  void whatIsWrongIsNamedWithItsPath(String scenario, String expected) {
    assertThat(error(scenario)).startsWith(expected);
  }

  @Test
  void aWrongLineIsNamedAndTheOthersAreAnswered() {
    List<Evaluator.Answer> answers =
        evaluator.answer("{\"id\": \"a\"}\n\n{\"asOf\": 1}\n{\"id\": \"c\"}\n");

    assertThat(answers)
        .extracting(Evaluator.Answer::place)
        .containsExactly("line 1", "line 3", "line 4");
    assertThat(answers.get(1).error().orElseThrow()).startsWith("asOf: expected an instant");
    assertThat(answers.get(2).json().orElseThrow()).startsWith("{\"id\":\"c\"");
  }

  @Test
  void oneScenarioMayStandOnSeveralLines() {
    List<Evaluator.Answer> answers = evaluator.answer("{\n  \"id\":\n  \"a\"\n}\n");

    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().json().orElseThrow()).startsWith("{\"id\":\"a\"");
    assertThat(answers.getFirst().text().orElseThrow()).startsWith("a, as of 2026-03-15T12:00:00Z");
  }

  @Test
  void unnamedReadingsNeverTakeTheNameOfAnother() throws IOException {
    String answer =
        evaluator
            .answer(
                """
                {"readings": [{"id": "r2", "measuredAt": "2026-01-05T13:00:00Z"}],
                 "readingDays": [{"dates": ["2026-01-06..2026-01-07"]}]}
                """)
            .getFirst()
            .json()
            .orElseThrow();

    JsonNode period = JSON.readTree(answer).at("/devicePeriods/0/dataDayReadings");
    assertThat(period).extracting(JsonNode::asText).containsExactly("r2", "r3", "r4");
  }

  @Test
  void theExamplesOfTheReadmeSayWhatItSays() throws IOException {
    List<Evaluator.Answer> answers =
        evaluator.answer(Files.readString(CONFIG.resolve("evaluate/example.jsonl")));

    assertThat(billed(answers.get(0))).containsExactly("99445 READY", "99457 READY");
    assertThat(billed(answers.get(1))).containsExactly("99454 READY");
  }

  private static List<String> billed(Evaluator.Answer answer) throws IOException {
    List<String> billed = new ArrayList<>();
    for (JsonNode determination :
        JSON.readTree(answer.json().orElseThrow()).path("determinations")) {
      if (determination.path("units").asInt() > 0) {
        billed.add(
            determination.path("code").asText() + " " + determination.path("status").asText());
      }
    }
    return billed;
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() throws IOException {
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(CONFIG.resolve("evaluate/scenario.schema.json")));

    for (String wrong :
        List.of(
            "{\"readngs\": []}",
            "{\"readings\": [{\"systolic\": 120}]}",
            "{\"readings\": [{\"measuredAt\": \"2026-01-05T08:00:00Z\", \"entry\": \"typed\"}]}",
            "{\"timeEntries\": [{\"start\": \"2026-01-05T08:00:00Z\"}]}",
            "{\"claims\": [{\"code\": \"9945\"}]}",
            "[]")) {
      assertThat(schema.validate(JSON.readTree(wrong))).as(wrong).isNotEmpty();
    }
  }
}
