package dev.cuffline.gateway.intake.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.PressureFrame;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.intake.Disposition;
import dev.cuffline.gateway.intake.Judged;
import dev.cuffline.gateway.intake.ReadingKey;
import dev.cuffline.gateway.intake.vectors.VectorLine.BadVectorException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers lines of device test vectors: {@code {"id": …, "actual": {…}}} with the fields of their
 * {@code expected}, or {@code {"error": …}} for bytes that give nothing.
 *
 * <p>Nothing is on file but what a line's {@code assume} says; a missing assignment quarantines
 * nothing; "now" is the line's {@code received_at}.
 */
public final class DecodeVectors {
  private static final Set<String> FRAMES = Set.of("ble-2a35", "ble-2a36");

  private final Judgement judgement;
  private final FrameRendering frames;
  private final CharacteristicRendering characteristics;

  /** With the formats that payloads are read by. */
  public DecodeVectors(Formats formats) {
    this.judgement = new Judgement(formats);
    this.frames = new FrameRendering(formats.limits());
    this.characteristics = new CharacteristicRendering(formats.limits());
  }

  /**
   * Answers every line that is not blank, in order.
   *
   * @return how many lines were no test vectors; they are answered with {@code BAD_VECTOR}
   */
  public int answer(List<String> lines, PrintWriter out) {
    Map<String, VectorLine> byId = new HashMap<>();
    List<Optional<VectorLine>> vectors = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        Optional<VectorLine> vector = parse(line);
        vector.ifPresent(known -> byId.putIfAbsent(known.id(), known));
        vectors.add(vector);
      }
    }
    int bad = 0;
    for (Optional<VectorLine> vector : vectors) {
      ObjectNode answer = Json.object();
      answer.put("id", vector.map(VectorLine::id).orElse(null));
      ObjectNode actual =
          vector.map(known -> actual(known, byId)).orElseGet(() -> error("BAD_VECTOR"));
      bad += actual.path("error").asText().equals("BAD_VECTOR") ? 1 : 0;
      answer.set("actual", actual);
      out.println(Json.line(answer));
    }
    out.flush();
    return bad;
  }

  private static Optional<VectorLine> parse(String line) {
    try {
      return Optional.of(VectorLine.parse(line));
    } catch (BadVectorException bad) {
      return Optional.empty();
    }
  }

  private ObjectNode actual(VectorLine vector, Map<String, VectorLine> byId) {
    try {
      if (FRAMES.contains(vector.format())) {
        return frame(vector);
      }
      Optional<ObjectNode> characteristic =
          characteristics.actual(vector.format(), vector.payload());
      return characteristic.isPresent() ? characteristic.get() : payload(vector, byId);
    } catch (BadVectorException bad) {
      return error("BAD_VECTOR").put("detail", bad.getMessage());
    }
  }

  static ObjectNode error(String code) {
    return Json.object().put("error", code);
  }

  private ObjectNode frame(VectorLine vector) throws BadVectorException {
    return switch (PressureFrame.read(vector.payload(), vector.quirks(), judgement.limits())) {
      case PressureFrame.Result.Unreadable unreadable -> error(unreadable.error());
      case PressureFrame.Result.Read(PressureFrame frame) ->
          vector.format().equals("ble-2a36")
              ? frames.cuffPressure(frame)
              : frames.measurement(frame);
    };
  }

  private ObjectNode payload(VectorLine vector, Map<String, VectorLine> byId)
      throws BadVectorException {
    Optional<PayloadFormat> format = judgement.format(vector.format());
    if (format.isEmpty()) {
      return error("UNSUPPORTED_FORMAT");
    }
    List<ItemRendering.Outcome> outcomes = judged(vector, format.get());
    Optional<String> first = vector.sameReadingAs();
    if (first.isPresent() && isRepeated(outcomes, Optional.ofNullable(byId.get(first.get())))) {
      outcomes =
          outcomes.stream()
              .map(outcome -> again(outcome, Disposition.DUPLICATE, "duplicate-of", first.get()))
              .toList();
    }
    Optional<String> amended = vector.amends();
    if (amended.isPresent() && isRepeated(outcomes, Optional.ofNullable(byId.get(amended.get())))) {
      outcomes =
          outcomes.stream()
              .map(outcome -> again(outcome, Disposition.AMEND, "amends", amended.get()))
              .toList();
    }
    return ItemRendering.actual(outcomes, vector.assumed().zone());
  }

  private List<ItemRendering.Outcome> judged(VectorLine vector, PayloadFormat format)
      throws BadVectorException {
    return judgement.judge(format, vector.payload(), vector.quirks(), vector.assumed());
  }

  /** By the reading keys, as the store would find it; a vector that is not here is believed. */
  private boolean isRepeated(List<ItemRendering.Outcome> outcomes, Optional<VectorLine> earlier)
      throws BadVectorException {
    if (earlier.isEmpty()) {
      return true;
    }
    Optional<PayloadFormat> format = judgement.format(earlier.get().format());
    if (format.isEmpty()) {
      return false;
    }
    return keys(judged(earlier.get(), format.get())).containsAll(keys(outcomes));
  }

  private List<ReadingKey> keys(List<ItemRendering.Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> judgement.key(outcome.item()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static ItemRendering.Outcome again(
      ItemRendering.Outcome outcome, Disposition disposition, String reason, String first) {
    Judged judged = outcome.judged();
    if (judged.measurement().isEmpty()) {
      return outcome;
    }
    return new ItemRendering.Outcome(
        outcome.item(),
        new Judged(
            disposition,
            List.of(new Reason(reason, first)),
            judged.measurement(),
            judged.measuredAt(),
            judged.owner()),
        outcome.account());
  }
}
