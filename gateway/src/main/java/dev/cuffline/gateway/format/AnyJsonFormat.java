package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * {@code any-json}: tells the JSON formats apart by the fields that only they have; the one with
 * most of its fields there is meant.
 */
final class AnyJsonFormat implements PayloadFormat {
  static final String NAME = "any-json";

  private final List<RecognisedFormat> formats;

  AnyJsonFormat(List<RecognisedFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return switch (JsonPayload.read(payload)) {
      case JsonPayload.Result.Unreadable unreadable -> List.of(unreadable.item());
      case JsonPayload.Result.Read(JsonNode value) ->
          recognised(value)
              .map(format -> format.decode(payload, quirks))
              .orElseGet(AnyJsonFormat::unknown);
    };
  }

  /** Which format a payload has the shape of. */
  Optional<PayloadFormat> recognised(byte[] payload) {
    return JsonPayload.read(payload) instanceof JsonPayload.Result.Read(JsonNode value)
        ? recognised(value)
        : Optional.empty();
  }

  private Optional<PayloadFormat> recognised(JsonNode value) {
    Optional<PayloadFormat> best = Optional.empty();
    int most = 0;
    for (RecognisedFormat format : formats) {
      int likeness = format.likeness(value);
      if (likeness > most) {
        most = likeness;
        best = Optional.of(format);
      }
    }
    return best;
  }

  private static List<DecodedItem> unknown() {
    return List.of(
        new DecodedItem.Malformed(
            Optional.empty(), List.of(Reason.of("unknown-format")), "no format has these fields"));
  }
}
