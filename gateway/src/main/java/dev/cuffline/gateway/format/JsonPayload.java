package dev.cuffline.gateway.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a payload as one JSON value, strictly: at most 64 levels, numbers of at most 100
 * characters, no key twice, nothing behind the value (devices.md 3.2). Numbers keep their digits.
 */
public final class JsonPayload {
  private static final String BLANKS_AND_MARKS = " \t\r\n\0\u00EF\u00BB\u00BF\u00FE\u00FF";
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_TEXT_LENGTH = 65_536;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_TEXT_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonPayload() {}

  /** What the bytes gave. */
  public sealed interface Result {
    /** One JSON value. */
    record Read(JsonNode value) implements Result {}

    /**
     * None.
     *
     * @param reason {@code empty}, {@code too-deep}, {@code duplicate-key} or {@code not-json}
     * @param detail where it went wrong, never what stood there
     */
    record Unreadable(Reason reason, String detail) implements Result {
      /** As the one item of its transmission. */
      public DecodedItem item() {
        return new DecodedItem.Malformed(Optional.empty(), List.of(reason), detail);
      }
    }
  }

  /** Reads the bytes. Total. */
  public static Result read(byte[] bytes) {
    if (isBlank(bytes)) {
      return new Result.Unreadable(Reason.of("empty"), "expected a JSON value, found nothing");
    }
    try {
      JsonNode value = JSON.readTree(bytes);
      return value == null || value.isMissingNode()
          ? new Result.Unreadable(Reason.of("empty"), "expected a JSON value, found nothing")
          : new Result.Read(value);
    } catch (StreamConstraintsException beyond) {
      return new Result.Unreadable(
          Reason.of(isDepth(beyond) ? "too-deep" : "not-json"),
          "beyond the limits of " + MAX_DEPTH + " levels and " + MAX_NUMBER_LENGTH + " digits");
    } catch (NumberFormatException beyond) {
      return new Result.Unreadable(
          Reason.of("not-json"), "a number has an exponent that no measurement has");
    } catch (MismatchedInputException trailing) {
      return new Result.Unreadable(
          Reason.of("not-json"), "expected one JSON value, found more behind it");
    } catch (IOException malformed) {
      boolean twice = String.valueOf(malformed.getMessage()).startsWith("Duplicate field");
      return new Result.Unreadable(Reason.of(twice ? "duplicate-key" : "not-json"), at(malformed));
    }
  }

  /** Nothing but blanks, perhaps behind a byte order mark, in whatever encoding. */
  private static boolean isBlank(byte[] bytes) {
    for (byte next : bytes) {
      if (BLANKS_AND_MARKS.indexOf(next & 0xFF) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDepth(StreamConstraintsException beyond) {
    return String.valueOf(beyond.getMessage()).contains("nesting depth");
  }

  private static String at(IOException malformed) {
    return malformed instanceof JsonProcessingException known && known.getLocation() != null
        ? "at line "
            + known.getLocation().getLineNr()
            + ", column "
            + known.getLocation().getColumnNr()
        : "at an unknown place";
  }
}
