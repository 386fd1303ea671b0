package dev.cuffline.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A histogram of nanoseconds in milliseconds. */
final class Latencies {
  private static final double NANOS_A_MILLI = 1e6;
  private static final double[] SHOWN = {0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100};

  private Latencies() {}

  static double millis(Histogram nanos, double percentage) {
    return nanos.getValueAtPercentile(percentage) / NANOS_A_MILLI;
  }

  static List<BenchReport.Percentile> percentiles(Histogram nanos) {
    List<BenchReport.Percentile> all = new ArrayList<>();
    if (nanos.getTotalCount() > 0) {
      for (double percentage : SHOWN) {
        all.add(new BenchReport.Percentile(percentage, millis(nanos, percentage)));
      }
    }
    return all;
  }
}
