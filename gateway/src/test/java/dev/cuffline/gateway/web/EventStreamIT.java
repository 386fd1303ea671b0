package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.web.live.LiveHub;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The event stream over real HTTP. */
final class EventStreamIT extends ApiTestBase {
  private static final PracticeId HARBOR = new PracticeId("harbor");

  /** An open stream, read event by event. */
  private static final class Events implements AutoCloseable {
    private final BufferedReader lines;

    Events(InputStream stream) {
      lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The fields of the next event; empty at the end of the stream. */
    Map<String, String> next() throws IOException {
      Map<String, String> fields = new TreeMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          return fields;
        }
        int colon = line.indexOf(": ");
        if (colon > 0) {
          fields.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
      return fields;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private Events events(String token, String query) throws IOException {
    return new Events(api.stream(token, "/api/v1/events" + query));
  }

  private void alert(String id) {
    api.write(session -> {
      session.update(
          """
          INSERT INTO alert (practice_id, id, patient_id, family, severity, state, confirmation,
            historic, pages, raised_by, raised_at, rules, evidence, findings, sentence)
          VALUES ('harbor', ?, 'p1', 'BP_HIGH', 'CRITICAL', 'OPEN', 'AWAITING_REPEAT', 0, 1, 'r1', ?,
            '[]', '[]', '[]', 'x')
          """,
          id,
          Instant.parse("2026-02-01T11:59:00Z"));
      session.changed(new Changed.Alert(HARBOR, id));
      return id;
    });
  }

  @Test
  void anAlertIsToldAsTheDocumentSays() throws IOException {
    String token = api.harbor();
    try (Events events = events(token, "")) {
      assertThat(events.next()).containsEntry("event", "ready");

      alert("a1");

      Map<String, String> event = events.next();
      assertThat(event).containsEntry("event", "alert").containsKey("id");
      JsonNode data = ApiFixture.tree(event.getOrDefault("data", ""));
      assertThat(Contract.load().schemaViolations("AlertEvent", data)).isEmpty();
      assertThat(data.toString())
          .isEqualTo(
              """
              {"id":"a1","patient":"p1","family":"BP_HIGH","severity":"CRITICAL","state":"OPEN",\
              "confirmation":"AWAITING_REPEAT","raisedBy":"r1","raisedAt":"2026-02-01T11:59:00Z",\
              "pages":true}\
              """);
    }
  }

  @Test
  void anotherPracticeHearsNothing() throws IOException {
    api.harbor();
    api.post(
        api.admin(),
        "/api/v1/practices",
        """
        {"id": "inland", "name": "Inland", "zone": "America/Chicago", "payerProfile": "medicare-2026"}
        """);
    try (Events inland = events(api.tokenFor("inland"), "")) {
      assertThat(inland.next()).containsEntry("event", "ready");

      alert("a1");
      api.write(session -> {
        session.changed(new Changed.Clocks(new PracticeId("inland"), new PatientId("p9")));
        return 1;
      });

      assertThat(inland.next())
          .containsEntry("event", "clocks")
          .containsEntry("data", "{\"patient\":\"p9\"}");
    }
  }

  @Test
  void whoeverComesBackGetsWhatWasMissed() throws IOException {
    String token = api.harbor();
    String last;
    try (Events events = events(token, "")) {
      last = events.next().get("id");
    }

    alert("a1");
    alert("a2");

    try (Events events = events(token, "?after=" + last)) {
      assertThat(events.next()).containsEntry("event", "ready");
      assertThat(events.next().get("data")).contains("\"a1\"");
      assertThat(events.next().get("data")).contains("\"a2\"");
    }
  }

  @Test
  void whoeverComesBackFromAnotherStartIsToldToReadAnew() throws IOException {
    try (Events events = events(api.harbor(), "?after=another.7")) {
      assertThat(events.next()).containsEntry("event", "ready");
      assertThat(events.next()).containsEntry("event", "reset");
    }
  }

  @Test
  void aTokenHasSoManyStreamsAndNoMore() throws IOException {
    String token = api.harbor();
    List<Events> open = new ArrayList<>();
    for (int i = 0; i < LiveHub.MOST_STREAMS; i++) {
      open.add(events(token, ""));
    }

    assertRefused(api.get(token, "/api/v1/events"), 429, "at most 32 event streams");

    for (Events events : open) {
      events.close();
    }
  }

  @Test
  void nobodyListensWithoutATokenOrElsewhere() {
    String token = api.harbor();

    assertRefused(api.get("", "/api/v1/events"), 401, "send Authorization: Bearer");
    assertRefused(api.get(token, "/api/v1/events?practice=other"), 403, "for another practice");
    assertRefused(api.get(api.admin(), "/api/v1/events"), 400, "name one with ?practice=");
    assertRefused(
        api.get(api.admin(), "/api/v1/events?practice=nowhere"), 404, "there is no such practice");
  }

  @Test
  void streamsEndWhenTheServerStops() throws IOException {
    try (Events events = events(api.harbor(), "")) {
      assertThat(events.next()).containsEntry("event", "ready");

      api.stopServer();

      assertThat(events.next()).isEmpty();
    }
  }
}
