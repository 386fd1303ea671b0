package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.QueryParams;
import dev.cuffline.gateway.registry.Practice;
import java.util.Map;
import java.util.Optional;

/**
 * One request of somebody who is signed in.
 *
 * @param session whose
 * @param practice at which they look
 * @param variables in the path
 * @param query of the address
 * @param form what was sent; empty for GET
 * @param fragment a part of a page is asked for, by htmx or by our own script
 */
record Visit(
    PageSession session,
    Practice practice,
    Map<String, String> variables,
    QueryParams query,
    QueryParams form,
    boolean fragment) {
  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no variable " + name);
    }
    return value;
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  String field(String name) {
    return form.get(name, "").strip();
  }
}
