package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import java.util.List;

/** One place, or several of which the first that is given counts. */
record Places(List<Place> all) {
  Places {
    all = List.copyOf(all);
  }

  JsonNode in(Scope scope) {
    JsonNode node = all.getFirst().in(scope);
    for (int i = 1; i < all.size() && !JsonFields.isGiven(node); i++) {
      node = all.get(i).in(scope);
    }
    return node;
  }

  boolean areGivenIn(Scope scope) {
    return JsonFields.isGiven(in(scope));
  }

  /** The name in complaints: the first place's. */
  String field() {
    return all.getFirst().field();
  }
}
