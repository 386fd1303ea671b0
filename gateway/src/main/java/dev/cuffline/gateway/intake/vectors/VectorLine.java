package dev.cuffline.gateway.intake.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.Quirks;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One line of a file of device test vectors. */
final class VectorLine {
  private final JsonNode node;

  private VectorLine(JsonNode node) {
    this.node = node;
  }

  /**
   * Reads a line.
   *
   * @throws BadVectorException when it is no JSON object with an id and a format
   */
  static VectorLine parse(String line) throws BadVectorException {
    try {
      JsonNode node = Json.read(line);
      if (!node.path("id").isTextual() || !node.path("format").isTextual()) {
        throw new BadVectorException("expected an object with the texts id and format");
      }
      return new VectorLine(node);
    } catch (JsonProcessingException malformed) {
      throw new BadVectorException("expected one JSON object");
    }
  }

  String id() {
    return node.path("id").textValue();
  }

  String format() {
    return node.path("format").textValue();
  }

  byte[] payload() throws BadVectorException {
    if (node.path("input_hex").isTextual()) {
      return HexText.parse(node.path("input_hex").textValue())
          .orElseThrow(() -> new BadVectorException("input_hex: expected pairs of hex digits"));
    }
    if (node.path("input_text").isTextual()) {
      return node.path("input_text").textValue().getBytes(StandardCharsets.UTF_8);
    }
    if (node.has("input_json")) {
      return Json.line(node.path("input_json")).getBytes(StandardCharsets.UTF_8);
    }
    throw new BadVectorException("expected input_hex, input_text or input_json");
  }

  Quirks quirks() {
    String quirk = node.path("quirk").asText("");
    return quirk.isEmpty() ? Quirks.NONE : new Quirks(Set.of(quirk));
  }

  /** What a line says of the registry and of its receipt; without one it is received at 0. */
  Judgement.Assumed assumed() throws BadVectorException {
    JsonNode assume = node.path("assume");
    try {
      Instant receivedAt =
          node.hasNonNull("received_at")
              ? OffsetDateTime.parse(node.path("received_at").asText()).toInstant()
              : Instant.EPOCH;
      Optional<ZoneId> zone =
          assume.hasNonNull("source_zone")
              ? Optional.of(ZoneId.of(assume.path("source_zone").asText()))
              : Optional.empty();
      return new Judgement.Assumed(receivedAt, zone, slots(assume));
    } catch (DateTimeException unreadable) {
      throw new BadVectorException("received_at or assume.source_zone cannot be read");
    }
  }

  private static Optional<List<String>> slots(JsonNode assume) {
    if (!assume.path("assigned_user_slots").isArray()) {
      return Optional.empty();
    }
    List<String> slots = new ArrayList<>();
    assume.path("assigned_user_slots").forEach(slot -> slots.add(slot.asText()));
    return Optional.of(slots);
  }

  /** The vector that was sent before this one and holds the same reading. */
  Optional<String> sameReadingAs() {
    return Optional.ofNullable(node.path("same_reading_as").textValue());
  }

  /** The vector that was sent before this one and is changed by it. */
  Optional<String> amends() {
    return Optional.ofNullable(node.path("amends").textValue());
  }

  /** A line that is no test vector. */
  static final class BadVectorException extends Exception {
    private static final long serialVersionUID = 1L;

    BadVectorException(String message) {
      super(message);
    }
  }
}
