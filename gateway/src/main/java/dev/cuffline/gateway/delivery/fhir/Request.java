package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Resource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One interaction, by itself or as an entry of a Bundle.
 *
 * @param url relative to the server's base
 * @param ifNoneExist search that must find nothing for a create, percent-encoded
 * @param body JSON, or empty
 */
record Request(Method method, String url, Optional<String> ifNoneExist, String body) {
  /** HTTP methods in use. */
  enum Method {
    /** Read or search. */
    GET,
    /** Create, or a Bundle. */
    POST,
    /** Update. */
    PUT
  }

  static Request get(String url) {
    return new Request(Method.GET, url, Optional.empty(), "");
  }

  static Request put(String type, String id, String body) {
    return new Request(Method.PUT, type + "/" + id, Optional.empty(), body);
  }

  static Request create(String type, Optional<String> ifNoneExist, String body) {
    return new Request(Method.POST, type, ifNoneExist, body);
  }

  /** The base itself takes transactions and batches. */
  static Request bundle(String body) {
    return new Request(Method.POST, "", Optional.empty(), body);
  }

  /** The search that finds a resource by its own identifier alone. */
  static String identifierSearch(Resource resource) {
    return "identifier=" + URLEncoder.encode(resource.identifier(), StandardCharsets.UTF_8);
  }
}
