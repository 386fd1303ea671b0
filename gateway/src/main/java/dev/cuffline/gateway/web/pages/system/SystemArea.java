package dev.cuffline.gateway.web.pages.system;

import static dev.cuffline.gateway.access.Permission.OPERATE;

import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Routes;

/** The gateway itself, for the person who runs it. */
public final class SystemArea implements Area {
  private final SystemPage system;
  private final ParkedPage parked;

  /** Pages of the frame's store. */
  public SystemArea(Frame frame) {
    this.system = new SystemPage(frame);
    this.parked = new ParkedPage(frame);
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(Links.SYSTEM, OPERATE, system::show)
        .post("/system/formats", OPERATE, system::reload)
        .get(ParkedPage.PATH, OPERATE, parked::show)
        .post("/system/parked/retry", OPERATE, parked::retry);
  }
}
