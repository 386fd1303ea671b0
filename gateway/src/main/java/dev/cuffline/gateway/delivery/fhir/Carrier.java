package dev.cuffline.gateway.delivery.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.Fault;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Takes writes to a server in the way that it can take several. Thread-safe. */
final class Carrier {
  private final FhirHttp http;
  private final Authorization authorization;
  private final Abilities.Carriage carriage;
  private final FhirJson json;
  private final Outcomes outcomes;

  Carrier(FhirHttp http, Authorization authorization, Abilities.Carriage carriage, FhirJson json) {
    this.http = http;
    this.authorization = authorization;
    this.carriage = carriage;
    this.json = json;
    this.outcomes = new Outcomes(json);
  }

  /**
   * Sends all of them, in their order, and tells the tally of each as soon as it is known.
   *
   * @throws FaultException when the rest is not known
   */
  void carry(List<Write> writes, Tally tally) throws FaultException, InterruptedException {
    switch (carriage) {
      case TRANSACTION, BATCH -> carryTogether(writes, tally);
      case SINGLE -> {
        for (Write write : writes) {
          if (!tally.withoutDependants(List.of(write)).isEmpty()) {
            tally.add(write, single(write.request()));
          }
        }
      }
    }
  }

  /** A refused Bundle is halved until the culprit stands alone. */
  private void carryTogether(List<Write> all, Tally tally)
      throws FaultException, InterruptedException {
    List<Write> writes = tally.withoutDependants(all);
    if (writes.isEmpty()) {
      return;
    }
    HttpAnswer answer =
        http.exchange(Request.bundle(BundleText.of(carriage, writes)), authorization.header());
    switch (verdict(answer)) {
      case Verdict.Taken _ -> tally(writes, entries(answer, writes.size()), tally);
      case Verdict.Failed(Fault fault) -> throw new FaultException(fault);
      case Verdict.Refused(String reason) when writes.size() == 1 ->
          tally.add(writes.getFirst(), new Result.Refused(reason));
      case Verdict.Refused _ -> {
        int half = writes.size() / 2;
        carryTogether(writes.subList(0, half), tally);
        carryTogether(writes.subList(half, writes.size()), tally);
      }
    }
  }

  private Verdict verdict(HttpAnswer answer) {
    if (answer.isSuccess()) {
      return answer.isPage()
          ? new Verdict.Failed(new Fault.Unavailable("a page instead of FHIR"))
          : new Verdict.Taken();
    }
    return Verdict.of(answer.status(), outcomes.words(answer), answer.retryAfter());
  }

  private List<BundleEntryResponseComponent> entries(HttpAnswer answer, int expected)
      throws FaultException {
    try {
      List<BundleEntryResponseComponent> entries =
          json.read(Bundle.class, answer.body()).getEntry().stream()
              .map(Bundle.BundleEntryComponent::getResponse)
              .toList();
      if (entries.size() == expected) {
        return entries;
      }
    } catch (DataFormatException other) {
      throw unfit(answer);
    }
    throw unfit(answer);
  }

  private static FaultException unfit(HttpAnswer answer) {
    return new FaultException(
        new Fault.Unavailable(
            "HTTP " + answer.status() + " without the Bundle that answers ours",
            Optional.empty(),
            true));
  }

  /** Every entry is looked at before a fault of one of them ends the sending. */
  private static void tally(
      List<Write> writes, List<BundleEntryResponseComponent> entries, Tally tally)
      throws FaultException {
    Optional<Fault> first = Optional.empty();
    for (int i = 0; i < entries.size(); i++) {
      BundleEntryResponseComponent entry = entries.get(i);
      int status = status(entry);
      switch (Verdict.of(status, Optional.of(words(entry)), Optional.empty())) {
        case Verdict.Taken _ ->
            tally.add(writes.get(i), new Result.Done(status, id(entry.getLocation())));
        case Verdict.Refused(String reason) -> tally.add(writes.get(i), new Result.Refused(reason));
        case Verdict.Failed(Fault fault) -> first = first.or(() -> Optional.of(fault));
      }
    }
    if (first.isPresent()) {
      throw new FaultException(first.get());
    }
  }

  private static String words(BundleEntryResponseComponent entry) {
    return entry.getOutcome() instanceof OperationOutcome outcome ? Outcomes.words(outcome) : "";
  }

  /** {@code 201 Created} or {@code 201}; what is none counts as a fault of the server. */
  private static int status(BundleEntryResponseComponent entry) {
    String text = String.valueOf(entry.getStatus());
    return text.matches("[1-5]\\d\\d\\b.*") ? Integer.parseInt(text.substring(0, 3)) : 500;
  }

  private static Optional<String> id(String location) {
    return Optional.ofNullable(location)
        .filter(text -> !text.isBlank())
        .flatMap(text -> Optional.ofNullable(new IdType(text).getIdPart()));
  }

  private Result single(Request request) throws FaultException, InterruptedException {
    HttpAnswer answer = http.exchange(request, authorization.header());
    return switch (verdict(answer)) {
      case Verdict.Taken _ ->
          new Result.Done(answer.status(), answer.location().flatMap(Carrier::id));
      case Verdict.Refused(String reason) -> new Result.Refused(reason);
      case Verdict.Failed(Fault fault) -> throw new FaultException(fault);
    };
  }

  /**
   * Reads something.
   *
   * @return what the server has, or its refusal
   */
  <T extends IBaseResource> Found<T> read(Class<T> type, String url)
      throws FaultException, InterruptedException {
    HttpAnswer answer = http.exchange(Request.get(url), authorization.header());
    return switch (verdict(answer)) {
      case Verdict.Taken _ -> {
        try {
          yield new Found.There<>(json.read(type, answer.body()));
        } catch (DataFormatException other) {
          throw unfit(answer);
        }
      }
      case Verdict.Refused(String reason) -> new Found.Refused<>(reason);
      case Verdict.Failed(Fault fault) -> throw new FaultException(fault);
    };
  }

  /**
   * Searches with {@code POST}, so that what is searched for stands in no URL (P7).
   *
   * @param form parameters, percent-encoded
   */
  Found<Bundle> search(String type, String form) throws FaultException, InterruptedException {
    HttpAnswer answer =
        http.form(
            http.base().resolve(type + "/_search"),
            form,
            FhirHttp.FHIR_JSON,
            authorization.header());
    return switch (verdict(answer)) {
      case Verdict.Taken _ -> {
        try {
          yield new Found.There<>(json.read(Bundle.class, answer.body()));
        } catch (DataFormatException other) {
          throw unfit(answer);
        }
      }
      case Verdict.Refused(String reason) -> new Found.Refused<>(reason);
      case Verdict.Failed(Fault fault) -> throw new FaultException(fault);
    };
  }

  /** What reading gave. */
  sealed interface Found<T> {
    /** It. */
    record There<T>(T resource) implements Found<T> {}

    /** The server's reason. */
    record Refused<T>(String reason) implements Found<T> {}
  }
}
