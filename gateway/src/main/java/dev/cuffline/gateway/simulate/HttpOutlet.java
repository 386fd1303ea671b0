package dev.cuffline.gateway.simulate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code POST /v1/ingest/{format}} with each cuff's API key, several at a time. 429, 5xx and a lost
 * connection are tried again, as vendors' services do.
 */
public final class HttpOutlet implements Outlet {
  private static final int IN_FLIGHT = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String root;
  private final Credentials credentials;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Optional<IOException>> failed =
      new AtomicReference<>(Optional.empty());

  /**
   * Sends when there is something to send.
   *
   * @param root ends with {@code /v1/ingest}
   */
  public HttpOutlet(URI root, Credentials credentials) {
    this.root = root.toString().replaceAll("/$", "");
    this.credentials = credentials;
  }

  @Override
  public void send(Emission emission) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + "/" + emission.format()))
            .header("Authorization", "Bearer " + credentials.secretOf(emission.login()))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(emission.payload()))
            .build();
    room.acquireUninterruptibly();
    throwIfFailed();
    Thread.ofVirtual()
        .start(() -> {
          try {
            post(request);
            acknowledged.incrementAndGet();
          } catch (IOException fault) {
            failed.compareAndSet(Optional.empty(), Optional.of(fault));
          } finally {
            room.release();
          }
        });
  }

  private void post(HttpRequest request) throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      int status = tryOnce(request, until);
      if (status >= 200 && status < 300) {
        return;
      }
      boolean passing = status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
      if (!passing || System.nanoTime() > until) {
        throw new IOException("the gateway answered " + status + " to an ingest request");
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private int tryOnce(HttpRequest request, long until) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (IOException lost) {
      if (System.nanoTime() > until) {
        throw new IOException("nobody answers at " + root, lost);
      }
      return SERVER_ERROR;
    }
  }

  private void throwIfFailed() throws IOException {
    Optional<IOException> fault = failed.get();
    if (fault.isPresent()) {
      throw new IOException(fault.get().getMessage(), fault.get());
    }
  }

  @Override
  public void settle() throws IOException {
    room.acquireUninterruptibly(IN_FLIGHT);
    room.release(IN_FLIGHT);
    throwIfFailed();
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }

  @Override
  public void close() {
    client.close();
  }
}
