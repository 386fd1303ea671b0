package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Many patients with a cuff each, who measure in time-lapse: one round of all cuffs, in another
 * random order each time, takes half a day.
 *
 * <p>The people are those of a hypertension programme: a patient's own mean is drawn from 128 ± 12
 * over 78 ± 8 mmHg and 72 ± 8 beats, a reading varies around it by 8 over 5 and 6; two in a hundred
 * readings carry the irregular-pulse flag, one in two hundred a critical pressure, two in a hundred
 * come twice. A third of these patients has an alert open at any time, and more are on the review
 * list.
 */
final class Fleet {
  static final PracticeId PRACTICE = new PracticeId("harbor");

  private static final Instant START = Instant.parse("2026-01-20T14:00:00Z");
  private static final Duration ROUND = Duration.ofHours(12);
  private static final long SEED = 99_454L;

  private final int cuffs;
  private final long gapMicros;

  /**
   * Describes a fleet.
   *
   * @param gap between two readings of the whole fleet
   */
  private Fleet(int cuffs, Duration gap) {
    this.cuffs = cuffs;
    this.gapMicros = gap.toNanos() / 1_000;
  }

  /** Each cuff measures twice a day. */
  static Fleet twiceADay(int cuffs) {
    return new Fleet(cuffs, ROUND.dividedBy(cuffs));
  }

  /** The few cuffs of a demonstration, a reading each second. */
  static Fleet hot(int cuffs) {
    return new Fleet(cuffs, Duration.ofSeconds(1));
  }

  /** Enrols everybody straight into the tables: what commands of people would have written. */
  int enrol(Session session) throws SQLException {
    session.update(
        "INSERT INTO practice VALUES ('harbor', 'Harbor', 'America/New_York',"
            + " 'medicare-2026', 'bench', 0)");
    session.update(
        "INSERT INTO practitioner VALUES ('harbor', 'dr-a', '1234567893', 'Reed',"
            + " 'Ann', 'bench', 0)");
    for (int i = 0; i < cuffs; i++) {
      String patient = "patient-%06d".formatted(i);
      String cuff = "cuff-%06d".formatted(i);
      session.update(
          "INSERT INTO patient VALUES ('harbor', ?, 'F', 'G', '1950-03-31', 'America/New_York',"
              + " NULL, '[]', '[]', 'bench', 0)",
          patient);
      session.update(
          "INSERT INTO enrolment VALUES ('harbor', ?, ?, 'dr-a', 'medicare-2026', '[\"I10\"]',"
              + " '2025-12-01', NULL, 1, '2025-12-01', 'VERBAL', 1, NULL, 1, NULL, NULL, 0,"
              + " '2025-12-01', NULL, 'bench', 0)",
          "enrolment-" + i,
          patient);
      session.update(
          "INSERT INTO device VALUES ('harbor', ?, 'mio-telemetry', 'FDA', 'Transtek',"
              + " 'TMB-2092-G', 'bench', 0)",
          cuff);
      session.update("INSERT INTO device_key VALUES ('harbor', ?, ?)", "source:" + cuff, cuff);
      session.update("INSERT INTO device_key VALUES ('harbor', ?, ?)", "imei:" + imei(i), cuff);
      session.update(
          "INSERT INTO assignment VALUES ('harbor', ?, ?, NULL, ?, ?, NULL, 'bench', 0)",
          "a-" + i,
          cuff,
          patient,
          Instant.parse("2025-12-01T05:00:00Z"));
    }
    return cuffs;
  }

  /** When transmission {@code n} is received. */
  Instant receivedAt(long n) {
    return START.plusNanos(n * gapMicros * 1_000);
  }

  /** Transmission {@code n}, from 0; the same whenever asked. */
  Transmission transmission(long n) {
    SplittableRandom chance = new SplittableRandom(SEED + n);
    long original = n > cuffs && chance.nextInt(50) == 0 ? n - 1 - chance.nextInt(cuffs) : n;
    int cuff = cuff(original);
    return new Transmission(
        "01K%023d".formatted(n),
        receivedAt(n),
        PRACTICE,
        Transport.MQTT_LISTENER,
        "cuff-%06d".formatted(cuff),
        "mio-telemetry",
        "devices/cuff-%06d/mio-telemetry".formatted(cuff),
        "",
        false,
        payload(original, cuff).getBytes(StandardCharsets.UTF_8));
  }

  /** A random order of all cuffs, another one in each round. */
  private int cuff(long n) {
    long round = n / cuffs;
    SplittableRandom order = new SplittableRandom(SEED - round);
    long factor = order.nextLong(1, Integer.MAX_VALUE) | 1;
    while (gcd(factor, cuffs) != 1) {
      factor += 2;
    }
    return Math.toIntExact(((n % cuffs) * factor + order.nextInt(cuffs)) % cuffs);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private String payload(long n, int cuff) {
    SplittableRandom person = new SplittableRandom(SEED * 31 + cuff);
    SplittableRandom reading = new SplittableRandom(SEED * 37 + n);
    boolean crisis = reading.nextInt(200) == 0;
    long systolic = crisis ? 188 : around(person, 128, 12) + around(reading, 0, 8);
    long diastolic = around(person, 78, 8) + around(reading, 0, 5);
    long pulse = around(person, 72, 8) + around(reading, 0, 6);
    return """
    {"deviceId": "cuff-%06d", "createdAt": %d, "isTest": false, "data": {"data_type": \
    "bpm_gen2_measure", "imei": "%s", "sn": "4209%08d", "iccid": "8901260000000000000", \
    "user": 1, "sys": %d, "dia": %d, "pul": %d, "ihb": %b, "hand": false, "tri": false, \
    "bat": 87, "sig": -71, "ts": %d, "upload_time": %d, "tz": "UTC-5"}}\
    """
        .formatted(
            cuff,
            receivedAt(n).getEpochSecond(),
            imei(cuff),
            cuff,
            systolic,
            Math.min(diastolic, systolic - 10),
            pulse,
            reading.nextInt(50) == 0,
            receivedAt(n).getEpochSecond() - 20,
            receivedAt(n).getEpochSecond());
  }

  private static long around(SplittableRandom random, long mean, long deviation) {
    return Math.round(mean + deviation * random.nextGaussian());
  }

  private static String imei(int cuff) {
    return String.format(Locale.ROOT, "99000%010d", cuff);
  }
}
