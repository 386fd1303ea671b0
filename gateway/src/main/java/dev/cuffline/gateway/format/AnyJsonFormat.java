package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** {@code any-json}: tells the JSON formats apart by the fields that only they have. */
final class AnyJsonFormat implements PayloadFormat {
  private final MioFormat mio;
  private final CufflineFormat own;

  AnyJsonFormat(MioFormat mio, CufflineFormat own) {
    this.mio = mio;
    this.own = own;
  }

  @Override
  public String name() {
    return "any-json";
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
    if (value.path("data").has("data_type") || value.path("status").has("data_type")) {
      return Optional.of(mio);
    }
    boolean ours =
        value.path("readings").isArray()
            || (value.has("measuredAt") && (value.has("systolic") || value.has("pulse")));
    return ours ? Optional.of(own) : Optional.empty();
  }

  private static List<DecodedItem> unknown() {
    return List.of(
        new DecodedItem.Malformed(
            Optional.empty(), List.of(Reason.of("unknown-format")), "no format has these fields"));
  }
}
