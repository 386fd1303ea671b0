package dev.cuffline.fhir;

import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a reader of the Observation should know besides its values. */
final class Notes {
  private Notes() {}

  static List<String> of(Reading reading) {
    List<String> notes = new ArrayList<>();
    Stream.of(ReadingFlag.values())
        .filter(reading.flags()::contains)
        .map(Notes::of)
        .forEach(notes::add);
    of(reading.measuredAt().quality()).ifPresent(notes::add);
    if (reading.entry() == EntryMethod.MANUAL) {
      notes.add("Entered by hand.");
    }
    return notes;
  }

  private static String of(ReadingFlag flag) {
    return switch (flag) {
      case BODY_MOVEMENT -> "The device detected body movement during the measurement.";
      case CUFF_TOO_LOOSE -> "The device found the cuff too loose.";
      case IRREGULAR_PULSE -> "Irregular pulse detected by the device; not a diagnosis.";
      case PULSE_ABOVE_RANGE -> "The device found the pulse rate above its range.";
      case PULSE_BELOW_RANGE -> "The device found the pulse rate below its range.";
      case IMPROPER_POSITION -> "The device found an improper measurement position.";
      case AVERAGED -> "The device's own mean of several measurements.";
    };
  }

  private static Optional<String> of(TimeQuality quality) {
    return switch (quality) {
      case DEVICE, VENDOR -> Optional.empty();
      case REPAIRED -> Optional.of("Time corrected by the offset of the device's clock.");
      case RECEIPT_TIME -> Optional.of("Time uncertain: the time of receipt stands for it.");
      case ESTIMATED -> Optional.of("Time uncertain: estimated by the device's vendor.");
      case SUSPECT -> Optional.of("Time uncertain: the device's clock cannot be believed.");
    };
  }
}
