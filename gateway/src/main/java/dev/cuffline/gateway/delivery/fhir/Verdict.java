package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Fault;
import java.time.Duration;
import java.util.Optional;

/** What an answer means for what was asked. */
sealed interface Verdict {
  /** It was done. */
  record Taken() implements Verdict {}

  /**
   * It will never be done: what was sent is at fault, alone or together.
   *
   * @param reason with the server's words
   */
  record Refused(String reason) implements Verdict {}

  /** It may be done later. */
  record Failed(Fault fault) implements Verdict {}

  /**
   * Judges a status.
   *
   * @param words of the server, when it spoke FHIR: only then a refusal is one of the server and
   *     not of something between, such as a proxy before a server that is just starting
   */
  static Verdict of(int status, Optional<String> words, Optional<Duration> retryAfter) {
    String what = "HTTP " + status;
    return switch (status) {
      case 401, 403 -> new Failed(new Fault.Unauthorised(what));
      case 408, 425, 429, 502, 503, 504 ->
          new Failed(new Fault.Unavailable(what, retryAfter, false));
      case 409, 412 -> new Failed(new Fault.Unavailable(what, retryAfter, true, words));
      case 413 -> new Refused(what + words.map(text -> ": " + text).orElse(""));
      default -> {
        if (status >= 200 && status < 300) {
          yield new Taken();
        }
        yield status >= 400 && status < 500 && words.isPresent()
            ? new Refused(what + ": " + words.get())
            : new Failed(new Fault.Unavailable(what, retryAfter, true, words));
      }
    };
  }
}
