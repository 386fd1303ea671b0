package dev.cuffline.gateway.intake.vectors;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.intake.ClockLimits;
import dev.cuffline.gateway.intake.ItemJudge;
import dev.cuffline.gateway.intake.JudgingContext;
import dev.cuffline.gateway.intake.ReadingKey;
import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and judges a payload as intake would, with a registry that is assumed: the device is known
 * and, unless slots are named, all of it is assigned to one patient, for ever.
 */
final class Judgement {
  private static final DeviceKey SENDER = DeviceKey.source("sender");

  private static final Set<Byte> MARKS_AND_BLANKS =
      Set.of(
          (byte) 0xEF,
          (byte) 0xBB,
          (byte) 0xBF,
          (byte) 0xFE,
          (byte) 0xFF,
          (byte) 0,
          (byte) ' ',
          (byte) '\t',
          (byte) '\r',
          (byte) '\n');

  private final Formats formats;
  private final ItemJudge judge = new ItemJudge(ClockLimits.DEFAULT);

  Judgement(Formats formats) {
    this.formats = formats;
  }

  /**
   * What is taken for granted.
   *
   * @param receivedAt also the "now" of judging
   * @param zone in which wall time is read
   * @param slots the assigned user slots; empty when all of the device is assigned
   */
  record Assumed(Instant receivedAt, Optional<ZoneId> zone, Optional<List<String>> slots) {
    private JudgingContext context() {
      List<Assignment> assignments =
          slots
              .map(named -> named.stream().map(slot -> assignment(Optional.of(slot))).toList())
              .orElseGet(() -> List.of(assignment(Optional.empty())));
      DeviceRecord device =
          new DeviceRecord(
              new DeviceId("assumed-device"),
              new PracticeId("assumed-practice"),
              RegulatoryStatus.FDA,
              "",
              "",
              assignments,
              false);
      return new JudgingContext(receivedAt, receivedAt, Optional.of(device), zone);
    }

    private Assignment assignment(Optional<String> slot) {
      return new Assignment(
          slot,
          new PatientId("assumed-patient"),
          zone.orElse(ZoneOffset.UTC),
          Instant.MIN,
          Optional.empty());
    }
  }

  PlausibilityLimits limits() {
    return formats.limits();
  }

  /** A format by its name; {@code any-json} goes by the shape of the payload. */
  Optional<PayloadFormat> format(String name) {
    return name.equals(formats.anyJson().name())
        ? Optional.of(formats.anyJson())
        : formats.find(name);
  }

  /** A format by the shape of the payload. */
  PayloadFormat recognised(byte[] payload) {
    return looksLikeJson(payload)
        ? formats.recognised(payload).orElseGet(formats::anyJson)
        : formats.named("ble-2a35");
  }

  /** Text of whatever encoding starts, behind a byte order mark and blanks, with a bracket. */
  private static boolean looksLikeJson(byte[] payload) {
    for (byte next : payload) {
      if (next == '{' || next == '[') {
        return true;
      }
      if (!MARKS_AND_BLANKS.contains(next)) {
        return false;
      }
    }
    return false;
  }

  List<String> formatNames() {
    return formats.names();
  }

  List<ItemRendering.Outcome> judge(
      PayloadFormat format, byte[] payload, Quirks quirks, Assumed assumed) {
    List<ItemRendering.Outcome> outcomes = new ArrayList<>();
    for (DecodedItem item : format.decode(payload, quirks)) {
      outcomes.add(
          new ItemRendering.Outcome(
              item, judge.judge(item, assumed.context()), format.accountDevice()));
    }
    return outcomes;
  }

  /** What identifies an item; empty when it holds no measurement. */
  Optional<ReadingKey> key(DecodedItem item) {
    return item instanceof Measurement measurement
        ? Optional.of(
            ReadingKey.of(measurement.device().orElse(SENDER), measurement, judge.clockLimits()))
        : Optional.empty();
  }
}
