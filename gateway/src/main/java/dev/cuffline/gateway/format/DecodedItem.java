package dev.cuffline.gateway.format;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.Absent;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One record inside a transmission, as its format reads it. */
public sealed interface DecodedItem {
  /** Why it is as it is; stable codes, see {@link Reason}. */
  List<Reason> reasons();

  /** What the device calls itself in the payload; empty when only its login says who it is. */
  Optional<DeviceKey> device();

  /** What it says of the device itself. */
  default DeviceState state() {
    return DeviceState.NONE;
  }

  /**
   * A blood pressure, perhaps with a pulse; a pulse alone; or a flag alone, where the vendor sends
   * it in a message of its own.
   *
   * @param slot the cuff's user slot as text; empty when the device has none or did not say. A cuff
   *     that says "unknown user" (Bluetooth user id 255) gives "255"
   * @param bloodPressure in mmHg, with the wire's scale; empty when it is not a pair of numbers
   * @param lone the one pressure that is a number when the other is not, so that a critical value
   *     is not hidden by an error code beside it (P6): never stored as a reading
   * @param pulse beats per minute; empty when absent, 0 or implausible
   * @param flags what the device says about the measurement
   * @param stated of which flags it said yes or no; a flag that is here and not in {@code flags} is
   *     a plain "no", one that is in neither is not known (devices.md 1.5)
   * @param entry automatic or typed
   * @param messageId the sender's id of the message, where there is one; identifies a reading that
   *     has no usable time
   * @param plausible false when the values lie outside the limits or diastolic ≥ systolic: never
   *     stored, shown to a person (field problem 27)
   * @param vendorReadingId the vendor's own id of the reading, where there is one
   * @param rawValues the values and unit as they stood on the wire, canonical, part of the reading
   *     key
   * @param capture how it was sent
   * @param absent what the device said in place of the mean or the pulse
   */
  record Measurement(
      Optional<DeviceKey> device,
      Optional<String> slot,
      WireTime time,
      Optional<BloodPressure> bloodPressure,
      LonePressure lone,
      Optional<BigDecimal> pulse,
      Set<ReadingFlag> flags,
      Set<ReadingFlag> stated,
      EntryMethod entry,
      boolean plausible,
      Optional<String> vendorReadingId,
      Optional<String> messageId,
      String rawValues,
      DeviceState state,
      List<Reason> reasons,
      Capture capture,
      Absent absent)
      implements DecodedItem {
    /** One of which nothing is said beside its values. */
    public Measurement(
        Optional<DeviceKey> device,
        Optional<String> slot,
        WireTime time,
        Optional<BloodPressure> bloodPressure,
        LonePressure lone,
        Optional<BigDecimal> pulse,
        Set<ReadingFlag> flags,
        Set<ReadingFlag> stated,
        EntryMethod entry,
        boolean plausible,
        Optional<String> vendorReadingId,
        Optional<String> messageId,
        String rawValues,
        DeviceState state,
        List<Reason> reasons) {
      this(
          device,
          slot,
          time,
          bloodPressure,
          lone,
          pulse,
          flags,
          stated,
          entry,
          plausible,
          vendorReadingId,
          messageId,
          rawValues,
          state,
          reasons,
          Capture.NONE);
    }

    /** One whose device said nothing of what is absent. */
    public Measurement(
        Optional<DeviceKey> device,
        Optional<String> slot,
        WireTime time,
        Optional<BloodPressure> bloodPressure,
        LonePressure lone,
        Optional<BigDecimal> pulse,
        Set<ReadingFlag> flags,
        Set<ReadingFlag> stated,
        EntryMethod entry,
        boolean plausible,
        Optional<String> vendorReadingId,
        Optional<String> messageId,
        String rawValues,
        DeviceState state,
        List<Reason> reasons,
        Capture capture) {
      this(
          device,
          slot,
          time,
          bloodPressure,
          lone,
          pulse,
          flags,
          stated,
          entry,
          plausible,
          vendorReadingId,
          messageId,
          rawValues,
          state,
          reasons,
          capture,
          Absent.NOTHING);
    }

    /** Copies the collections. */
    public Measurement {
      flags = Set.copyOf(flags);
      stated = Set.copyOf(stated);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Systolic or diastolic alone, when the other one was a special value (NaN, NRes …).
   *
   * @param systolic mmHg
   * @param diastolic mmHg
   */
  record LonePressure(Optional<BigDecimal> systolic, Optional<BigDecimal> diastolic) {
    /** Neither: both are numbers, or none is. */
    public static final LonePressure NONE = new LonePressure(Optional.empty(), Optional.empty());
  }

  /** Battery, signal or an error code: nothing clinical (D15). */
  record Telemetry(Optional<DeviceKey> device, DeviceState state, List<Reason> reasons)
      implements DecodedItem {}

  /** Known, and of no clinical use: a test message, another kind of device. */
  record Irrelevant(Optional<DeviceKey> device, DeviceState state, List<Reason> reasons)
      implements DecodedItem {
    /** One that says nothing of the device either. */
    public Irrelevant(Optional<DeviceKey> device, List<Reason> reasons) {
      this(device, DeviceState.NONE, reasons);
    }
  }

  /** A known sender of an unknown kind of message: parked for a person (field problem 7). */
  record Parked(Optional<DeviceKey> device, List<Reason> reasons) implements DecodedItem {}

  /**
   * Malformed: kept, never acted upon.
   *
   * @param detail for a person: what was wrong, where, what was expected; no values from the
   *     payload
   */
  record Malformed(Optional<DeviceKey> device, List<Reason> reasons, String detail)
      implements DecodedItem {}
}
