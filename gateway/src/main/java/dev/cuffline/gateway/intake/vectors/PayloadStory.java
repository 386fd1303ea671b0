package dev.cuffline.gateway.intake.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DeviceState;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.PressureFrame;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.gateway.intake.Disposition;
import dev.cuffline.gateway.intake.Judged;
import dev.cuffline.gateway.intake.ReadingKey;
import dev.cuffline.rules.reading.BloodPressure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a person how one payload is recognised, read, timed, judged and identified. */
public final class PayloadStory {
  private final Judgement judgement;
  private final FrameRendering frames;

  /** With the formats that payloads are read by. */
  public PayloadStory(Formats formats) {
    this.judgement = new Judgement(formats);
    this.frames = new FrameRendering(formats.limits());
  }

  /** The formats that can be named. */
  public List<String> formatNames() {
    return judgement.formatNames();
  }

  /**
   * A story.
   *
   * @param text for a person, several lines
   * @param json the same for a program
   * @param isFinding whether something was refused or quarantined
   */
  public record Told(String text, String json, boolean isFinding) {}

  /**
   * Tells it.
   *
   * @param formatName empty: told by the shape of the bytes
   * @param receivedAt also the "now" of judging
   * @param zone in which wall time is read
   * @return empty when no format has that name
   */
  public Optional<Told> tell(
      byte[] payload,
      Optional<String> formatName,
      Quirks quirks,
      Instant receivedAt,
      Optional<ZoneId> zone) {
    Optional<PayloadFormat> format =
        formatName.isPresent()
            ? judgement.format(formatName.get())
            : Optional.of(judgement.recognised(payload));
    return format.map(known ->
        tell(
            payload,
            known,
            formatName.isPresent(),
            quirks,
            new Judgement.Assumed(receivedAt, zone, Optional.empty())));
  }

  private Told tell(
      byte[] payload,
      PayloadFormat format,
      boolean named,
      Quirks quirks,
      Judgement.Assumed assumed) {
    List<ItemRendering.Outcome> outcomes = judgement.judge(format, payload, quirks, assumed);
    Optional<ObjectNode> frame = frame(format, payload, quirks);
    StringBuilder text = new StringBuilder();
    step(
        text,
        "recognised",
        format.name() + ", " + payload.length + " bytes, " + (named ? "as named" : "by its shape"));
    frame.ifPresent(fields -> step(text, "on the wire", Json.line(fields)));
    step(text, "items", String.valueOf(outcomes.size()));
    outcomes.forEach(outcome -> tell(text, outcome, assumed));
    step(
        text,
        "assumed",
        "the device is known and assigned; received at "
            + assumed.receivedAt()
            + assumed.zone().map(zone -> "; wall time read in " + zone).orElse("; no zone"));
    boolean finding =
        outcomes.stream()
            .map(outcome -> outcome.judged().disposition())
            .anyMatch(end -> end == Disposition.REJECT || end == Disposition.QUARANTINE);
    return new Told(text.toString(), Json.pretty(json(format, frame, outcomes, assumed)), finding);
  }

  private ObjectNode json(
      PayloadFormat format,
      Optional<ObjectNode> frame,
      List<ItemRendering.Outcome> outcomes,
      Judgement.Assumed assumed) {
    ObjectNode json = Json.object().put("format", format.name()).put("version", format.version());
    frame.ifPresent(fields -> json.set("frame", fields));
    ArrayNode items = json.putArray("items");
    for (ItemRendering.Outcome outcome : outcomes) {
      ObjectNode item = ItemRendering.actual(List.of(outcome), assumed.zone());
      if (outcome.item() instanceof DecodedItem.Malformed malformed) {
        item.put("detail", malformed.detail());
      }
      judgement
          .key(outcome.item())
          .ifPresent(
              key -> item.putObject("identity").put("key", key.value()).put("weak", key.weak()));
      items.add(item);
    }
    return json;
  }

