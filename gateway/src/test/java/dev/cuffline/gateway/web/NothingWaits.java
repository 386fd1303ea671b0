package dev.cuffline.gateway.web;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.rules.reading.PracticeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A desk without a journal: knows one payload, and answers with the items it was given. */
final class NothingWaits implements QuarantineDesk {
  @Override
  public Optional<Payload> payload(PracticeId practice, String transmission, String actor) {
    return transmission.equals("01A")
        ? Optional.of(
            new Payload("01A", "cuffline.v1", "cuff-1", 2, Optional.of("{}"), Optional.empty()))
        : Optional.empty();
  }

  @Override
  public Optional<DecodedItem> decoded(PracticeId practice, Place item) {
    return Optional.empty();
  }

  @Override
  public Map<String, Integer> replay(PracticeId practice, List<Place> items, String actor) {
    return items.isEmpty() ? Map.of() : Map.of("accept", items.size());
  }
}
