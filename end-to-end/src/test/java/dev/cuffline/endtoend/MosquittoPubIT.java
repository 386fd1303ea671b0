package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a reading, published by a client that nobody here wrote. */
final class MosquittoPubIT {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @TempDir private Path folder;

  private GatewayProcess gateway;
  private Api api;
  private MosquittoPub mosquitto;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeEach
  void start() throws Exception {
    gateway = GatewayProcess.start(folder);
    api = new Api(gateway);
    api.enrolPractice();
    mosquitto = new MosquittoPub(gateway);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aCrisisTwiceAndRawBytesGoTheWholeWay() throws Exception {
    Cuff cuff = Cuff.of(api, "p1", "cuff-1", "990000000000017");
    Instant early = now.minus(Duration.ofMinutes(10));
    Instant before = now.minus(Duration.ofMinutes(2));

    mosquitto.publish(
        "mqttv5", cuff, "ble-2a35", Payloads.ble(126, 81, 69, early.atZone(NEW_YORK)));
    mosquitto.publish(
        "mqttv311", cuff, "mio-telemetry", Payloads.mio(cuff.imei(), 184, 122, 88, before));
    mosquitto.publish(
        "mqttv5", cuff, "mio-telemetry", Payloads.mio(cuff.imei(), 184, 122, 90, now));
    Metrics metrics = api.awaitSettled();

    List<JsonNode> readings = api.all("/patients/p1/readings");
    assertThat(readings)
        .extracting(
            reading -> Instant.parse(reading.path("measuredAt").asText()),
            reading -> reading.path("systolic").asInt(),
            reading -> reading.path("diastolic").asInt(),
            reading -> reading.path("pulse").asInt(),
            reading -> reading.path("counted").asBoolean())
        .containsExactly(
            tuple(now, 184, 122, 90, true),
            tuple(before, 184, 122, 88, true),
            tuple(early, 126, 81, 69, true));
    assertThat(api.dataDays("p1")).containsExactlyElementsOf(localDates(early, before, now));
    assertThat(api.all("/patients/p1/alerts"))
        .extracting(
            alert -> alert.path("severity").asText(),
            alert -> alert.path("family").asText(),
            alert -> alert.path("confirmation").asText())
        .containsExactly(tuple("CRITICAL", "BP_HIGH", "CONFIRMED"));
    for (JsonNode reading : readings) {
      assertObservationsOf(reading);
    }
    JsonNode issue = Ndjson.resources(gateway, "DetectedIssue").getLast();
    assertThat(issue.path("status").asText()).isEqualTo("preliminary");
    assertThat(issue.path("severity").asText()).isEqualTo("high");
    assertThat(issue.path("evidence"))
        .extracting(evidence -> evidence.path("detail").path(0).path("reference").asText())
        .hasSize(2)
        .isSubsetOf(
            Ndjson.observations(gateway).stream()
                .map(observation -> "Observation/" + observation.path("id").asText())
                .toList());
    assertThat(metrics.sum("cuffline_transmissions_received_total")).isEqualTo(3);
    assertThat(metrics.sum("cuffline_transmissions_judged_total")).isEqualTo(3);
    assertThat(metrics.sum("cuffline_items_total"))
        .isEqualTo(3)
        .isEqualTo(api.all("/items").size());
  }

  @Test
  void whatIsPublishedAgainIsOneReadingAndOneObservation() throws Exception {
    Cuff cuff = Cuff.of(api, "p1", "cuff-1", "990000000000017");
    byte[] mio = Payloads.mio(cuff.imei(), 118, 76, 64, now);
    byte[] ble = Payloads.ble(119, 77, 65, now.minusSeconds(60).atZone(NEW_YORK));

    for (String version : List.of("mqttv311", "mqttv5", "mqttv5")) {
      mosquitto.publish(version, cuff, "mio-telemetry", mio);
      mosquitto.publish(version, cuff, "ble-2a35", ble);
    }
    Metrics metrics = api.awaitSettled();

    List<JsonNode> readings = api.all("/patients/p1/readings");
    assertThat(readings).hasSize(2);
    for (JsonNode reading : readings) {
      assertObservationsOf(reading);
    }
    assertThat(api.all("/items"))
        .extracting(item -> item.path("disposition").asText())
        .containsExactlyInAnyOrder(
            "accept", "accept", "duplicate", "duplicate", "duplicate", "duplicate");
    assertThat(metrics.sum("cuffline_transmissions_received_total"))
        .isEqualTo(metrics.sum("cuffline_transmissions_judged_total"))
        .isEqualTo(metrics.sum("cuffline_items_total"))
        .isEqualTo(6);
  }

  @Test
  void anUnassignedCuffsCrisisIsAskedAboutUntilItHasItsPatient() throws Exception {
    api.enrolPatient("p2");
    Cuff cuff = Cuff.register(api, "cuff-2", "990000000000025");

    mosquitto.publish(
        "mqttv311", cuff, "mio-telemetry", Payloads.mio(cuff.imei(), 214, 128, 95, now));
    api.awaitSettled();

    assertThat(api.all("/quarantine"))
        .extracting(item -> item.path("device").asText(), item -> item.path("reasons").toString())
        .containsExactly(tuple("cuff-2", "[\"unassigned\"]"));
    assertThat(api.all("/alerts"))
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.path("severity").asText()).isEqualTo("CRITICAL");
          assertThat(alert.has("patient")).isFalse();
          assertThat(alert.path("pages").asBoolean()).isTrue();
          assertThat(alert.path("sentence").asText()).contains("214/128", "whose is it?");
        });

    api.assign("cuff-2", "p2");
    api.awaitSettled();

    assertThat(api.all("/quarantine")).isEmpty();
    assertThat(api.all("/alerts"))
        .extracting(
            alert -> alert.path("patient").asText(),
            alert -> alert.path("severity").asText(),
            alert -> alert.path("family").asText())
        .containsExactly(tuple("p2", "CRITICAL", "BP_HIGH"));
    assertThat(api.all("/patients/p2/readings"))
        .singleElement()
        .satisfies(this::assertObservationsOf);
  }

  private static SortedSet<String> localDates(Instant... instants) {
    SortedSet<String> dates = new TreeSet<>();
    for (Instant instant : instants) {
      dates.add(LocalDate.ofInstant(instant, NEW_YORK).toString());
    }
    return dates;
  }

  /** One of the pressures and one of the pulse, with LOINC codes and UCUM units. */
  private void assertObservationsOf(JsonNode reading) throws Exception {
    List<JsonNode> written = Ndjson.observationsOf(gateway, reading.path("id").asText());
    assertThat(written)
        .extracting(MosquittoPubIT::loinc)
        .containsExactlyInAnyOrder("85354-9", "8867-4");
    Map<String, String> wanted =
        Map.of(
            "8480-6", reading.path("systolic").asText() + " mm[Hg]",
            "8462-4", reading.path("diastolic").asText() + " mm[Hg]",
            "8867-4", reading.path("pulse").asText() + " /min");
    assertThat(written.stream().flatMap(MosquittoPubIT::quantities))
        .containsExactlyInAnyOrderElementsOf(wanted.entrySet());
    assertThat(written)
        .allSatisfy(observation -> {
          assertThat(observation.path("status").asText()).isEqualTo("final");
          assertThat(observation.path("subject").path("reference").asText())
              .isEqualTo("Patient/" + reading.path("patient").asText());
          assertThat(
                  Instant.from(
                      OffsetDateTime.parse(observation.path("effectiveDateTime").asText())))
              .isEqualTo(reading.path("measuredAt").asText());
        });
  }

  private static Stream<Map.Entry<String, String>> quantities(JsonNode observation) {
    Stream.Builder<JsonNode> parts = Stream.builder();
    observation.path("component").forEach(parts::add);
    if (observation.has("valueQuantity")) {
      parts.add(observation);
    }
    return parts
        .build()
        .map(part -> {
          JsonNode quantity = part.path("valueQuantity");
          return Map.entry(
              loinc(part), quantity.path("value").asText() + " " + quantity.path("code").asText());
        });
  }

  private static String loinc(JsonNode coded) {
    for (JsonNode coding : coded.path("code").path("coding")) {
      if (coding.path("system").asText().equals("http://loinc.org")) {
        return coding.path("code").asText();
      }
    }
    return "";
  }
}
