package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Micros;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.TimeQuality;
import dev.cuffline.rules.trend.Screen;
import dev.cuffline.rules.trend.TrendSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the trend rules look at in one patient's readings, in some 40 bytes a reading, oldest first.
 *
 * <p>Not kept, because no rule asks for it: the device, the raw time, the offset, the mean pressure
 * and whether the reading counts.
 */
@SuppressWarnings("EnumOrdinal") // places in words that never leave memory
final class PackedWindow {
  private static final TimeQuality[] QUALITIES = TimeQuality.values();
  private static final ReadingStatus[] STATUSES = ReadingStatus.values();
  private static final EntryMethod[] ENTRIES = EntryMethod.values();
  private static final ReadingFlag[] FLAGS = ReadingFlag.values();
  private static final DeviceId UNTOLD = new DeviceId("-");
  private static final int ID_DIGITS = 40;
  private static final int MAX_HUNDREDTHS = 1_000_000;

  private final PackedBytes bytes = new PackedBytes();
  private int size;
  private long newest = Long.MIN_VALUE;
  private String newestId = "";

  int size() {
    return size;
  }

  /** Bytes of memory, about. */
  int weight() {
    return bytes.capacity();
  }

  /** Whether this can be kept, and comes after all that is. */
  boolean takes(Reading reading) {
    long at = Micros.of(reading.measuredAt().instant());
    String id = reading.id().value();
    return (at > newest || (at == newest && id.compareTo(newestId) > 0))
        && reading.measuredAt().quality() != TimeQuality.SUSPECT
        && id.length() == ID_DIGITS
        && id.chars().allMatch(PackedWindow::isHexDigit)
        && isSmall(reading.bloodPressure().map(BloodPressure::systolic))
        && isSmall(reading.bloodPressure().map(BloodPressure::diastolic))
        && isSmall(reading.pulse());
  }

  private static boolean isHexDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  private static boolean isSmall(Optional<BigDecimal> value) {
    return value.isEmpty()
        || (value.get().signum() >= 0
            && value.get().scale() >= 0
            && value.get().scale() <= 2
            && value.get().movePointRight(2).compareTo(BigDecimal.valueOf(MAX_HUNDREDTHS)) < 0);
  }

  /** Adds one that it {@link #takes}. */
  void add(Reading reading) {
    long at = Micros.of(reading.measuredAt().instant());
    long received = Micros.of(reading.receivedAt());
    bytes.putSpan(size == 0 ? at : at - newest);
    bytes.putSpan(received - at);
    bytes.putSpan(Micros.of(reading.judgedAt()) - received);
    bytes.putNumber(word(reading));
    putValue(reading.bloodPressure().map(BloodPressure::systolic));
    putValue(reading.bloodPressure().map(BloodPressure::diastolic));
    putValue(reading.pulse());
    bytes.putHex(reading.id().value());
    newest = at;
    newestId = reading.id().value();
    size++;
  }

  private static long word(Reading reading) {
    long word = flagSet(reading.flags());
    word = word * QUALITIES.length + reading.measuredAt().quality().ordinal();
    word = word * STATUSES.length + reading.status().ordinal();
    return word * ENTRIES.length + reading.entry().ordinal();
  }

  private static int flagSet(Set<ReadingFlag> flags) {
    int set = 0;
    for (ReadingFlag flag : flags) {
      set |= Screen.bit(flag);
    }
    return set;
  }

  /** 0 for none; else the hundredths, and one more. */
  private void putValue(Optional<BigDecimal> value) {
    bytes.putNumber(value.isEmpty() ? 0 : Screen.hundredths(value.get()) + 1L);
  }

