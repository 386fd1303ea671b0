package dev.cuffline.gateway.web.pages.accounts;

import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * One account.
 *
 * @param provider that knows them; empty for a password of ours
 * @param held their roles, as far as the one who looks manages them
 * @param staff whom of this practice's staff they may be
 * @param mayRule whether it may be disabled and its password be reset
 * @param own it is that of the one who looks
 */
record AccountView(
    Shell shell,
    String href,
    String name,
    String shown,
    String provider,
    String state,
    boolean disabled,
    List<Held> held,
    List<Option> roles,
    List<Option> practices,
    List<Option> staff,
    boolean mayRule,
    boolean own,
    Problems problems) {
  /** A role that they have. */
  record Held(String role, String words, String practice, String practiceName) {}
}
