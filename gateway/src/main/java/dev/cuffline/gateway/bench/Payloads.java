package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.simulate.CuffIdentity;
import dev.cuffline.gateway.simulate.Measured;
import java.time.Instant;
import java.util.List;

/** The messages of a load test; the same place and round give the same values. Thread-safe. */
final class Payloads {
  private final List<CuffIdentity> cuffs;
  private final Mix mix;
  private final ReadingTimes times;
  private final long seed;

  Payloads(List<CuffIdentity> cuffs, Mix mix, ReadingTimes times, long seed) {
    this.cuffs = cuffs;
    this.mix = mix;
    this.times = times;
    this.seed = seed;
  }

  /** A device's reading of a round: its own base, up and down. */
  byte[] reading(int device, long round) {
    long bits = mix(seed + device * 0x9E3779B97F4A7C15L + round * 0xD1342543DE82EF95L);
    int base = 112 + device % 37;
    int systolic = base + (int) (bits & 0xF);
    int diastolic = 66 + device % 17 + (int) (bits >>> 8 & 0x7);
    int pulse = 60 + (int) (bits >>> 16 & 0x1F);
    return payload(device, new Measured(times.at(device, round), systolic, diastolic, pulse));
  }

  /** A crisis, measured just now. */
  byte[] crisis(int device, Instant now) {
    return payload(device, new Measured(now, 204, 131, 96));
  }

  private byte[] payload(int device, Measured measured) {
    return mix.ofDevice(device)
        .encode(cuffs.get(device), List.of(measured), measured.at().plusSeconds(5))
        .getFirst();
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    return z ^ (z >>> 27);
  }
}
