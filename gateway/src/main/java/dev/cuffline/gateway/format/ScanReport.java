package dev.cuffline.gateway.format;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An IEEE 11073-20601 APDU with a scan report for several persons in fixed format, as Continua
 * cuffs of the older kind send it (devices.md 1.9): big-endian, absolute times as digits. Which
 * observation is what follows the standard configuration of a blood pressure monitor (IEEE
 * 11073-10407, 02BC): handle 1 the pressures, handle 2 the pulse; another handle is what an
 * extended configuration adds, and is read as bits.
 *
 * @param person as the device numbers them
 */
public record ScanReport(int person, List<Observation> observations) {
  private static final int PRESENTATION = 0xE700;
  private static final int EVENT = 0x0D1F;
  private static final int EVENT_AT = 18;
  private static final int PERSONS_AT = 24;
  private static final int PRESSURES = 1;
  private static final int PULSE = 2;
  private static final int TIME_BYTES = 8;

  /** Copies the list. */
  public ScanReport {
    observations = List.copyOf(observations);
  }

  /** One value, or three, and its wall time. */
  public sealed interface Observation {
    /** As the device numbers its objects. */
    int handle();

    /** {@code 2010-07-21T15:35:53.00}: wall time; digits that are none stay as they were sent. */
    String time();

    /** The pressures, in mmHg. */
    record Pressures(int handle, Sfloat systolic, Sfloat diastolic, Sfloat mean, String time)
        implements Observation {}

    /** The pulse, in beats per minute. */
    record Pulse(int handle, Sfloat value, String time) implements Observation {}

    /** Bits. */
    record Bits(int handle, int raw, String time) implements Observation {}
  }

  /**
   * Reads one; any bytes give a report or a word for what is wrong.
   *
   * @return the first report of the APDU
   */
  public static Result read(byte[] bytes) {
    if (bytes.length == 0) {
      return new Result.Unreadable("EMPTY");
    }
    Reader reader = new Reader(bytes);
    if (reader.at(0) != PRESENTATION || reader.at(EVENT_AT) != EVENT) {
      return new Result.Unreadable(bytes.length <= EVENT_AT + 1 ? "TRUNCATED" : "UNSUPPORTED");
    }
    return reader
        .report()
        .<Result>map(Result.Read::new)
        .orElseGet(() -> new Result.Unreadable("TRUNCATED"));
  }

  /** What there was. */
  public sealed interface Result {
    /** A report. */
    record Read(ScanReport report) implements Result {}

    /**
     * None.
     *
     * @param error {@code EMPTY}, {@code TRUNCATED}, or {@code UNSUPPORTED} for another APDU
     */
    record Unreadable(String error) implements Result {}
  }

  /** Reads within the bytes that there are. */
  private static final class Reader {
    private final byte[] bytes;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Two bytes, -1 where there are none. */
    int at(int place) {
      return place + 2 > bytes.length ? -1 : (bytes[place] & 0xFF) << 8 | (bytes[place + 1] & 0xFF);
    }

    Optional<ScanReport> report() {
      // Request id, report number, then persons: how many, how many bytes, and for each the person,
      // how many observations, how many bytes.
      int observations = at(PERSONS_AT + 6 + 2);
      int next = PERSONS_AT + 6 + 6;
      List<Observation> found = new ArrayList<>();
      for (int i = 0; i < observations; i++) {
        int length = at(next + 2);
        int from = next + 4;
        if (length < 0 || from + length > bytes.length) {
          return Optional.empty();
        }
        Optional<Observation> observation = observation(at(next), from, length);
        if (observation.isEmpty()) {
          return Optional.empty();
        }
        found.add(observation.get());
        next = from + length;
      }
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(new ScanReport(at(PERSONS_AT + 6), found));
    }

    private Optional<Observation> observation(int handle, int from, int length) {
      int values = length - TIME_BYTES;
      String time = time(from + values);
      if (handle == PRESSURES && values >= 10) {
        return Optional.of(
            new Observation.Pressures(
                handle, sfloat(from + 4), sfloat(from + 6), sfloat(from + 8), time));
      }
      if (values < 2) {
        return Optional.empty();
      }
      return Optional.of(
          handle == PULSE
              ? new Observation.Pulse(handle, sfloat(from), time)
              : new Observation.Bits(handle, at(from), time));
    }

    private Sfloat sfloat(int place) {
      return Sfloat.of(at(place));
    }

    private String time(int place) {
      String digits = HexFormat.of().formatHex(bytes, place, place + TIME_BYTES);
      return "%s-%s-%sT%s:%s:%s.%s"
          .formatted(
              digits.substring(0, 4),
              digits.substring(4, 6),
              digits.substring(6, 8),
              digits.substring(8, 10),
              digits.substring(10, 12),
              digits.substring(12, 14),
              digits.substring(14, 16));
    }
  }
}
