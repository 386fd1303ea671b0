package dev.cuffline.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page's event stream, read as a page would: when the first alert of each patient was seen. */
final class AlertStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READY_SECONDS = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
  private final CountDownLatch ready = new CountDownLatch(1);

  /** Opens it; returns when the gateway says that nothing is missed from now on. */
  AlertStream(URI gateway, String token, String practice) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/api/v1/events?practice=" + practice))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .GET()
            .build();
    try {
      HttpResponse<Stream<String>> answer =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new IOException("the gateway answered " + answer.statusCode() + " to /api/v1/events");
      }
      Thread.ofPlatform().daemon().name("bench-events").start(() -> read(answer.body()));
      if (!ready.await(READY_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the event stream said nothing for " + READY_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private void read(Stream<String> lines) {
    String[] event = {""};
    try {
      lines.forEach(line -> {
        if (line.startsWith("event:")) {
          event[0] = line.substring("event:".length()).strip();
          ready.countDown();
        } else if (line.startsWith("data:") && event[0].equals("alert")) {
          alert(line.substring("data:".length()), System.nanoTime());
        }
      });
    } catch (UncheckedIOException closed) {
      ready.countDown();
    }
  }

  private void alert(String data, long now) {
    try {
      JsonNode alert = JSON.readTree(data);
      seenAt.putIfAbsent(alert.path("patient").asText(), now);
    } catch (IOException odd) {
      throw new UncheckedIOException(odd);
    }
  }

  /** By patient, {@link System#nanoTime}. */
  Map<String, Long> seenAt() {
    return seenAt;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
