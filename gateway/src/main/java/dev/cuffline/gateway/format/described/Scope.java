package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One record and what it stands in.
 *
 * @param record the record; may be anything, also missing
 * @param holders the objects around it, the whole body first; empty when the body is the record
 */
record Scope(JsonNode record, List<JsonNode> holders) {
  JsonNode body() {
    return holders.isEmpty() ? record : holders.getFirst();
  }

  /** The object so many levels around the record; missing when there are fewer. */
  JsonNode around(int levels) {
    if (levels == 0) {
      return record;
    }
    return levels > holders.size() ? record.path(-1) : holders.get(holders.size() - levels);
  }
}
