package dev.cuffline.gateway.web.pages.billing;

import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Renderer;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Shells;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.billing.PracticeAudit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What would strike an auditor (R53); the same as {@code ./cuffline audit}. */
final class AuditPage implements Area {
  private static final int MOST = 50;

  private final PageParts parts;
  private final Shells shells;
  private final Renderer renderer;

  AuditPage(Frame frame) {
    this.parts = frame.parts();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(BillingLinks.AUDIT, SEE_BILLING, this::show);
  }

  private HttpResponse show(Visit visit) {
    String position = shells.position();
    List<PracticeAudit.Finding> findings =
        parts
            .billing()
            .audits()
            .of(visit.practice().id(), parts.clock().instant())
            .orElse(List.of());
    Map<PracticeAudit.Kind, List<PracticeAudit.Finding>> byKind =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    PracticeAudit.Finding::kind, TreeMap::new, Collectors.toList()));
    Shell shell = parts.database().read(db -> shells.of(db, visit, "Audit", "billing", position));
    return renderer.page(
        "billing/audit.jte",
        new AuditView(
            shell,
            byKind.entrySet().stream()
                .map(group ->
                    new AuditView.Group(
                        StateWords.of(group.getKey()),
                        group.getValue().stream()
                            .limit(MOST)
                            .map(PracticeAudit.Finding::words)
                            .toList(),
                        Math.max(0, group.getValue().size() - MOST)))
                .toList(),
            findings.size()));
  }
}
