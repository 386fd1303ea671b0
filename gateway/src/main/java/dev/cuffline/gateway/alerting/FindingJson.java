package dev.cuffline.gateway.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Finding;
import dev.cuffline.rules.trend.RuleId;
import dev.cuffline.rules.trend.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Findings as the JSON text that the store keeps. */
final class FindingJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FindingJson() {}

  static String findings(List<Finding> findings) {
    ArrayNode array = JSON.createArrayNode();
    for (Finding finding : findings) {
      ObjectNode node = array.addObject();
      node.put("rule", finding.rule().value());
      node.put("severity", finding.severity().name());
      node.put("family", finding.family().name());
      node.put("at", finding.at().toString());
      node.put("historic", finding.historic());
      node.put("sentence", finding.sentence());
      ArrayNode evidence = node.putArray("evidence");
      finding.evidence().forEach(id -> evidence.add(id.value()));
    }
    return array.toString();
  }

  static List<Finding> findings(String json) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode node : read(json)) {
      List<ReadingId> evidence = new ArrayList<>();
      node.path("evidence").forEach(id -> evidence.add(new ReadingId(id.asText())));
      findings.add(
          new Finding(
              new RuleId(node.path("rule").asText()),
              Severity.valueOf(node.path("severity").asText()),
              CauseFamily.valueOf(node.path("family").asText()),
              Instant.parse(node.path("at").asText()),
              evidence,
              node.path("historic").asBoolean(),
              node.path("sentence").asText()));
    }
    return findings;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("a stored list is not JSON", fault);
    }
  }
}
