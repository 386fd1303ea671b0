package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Map;

/**
 * A cuff to be registered, or one that just was.
 *
 * @param formats in use, by name
 * @param registered its id; empty before
 * @param secret of its login, in the one moment in which it can be read; empty when it has none
 */
record NewDeviceView(
    Shell shell,
    List<String> formats,
    Map<String, String> form,
    Problems problems,
    String registered,
    String secret) {
  /** What stands in a field. */
  String typed(String field) {
    return form.getOrDefault(field, "");
  }
}
