package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.delivery.WebhookSettings.Signature;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts resources to somebody's own service: {@code {"resources": [ … ]}}, signed with HMAC-SHA-256
 * over the time and the body ({@link Signature}), so that the receiver can tell ours from others',
 * and refuse one that is old or comes a second time.
 *
 * <p>What is refused (4xx but 401, 403, 408, 425 and 429) is halved until the culprit stands alone.
 */
public final class WebhookDestination implements Downstream {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDestination.class);
  private static final int LONGEST_REASON = 1_000;

  private final WebhookSettings settings;
  private final Clock clock;
  private final HttpClient client;

  /** Connects when something is sent, not before. */
  public WebhookDestination(WebhookSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Capacity capacity() {
    return new Capacity(settings.batch(), 1);
  }

  /** Ends a sending early. */
  private static final class EndedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;

    EndedException(Fault fault) {
      super(fault.what());
      this.fault = fault;
    }
  }

  @Override
  public Report send(Parcel parcel) throws InterruptedException {
    Map<String, Outcome> outcomes = new HashMap<>();
    try {
      if (!parcel.resources().isEmpty()) {
        post(parcel.resources(), outcomes);
      }
      return new Report(outcomes, Optional.empty());
    } catch (EndedException ended) {
      return new Report(outcomes, Optional.of(ended.fault));
    }
  }

  private void post(List<Resource> resources, Map<String, Outcome> outcomes)
      throws EndedException, InterruptedException {
    HttpResponse<String> answer = exchange(body(resources));
    int status = answer.statusCode();
    String what = "HTTP " + status;
    switch (status) {
      case 401, 403 -> throw new EndedException(new Fault.Unauthorised(what));
      case 408, 425, 429 -> throw new EndedException(later(what, answer));
      default -> {
        if (status >= 200 && status < 300) {
          resources.forEach(it -> outcomes.put(it.key(), new Outcome.Delivered(what)));
        } else if (status < 400 || status >= 500) {
          throw new EndedException(later(what, answer));
        } else if (resources.size() == 1) {
          outcomes.put(resources.getFirst().key(), new Outcome.Refused(reason(what, answer)));
        } else {
          int half = resources.size() / 2;
          post(resources.subList(0, half), outcomes);
          post(resources.subList(half, resources.size()), outcomes);
        }
      }
    }
  }

  private Fault later(String what, HttpResponse<String> answer) {
    return new Fault.Unavailable(
        what,
        answer
            .headers()
            .firstValue("Retry-After")
            .flatMap(header -> RetryAfter.read(header, clock)),
        false);
  }

  private static String reason(String what, HttpResponse<String> answer) {
    String said = answer.body();
    return what + ": " + said.substring(0, Math.min(said.length(), LONGEST_REASON));
  }

  private static String body(List<Resource> resources) {
    return resources.stream()
        .map(Resource::json)
        .collect(Collectors.joining(",", "{\"resources\":[", "]}"));
  }

  private HttpResponse<String> exchange(String body) throws EndedException, InterruptedException {
    Instant now = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(settings.url())
            .header("Content-Type", "application/json")
            .header(Signature.HEADER, signature(now, body))
            .POST(BodyPublishers.ofString(body))
            .build();
    var exchange = client.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      return exchange.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new EndedException(new Fault.Unavailable("no answer in time"));
    } catch (ExecutionException failed) {
      throw new EndedException(
          new Fault.Unavailable(
              failed.getCause() instanceof IOException fault
                  ? fault.getClass().getSimpleName()
                  : "no answer"));
    } finally {
      exchange.cancel(true);
    }
  }

  private String signature(Instant now, String body) throws EndedException {
    try {
      return Signature.of(settings.secret(), now, body);
    } catch (IOException unreadable) {
      LOG.atError().setCause(unreadable).log("the secret of a webhook cannot be read");
      throw new EndedException(new Fault.Unauthorised("no secret"));
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
