package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Fault;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Resource;

/**
 * Searches, page by page. Links to further pages are followed at the same server alone, since they
 * are asked for with our credentials; there are at most {@value #MOST_PAGES} of them and {@value
 * #MOST} resources.
 */
final class EhrSearch {
  private static final int MOST_PAGES = 50;
  private static final int MOST = 2_000;

  private final Carrier carrier;
  private final URI base;

  EhrSearch(Carrier carrier, URI base) {
    this.carrier = carrier;
    this.base = base;
  }

  /** The server will not answer this question, whatever it answers otherwise. */
  static final class RefusedSearchException extends IOException {
    private static final long serialVersionUID = 1L;

    private RefusedSearchException(String reason) {
      super(reason);
    }
  }

  /**
   * Everything that a search finds.
   *
   * @param form parameters, percent-encoded; they travel in a body (P7)
   * @throws RefusedSearchException with the server's words
   * @throws IOException when there is more than one patient can have, or it leads elsewhere
   */
  <T extends Resource> List<T> all(Class<T> type, String form)
      throws IOException, FaultException, InterruptedException {
    String name = type.getSimpleName();
    List<T> all = new ArrayList<>();
    try {
      Bundle page = taken(carrier.search(name, form));
      for (int pages = 1; true; pages++) {
        take(page, type, all);
        Optional<String> next =
            Optional.ofNullable(page.getLink(Bundle.LINK_NEXT)).map(BundleLinkComponent::getUrl);
        if (next.isEmpty()) {
          return all;
        }
        if (pages == MOST_PAGES || all.size() > MOST) {
          throw new IOException(
              "the server has more than %d %s resources or %d pages for one patient"
                  .formatted(MOST, name, MOST_PAGES));
        }
        page = taken(carrier.read(Bundle.class, sameServer(next.get())));
      }
    } catch (FaultException fault) {
      if (isRefusal(fault)) {
        throw new RefusedSearchException(fault.fault().what());
      }
      throw fault;
    }
  }

  /** Whether a server that answers otherwise does not answer this. */
  static boolean isRefusal(FaultException fault) {
    return fault.fault() instanceof Fault.Unauthorised
        || fault.fault().what().matches("HTTP (404|405|501)");
  }

  private static Bundle taken(Carrier.Found<Bundle> found) throws RefusedSearchException {
    return switch (found) {
      case Carrier.Found.Refused<Bundle>(String reason) -> throw new RefusedSearchException(reason);
      case Carrier.Found.There<Bundle>(Bundle bundle) -> bundle;
    };
  }

  private static <T extends Resource> void take(Bundle page, Class<T> type, List<T> all)
      throws RefusedSearchException {
    for (Bundle.BundleEntryComponent entry : page.getEntry()) {
      if (type.isInstance(entry.getResource())) {
        all.add(type.cast(entry.getResource()));
      } else if (entry.getResource() instanceof OperationOutcome outcome && isError(outcome)) {
        throw new RefusedSearchException(Outcomes.words(outcome));
      }
    }
  }

  private static boolean isError(OperationOutcome outcome) {
    return outcome.getIssue().stream()
        .anyMatch(issue ->
            issue.getSeverity() == IssueSeverity.ERROR
                || issue.getSeverity() == IssueSeverity.FATAL);
  }

  private String sameServer(String link) throws IOException {
    try {
      URI next = base.resolve(link);
      if (origin(next).equals(origin(base))) {
        return next.toString();
      }
    } catch (IllegalArgumentException notOne) {
      throw new IOException("the server's link to the next page is no URL", notOne);
    }
    throw new IOException(
        "the server's link to the next page leads to another server; it is not followed");
  }

  private static String origin(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    return scheme
        + "://"
        + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT)
        + ":"
        + (url.getPort() == -1 ? usual : url.getPort());
  }
}