  private Optional<ObjectNode> frame(PayloadFormat format, byte[] payload, Quirks quirks) {
    boolean cuff = format.name().equals("ble-2a36");
    if (!cuff && !format.name().equals("ble-2a35")) {
      return Optional.empty();
    }
    return PressureFrame.read(payload, quirks, judgement.limits())
            instanceof PressureFrame.Result.Read(PressureFrame frame)
        ? Optional.of(cuff ? frames.cuffPressure(frame) : frames.measurement(frame))
        : Optional.empty();
  }

  private void tell(StringBuilder text, ItemRendering.Outcome outcome, Judgement.Assumed assumed) {
    step(text, "read", read(outcome.item()));
    if (outcome.item() instanceof Measurement measurement) {
      step(text, "timed", timed(measurement.time(), outcome.judged(), assumed));
    }
    step(text, "judged", outcome.judged().disposition().code());
    for (Reason reason : outcome.judged().reasons()) {
      step(text, "", Words.explained(reason));
    }
    Optional<ReadingKey> key = judgement.key(outcome.item());
    key.ifPresent(
        known -> step(text, "identified", (known.weak() ? "weakly, by " : "by ") + known.value()));
  }

  private static String read(DecodedItem item) {
    String device = item.device().map(key -> "device " + key.text() + ", ").orElse("");
    return device
        + switch (item) {
          case Measurement measurement -> values(measurement);
          case DecodedItem.Telemetry telemetry -> "news of the device" + gauges(telemetry.state());
          case DecodedItem.Irrelevant irrelevant -> "nothing clinical";
          case DecodedItem.Parked parked -> "something for a person to look at";
          case DecodedItem.Malformed malformed -> "malformed: " + malformed.detail();
        };
  }

  private static String values(Measurement measurement) {
    Optional<BigDecimal> systolic =
        measurement
            .bloodPressure()
            .map(BloodPressure::systolic)
            .or(() -> measurement.lone().systolic());
    Optional<BigDecimal> diastolic =
        measurement
            .bloodPressure()
            .map(BloodPressure::diastolic)
            .or(() -> measurement.lone().diastolic());
    return plain(systolic)
        + "/"
        + plain(diastolic)
        + " mmHg, pulse "
        + plain(measurement.pulse())
        + measurement.slot().map(slot -> ", user slot " + slot).orElse("")
        + (measurement.flags().isEmpty() ? "" : ", " + measurement.flags())
        + measurement.vendorReadingId().map(id -> ", the vendor's id " + id).orElse("")
        + measurement.capture().session().map(session -> ", one of " + session.text()).orElse("")
        + gauges(measurement.state());
  }

  private static String gauges(DeviceState state) {
    StringBuilder text = new StringBuilder();
    for (Gauge gauge : Gauge.values()) {
      state
          .gauge(gauge)
          .ifPresent(value ->
              text.append(", ").append(gauge.code().replace('_', ' ')).append(' ').append(value));
    }
    return text.toString();
  }

  private static String plain(Optional<BigDecimal> value) {
    return value.map(BigDecimal::toPlainString).orElse("-");
  }

  private static String timed(WireTime time, Judged judged, Judgement.Assumed assumed) {
    String wire =
        switch (time) {
          case WireTime.At at -> "an instant, " + at.raw();
          case WireTime.Local local ->
              "wall time "
                  + local.dateTime()
                  + assumed.zone().map(zone -> " in " + zone).orElse(" without a zone");
          case WireTime.Repairable told ->
              "wall time "
                  + told.dateTime()
                  + ", the cuff's clock at "
                  + told.cuffNow()
                  + " when the hub's was at "
                  + told.hubNow();
          case WireTime.Missing missing -> "no usable time";
        };
    return wire
        + judged
            .measuredAt()
            .map(at -> " = " + at.instant() + ", quality " + Words.code(at.quality()))
            .orElse("");
  }

  private static void step(StringBuilder text, String name, String what) {
    text.append(String.format(Locale.ROOT, "%-12s %s%n", name, what));
  }
}
