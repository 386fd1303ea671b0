package dev.cuffline.gateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a {@link FhirSink} has counted.
 *
 * @param observations Observations that it holds
 * @param others resources of other types that it holds
 * @param writes creates and updates that it answered well
 * @param rewrites of them, updates of what it held already: repeated deliveries, not doubles
 * @param doubles identifiers that two or more Observations of one code share: what must never be
 * @param refused requests answered 503 as asked
 */
public record SinkStats(
    long observations, long others, long writes, long rewrites, long doubles, long refused) {
  ObjectNode json(ObjectMapper mapper) {
    return mapper
        .createObjectNode()
        .put("observations", observations)
        .put("others", others)
        .put("writes", writes)
        .put("rewrites", rewrites)
        .put("doubles", doubles)
        .put("refused", refused);
  }
}