  /** The readings of a span of time as the trend rules see them; {@code to} is exclusive. */
  List<Reading> between(Instant from, Instant to, PatientId patient) {
    long first = Micros.of(from);
    long end = Micros.of(to);
    List<Reading> readings = new ArrayList<>(size);
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      if (cursor.at >= first && cursor.at < end) {
        readings.add(cursor.reading(patient));
      }
    }
    return readings;
  }

  /** Whether a fifth and more of it was measured before an instant. */
  boolean isWorthTrimming(Instant from) {
    long first = Micros.of(from);
    int old = 0;
    Cursor cursor = new Cursor();
    while (cursor.next() && cursor.at < first) {
      old++;
    }
    return old * 5 > size;
  }

  /**
   * Whether a fold of the readings since an instant may show something, by the {@link Screen}.
   *
   * @param today of the fold
   */
  boolean mayShowSomething(
      Screen screen, TrendSettings settings, ZoneId zone, Instant from, LocalDate today) {
    long first = Micros.of(from);
    int excluded = flagSet(settings.excludedFlags());
    Days days = new Days(zone);
    Screen.Look look = screen.look(size);
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      if (cursor.at >= first && cursor.stands()) {
        if (!screen.takes(cursor.quality)) {
          return true;
        }
        boolean trusted =
            (cursor.flags & excluded) == 0 && !settings.excludedTimes().contains(cursor.quality);
        look.add(
            days.of(cursor.at),
            cursor.systolic,
            cursor.diastolic,
            cursor.pulse,
            trusted,
            cursor.flags);
      }
    }
    return look.mayShowSomething(today.toEpochDay());
  }

  /** Local dates of instants that come in order: the zone is asked once a date. */
  private static final class Days {
    private final ZoneId zone;
    private long day;
    private long ends = Long.MIN_VALUE;

    Days(ZoneId zone) {
      this.zone = zone;
    }

    /** Days since 1970-01-01. */
    long of(long micros) {
      if (micros >= ends) {
        LocalDate date = Micros.toInstant(micros).atZone(zone).toLocalDate();
        day = date.toEpochDay();
        ends = Micros.of(date.plusDays(1).atStartOfDay(zone).toInstant());
      }
      return day;
    }
  }

  /** One reading after the other. */
  private final class Cursor {
    private final PackedBytes.Reader reader = bytes.reader();
    private int read;
    private boolean hasId;
    private long at;
    private long received;
    private long judged;
    private int flags;
    private TimeQuality quality = TimeQuality.DEVICE;
    private ReadingStatus status = ReadingStatus.FINAL;
    private EntryMethod entry = EntryMethod.AUTOMATIC;
    private int systolic;
    private int diastolic;
    private int pulse;

    boolean next() {
      if (hasId) {
        reader.skipHex();
        hasId = false;
      }
      if (read == size) {
        return false;
      }
      at += reader.span();
      received = at + reader.span();
      judged = received + reader.span();
      long word = reader.number();
      entry = ENTRIES[(int) (word % ENTRIES.length)];
      word /= ENTRIES.length;
      status = STATUSES[(int) (word % STATUSES.length)];
      word /= STATUSES.length;
      quality = QUALITIES[(int) (word % QUALITIES.length)];
      flags = (int) (word / QUALITIES.length);
      systolic = value();
      diastolic = value();
      pulse = value();
      hasId = true;
      read++;
      return true;
    }

    private int value() {
      int value = (int) reader.number();
      return value == 0 ? Screen.NONE : value - 1;
    }

    boolean stands() {
      return status != ReadingStatus.ENTERED_IN_ERROR;
    }

    Reading reading(PatientId patient) {
      hasId = false;
      return new Reading(
          new ReadingId(reader.hex()),
          patient,
          UNTOLD,
          new MeasuredAt(Micros.toInstant(at), quality, Optional.empty(), ""),
          Micros.toInstant(received),
          Micros.toInstant(judged),
          systolic == Screen.NONE
              ? Optional.empty()
              : Optional.of(
                  new BloodPressure(decimal(systolic), decimal(diastolic), Optional.empty())),
          pulse == Screen.NONE ? Optional.empty() : Optional.of(decimal(pulse)),
          flagsOf(flags),
          entry,
          status,
          true);
    }

    private static BigDecimal decimal(int hundredths) {
      return hundredths % 100 == 0
          ? BigDecimal.valueOf(hundredths / 100)
          : BigDecimal.valueOf(hundredths, 2);
    }

    private static Set<ReadingFlag> flagsOf(int set) {
      if (set == 0) {
        return Set.of();
      }
      Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
      for (ReadingFlag flag : FLAGS) {
        if ((set & Screen.bit(flag)) != 0) {
          flags.add(flag);
        }
      }
      return flags;
    }
  }
}
