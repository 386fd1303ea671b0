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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A page's event stream, read as a page would, over HTTP/1.1 and with a new connection whenever it
 * ends: when the first alert of each patient was seen.
 */
final class AlertStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READY_SECONDS = 20;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI events;
  private final String token;
  private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicInteger resets = new AtomicInteger();
  private volatile boolean closed;
  private Optional<String> lastId = Optional.empty();

  /** Opens it; returns when the gateway says that nothing is missed from now on. */
  AlertStream(URI gateway, String token, String practice) throws IOException {
    this.events = gateway.resolve("/api/v1/events?practice=" + practice);
    this.token = token;
    try {
      Stream<String> first = open();
      Thread.ofPlatform().daemon().name("bench-events").start(() -> follow(first));
      if (!ready.await(READY_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the event stream said nothing for " + READY_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private Stream<String> open() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(events)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    HttpResponse<Stream<String>> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new IOException("the gateway answered " + answer.statusCode() + " to /api/v1/events");
    }
    return answer.body();
  }

  private void follow(Stream<String> first) {
    Optional<Stream<String>> opened = Optional.of(first);
    while (!closed) {
      try (Stream<String> lines = opened.isPresent() ? opened.get() : open()) {
        opened = Optional.empty();
        read(lines);
      } catch (IOException | UncheckedIOException gone) {
        closed = true;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        closed = true;
      }
    }
  }

  private void read(Stream<String> lines) {
    String event = "";
    for (String line : (Iterable<String>) lines::iterator) {
      if (line.startsWith("id:")) {
        lastId = Optional.of(value(line, "id:"));
      } else if (line.startsWith("event:")) {
        event = value(line, "event:");
        if (event.equals("reset")) {
          resets.incrementAndGet();
        }
        ready.countDown();
      } else if (line.startsWith("data:") && event.equals("alert")) {
        alert(value(line, "data:"), System.nanoTime());
      }
    }
  }

  private static String value(String line, String field) {
    return line.substring(field.length()).strip();
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

  /** How often the gateway said that something was missed and everything must be read anew. */
  int resets() {
    return resets.get();
  }

  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }
}
