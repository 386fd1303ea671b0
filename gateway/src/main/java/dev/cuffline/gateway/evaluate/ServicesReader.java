package dev.cuffline.gateway.evaluate;

import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.OtherService;
import dev.cuffline.rules.billing.ReleasedClaim;
import dev.cuffline.rules.reading.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Other services and released claims of a scenario. */
final class ServicesReader {
  private static final List<String> SERVICE = List.of("code", "from", "to");
  private static final List<String> CLAIM = List.of("code", "units", "dos", "period", "releasedAt");
  private static final List<String> FROM_TO = List.of("from", "to");
  private static final int BLOCK_DAYS = 30;
  private static final int RELEASED_AFTER_DAYS = 4;

  private ServicesReader() {}

  /** A code as text, or as the number that it looks like. */
  static BillingCode code(ScenarioNode node) {
    String text = node.json().isIntegralNumber() ? node.json().asText() : node.text();
    try {
      return new BillingCode(text);
    } catch (IllegalArgumentException wrong) {
      throw node.expected("a billing code of five digits or capitals");
    }
  }

  /** Without an end a service lies on one date. */
  static List<OtherService> services(ScenarioNode scenario) {
    List<OtherService> services = new ArrayList<>();
    for (ScenarioNode node : scenario.list("otherServices")) {
      node.object(SERVICE);
      ScenarioNode from = node.need("from", "a date");
      services.add(
          new OtherService(
              code(node.need("code", "a billing code")), Spans.range(node, from, from.date())));
    }
    return services;
  }

  /**
   * Without a period, the 30 dates up to the date of service of a device code and the month of any
   * other; released four days after it where nothing is said.
   */
  static List<ReleasedClaim> claims(
      ScenarioNode scenario, List<BillingCode> deviceCodes, ZoneId practiceZone) {
    List<ReleasedClaim> claims = new ArrayList<>();
    for (ScenarioNode node : scenario.list("claims")) {
      node.object(CLAIM);
      BillingCode code = code(node.need("code", "a billing code"));
      Optional<DateRange> given = node.get("period").map(p -> Spans.range(p.object(FROM_TO)));
      LocalDate dos =
          node.get("dos")
              .map(ScenarioNode::date)
              .or(() -> given.map(DateRange::to))
              .orElseThrow(() -> new ScenarioException(node.path() + ".dos", "expected a date"));
      Instant released = dos.plusDays(RELEASED_AFTER_DAYS).atStartOfDay(practiceZone).toInstant();
      claims.add(
          new ReleasedClaim(
              code,
              node.or("units", 1, ScenarioNode::count),
              dos,
              given.orElseGet(() -> period(dos, deviceCodes.contains(code))),
              node.or("releasedAt", released, ScenarioNode::instant)));
    }
    return claims;
  }

  private static DateRange period(LocalDate dos, boolean device) {
    return device
        ? new DateRange(dos.minusDays(BLOCK_DAYS - 1L), dos)
        : new DateRange(dos.withDayOfMonth(1), dos.withDayOfMonth(dos.lengthOfMonth()));
  }
}
