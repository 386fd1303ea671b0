package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Links;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;

/** Paths of the pages of billing; they carry opaque ids and dates, nothing else (P7). */
final class BillingLinks {
  static final String BATCHES = Links.BILLING + "/batches";
  static final String EXCEPTIONS = Links.BILLING + "/exceptions";
  static final String AUDIT = Links.BILLING + "/audit";

  private BillingLinks() {}

  static String board(YearMonth month) {
    return Links.BILLING + "?month=" + month;
  }

  static String month(YearMonth month) {
    return Links.BILLING + "/months/" + month;
  }

  static String batch(long number) {
    return BATCHES + "/" + number;
  }

  static String claim(String id) {
    return Links.BILLING + "/claims/" + encoded(id);
  }

  static String packet(String patient, YearMonth month) {
    return Links.BILLING + "/packets/" + encoded(patient) + "/" + month;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** {@code 2026-01}; empty when it is none. */
  static Optional<YearMonth> parse(String month) {
    try {
      return Optional.of(YearMonth.parse(month));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
