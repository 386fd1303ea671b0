package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.util.List;
import java.util.Optional;

/**
 * A problem document (RFC 9457).
 *
 * @param type a stable name: {@code urn:cuffline:problem:invalid}
 * @param title the same for every problem of the type
 * @param status HTTP status
 * @param detail about this one
 * @param instance the path of the call
 * @param errors what is wrong where, when it is about what was sent
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    List<FieldError> errors) {
  private static final String TYPE = "urn:cuffline:problem:";

  /** What may be wrong. */
  enum Kind {
    /** Not JSON, or a parameter that cannot be read. */
    MALFORMED("malformed", "The request cannot be read", 400),
    /** No token, or a wrong one. */
    UNAUTHENTICATED("unauthenticated", "A token is needed", 401),
    /** The token does not reach that far. */
    FORBIDDEN("forbidden", "The token does not allow this", 403),
    /** No such thing. */
    NOT_FOUND("not-found", "There is no such thing", 404),
    /** Another method. */
    METHOD("method-not-allowed", "The method is not allowed here", 405),
    /** It contradicts what is on file. */
    CONFLICT("conflict", "It contradicts what is on file", 409),
    /** Too much was sent. */
    TOO_LARGE("too-large", "Too much was sent", 413),
    /** Another content type. */
    MEDIA_TYPE("media-type", "Another content type is needed", 415),
    /** As much as one caller may have is taken. */
    TOO_MANY("too-many", "Too many at once", 429),
    /** Readable, and wrong. */
    INVALID("invalid", "A value cannot be taken", 422),
    /** It took too long, or the server is closing. */
    UNAVAILABLE("unavailable", "Not now", 503),
    /** Our fault. */
    INTERNAL("internal", "Something went wrong here", 500);

    private final String word;
    private final String title;
    private final int status;

    Kind(String word, String title, int status) {
      this.word = word;
      this.title = title;
      this.status = status;
    }

    Problem at(String path, String detail, List<FieldError> errors) {
      return new Problem(TYPE + word, title, status, detail, path, errors);
    }
  }

  /**
   * One thing wrong in what was sent.
   *
   * @param pointer JSON Pointer (RFC 6901) into the body; empty for the whole, or for a CSV file
   * @param line of a CSV file, 1 is the header
   * @param column of a CSV file
   * @param detail what was expected
   */
  record FieldError(
      Optional<String> pointer, Optional<Integer> line, Optional<String> column, String detail) {
    static FieldError at(String pointer, String detail) {
      return new FieldError(Optional.of(pointer), Optional.empty(), Optional.empty(), detail);
    }
  }

  /** Any status, for what the HTTP server itself refuses. */
  static Problem ofStatus(HttpStatus status, String path) {
    for (Kind kind : Kind.values()) {
      if (kind.status == status.code()) {
        return kind.at(path, kind.title, List.of());
      }
    }
    return new Problem(
        "about:blank",
        status.reasonPhrase(),
        status.code(),
        status.reasonPhrase(),
        path,
        List.of());
  }

  AggregatedHttpResponse toResponse() {
    var headers =
        ResponseHeaders.builder(HttpStatus.valueOf(status))
            .contentType(MediaType.create("application", "problem+json"));
    if (status == HttpStatus.UNAUTHORIZED.code()) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"cuffline\"");
    }
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(Answer.json(this)));
  }
}
