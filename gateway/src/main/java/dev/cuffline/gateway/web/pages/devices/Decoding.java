package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.reading.EntryMethod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item as its format reads it, line by line. */
final class Decoding {
  /** A name and what stands there. */
  record Line(String name, String value) {}

  private final List<Line> lines = new ArrayList<>();

  private Decoding() {}

  static List<Line> of(DecodedItem item) {
    Decoding decoding = new Decoding();
    decoding.add("Kind", kind(item));
    item.device().ifPresent(key -> decoding.add("Calls itself", key.text()));
    if (item instanceof Measurement measurement) {
      decoding.measurement(measurement);
    }
    if (item instanceof DecodedItem.Malformed malformed && !malformed.detail().isEmpty()) {
      decoding.add("What is wrong", malformed.detail());
    }
    item.state().gauges().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            gauge -> decoding.add(words(gauge.getKey()), unit(gauge.getKey(), gauge.getValue())));
    return List.copyOf(decoding.lines);
  }

  /** The cuff's user slot; empty when there is none. */
  static Optional<String> slot(DecodedItem item) {
    return item instanceof Measurement measurement ? measurement.slot() : Optional.empty();
  }

  private void add(String name, String value) {
    lines.add(new Line(name, value));
  }

  private static String kind(DecodedItem item) {
    return switch (item) {
      case Measurement _ -> "a measurement";
      case DecodedItem.Telemetry _ -> "device telemetry";
      case DecodedItem.Irrelevant _ -> "nothing clinical";
      case DecodedItem.Parked _ -> "a kind of message that is not known";
      case DecodedItem.Malformed _ -> "not readable";
    };
  }

  private void measurement(Measurement measurement) {
    measurement
        .bloodPressure()
        .ifPresent(p ->
            add(
                "Pressure",
                plain(p.systolic())
                    + "/"
                    + plain(p.diastolic())
                    + " mmHg"
                    + (measurement.plausible() ? "" : ", outside what an arm has")));
    if (!measurement.lone().equals(LonePressure.NONE)) {
      LonePressure lone = measurement.lone();
      lone.systolic().ifPresent(value -> add("Systolic alone", plain(value) + " mmHg"));
      lone.diastolic().ifPresent(value -> add("Diastolic alone", plain(value) + " mmHg"));
    }
    measurement.pulse().ifPresent(pulse -> add("Pulse", plain(pulse) + " /min"));
    time(measurement.time());
    measurement
        .slot()
        .ifPresent(slot -> add("User slot", slot.equals("255") ? "255, unknown user" : slot));
    if (measurement.entry() == EntryMethod.MANUAL) {
      add("Entry", "typed in by hand");
    }
    if (!measurement.flags().isEmpty()) {
      add(
          "Flags",
          String.join(", ", measurement.flags().stream().sorted().map(Words::of).toList()));
    }
    measurement.capture().hub().ifPresent(hub -> add("Hub", hub.text()));
    measurement
        .capture()
        .fromMemory()
        .ifPresent(memory -> add("Sent", memory ? "from the cuff's memory" : "live"));
    measurement.vendorReadingId().ifPresent(id -> add("Vendor's reading id", id));
    measurement.messageId().ifPresent(id -> add("Message id", id));
  }

  /** The evidence of the clock, as it stood on the wire. */
  private void time(WireTime time) {
    switch (time) {
      case WireTime.At at -> {
        add("Time on the wire", at.raw());
        add(
            "Clock",
            at.offset().map(offset -> "an instant with offset " + offset).orElse("an instant"));
      }
      case WireTime.Local local -> {
        add("Time on the wire", local.dateTime().toString());
        add("Clock", "wall time without a zone: read in the sender's or the patient's zone");
      }
      case WireTime.Repairable told -> {
        add("Time on the wire", told.dateTime().toString());
        add(
            "Clock",
            "the cuff showed "
                + told.cuffNow()
                + " when the hub showed "
                + told.hubNow()
                + (told.hubSynchronised() ? ", which a network had set" : ", set by nobody"));
      }
      case WireTime.Missing missing ->
          add("Time on the wire", missing.raw().isEmpty() ? "— none was sent" : missing.raw());
    }
  }

  private static String words(Gauge gauge) {
    return switch (gauge) {
      case BATTERY_PERCENT, BATTERY_MILLIVOLT -> "Battery";
      case EXTERNAL_POWER -> "On the mains";
      case SIGNAL_RAW, SIGNAL_PERCENT, SIGNAL_LEVEL_1_4, RSSI_DBM -> "Signal";
      case TRANSMIT_ATTEMPTS -> "Attempts to send";
      case CLOCK_OFFSET_SECONDS -> "Clock ahead by";
    };
  }

  private static String unit(Gauge gauge, int value) {
    return switch (gauge) {
      case BATTERY_PERCENT, SIGNAL_PERCENT -> value + " %";
      case BATTERY_MILLIVOLT -> value + " mV";
      case EXTERNAL_POWER -> value == 1 ? "yes" : "no";
      case SIGNAL_RAW -> value + " (vendor's scale)";
      case SIGNAL_LEVEL_1_4 -> value + " of 4";
      case RSSI_DBM -> value + " dBm";
      case TRANSMIT_ATTEMPTS -> Integer.toString(value);
      case CLOCK_OFFSET_SECONDS -> value + " s";
    };
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
