package dev.cuffline.gateway.web.pages.accounts;

import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * Who signs in.
 *
 * @param typed name and name for people that were refused
 */
record AccountsView(
    Shell shell,
    List<Line> lines,
    Typed typed,
    List<Option> roles,
    List<Option> practices,
    List<Option> staff,
    Problems problems) {
  /** One account. */
  record Line(
      String href, String shown, String name, String state, boolean active, List<String> roles) {}

  /** What was typed into the form for a new one. */
  record Typed(String name, String displayName) {}
}
