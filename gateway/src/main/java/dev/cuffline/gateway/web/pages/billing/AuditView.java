package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/** What in the practice's own records would strike an auditor. */
record AuditView(Shell shell, List<Group> groups, int found) {
  /** Findings of one kind. */
  record Group(String kind, List<String> findings, int more) {}
}
