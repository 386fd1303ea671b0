package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Routes;

/** The pages under {@code /billing}. */
public final class BillingArea implements Area {
  private final Frame frame;

  /** With what every area is given. */
  public BillingArea(Frame frame) {
    this.frame = frame;
  }

  @Override
  public void addTo(Routes routes) {
    new BoardPage(frame).addTo(routes);
    new MonthPage(frame).addTo(routes);
    new BatchPages(frame).addTo(routes);
    new ClaimPage(frame).addTo(routes);
    new ExceptionPages(frame).addTo(routes);
    new AuditPage(frame).addTo(routes);
    new PacketDownload(frame).addTo(routes);
  }
}
