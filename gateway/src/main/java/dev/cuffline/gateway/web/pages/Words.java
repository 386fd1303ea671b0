package dev.cuffline.gateway.web.pages;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Severity;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Plain words and numbers with their units. */
public final class Words {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.US);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.US);
  private static final DateTimeFormatter BIRTH =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.US);

  private Words() {}

  /**
   * How urgent, never by colour alone.
   *
   * @param shape a mark of its own for each severity
   * @param word the severity
   * @param style name of its colour
   */
  public record Mark(String shape, String word, String style) {}

  public static Mark of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> new Mark("▲", "Critical", "critical");
      case HIGH -> new Mark("◆", "High", "high");
      case MEDIUM -> new Mark("●", "Medium", "medium");
      case LOW -> new Mark("○", "Low", "low");
    };
  }

  public static String of(CauseFamily family) {
    return switch (family) {
      case BP_HIGH -> "high pressure";
      case BP_LOW -> "low pressure";
      case RATE -> "pulse rate";
      case RHYTHM -> "irregular pulse";
      case ADHERENCE -> "too few readings";
      case TECHNICAL -> "device";
    };
  }

  public static String of(ReadingFlag flag) {
    return switch (flag) {
      case BODY_MOVEMENT -> "body moved";
      case CUFF_TOO_LOOSE -> "cuff too loose";
      case IRREGULAR_PULSE -> "irregular pulse";
      case PULSE_ABOVE_RANGE -> "pulse above the cuff's range";
      case PULSE_BELOW_RANGE -> "pulse below the cuff's range";
      case IMPROPER_POSITION -> "wrong position";
      case AVERAGED -> "mean of several inflations";
    };
  }

  /** What is to be said of a reading's time; nothing when it is the cuff's own. */
  public static Optional<String> of(TimeQuality quality) {
    return switch (quality) {
      case DEVICE, VENDOR -> Optional.empty();
      case REPAIRED -> Optional.of("clock corrected");
      case RECEIPT_TIME -> Optional.of("no clock: time of receipt");
      case ESTIMATED -> Optional.of("time guessed by the vendor");
      case SUSPECT -> Optional.of("clock not to be believed");
    };
  }

  /** {@code 3 Feb}. */
  public static String date(LocalDate date) {
    return DATE.format(date);
  }

  /** {@code 5 Jan – 3 Feb}. */
  public static String span(LocalDate from, LocalDate to) {
    return date(from) + " – " + date(to);
  }

  /** {@code 31 Mar 1950}. */
  public static String birth(LocalDate date) {
    return BIRTH.format(date);
  }

  /** {@code January 2026}. */
  public static String month(YearMonth month) {
    return MONTH.format(month);
  }

  /** {@code 1 day}, {@code 2 days}. */
  public static String days(long days) {
    return days + (days == 1 ? " day" : " days");
  }

  /** {@code 17 min 50 s}, {@code 20 min}, {@code 40 s}; {@code 0 min} for nothing. */
  public static String minutes(long seconds) {
    long minutes = seconds / 60;
    long rest = seconds % 60;
    if (rest == 0) {
      return minutes + " min";
    }
    return minutes == 0 ? rest + " s" : minutes + " min " + rest + " s";
  }
}
