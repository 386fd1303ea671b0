package dev.cuffline.gateway.web.pages.devices;

import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Routes;

/** The quarantine desk. */
public final class QuarantineArea implements Area {
  private final DeskPage desk;
  private final Replays replays;
  private final HeldPage held;
  private final HeldForms forms;

  /** Pages of the frame's store. */
  public QuarantineArea(Frame frame) {
    this.desk = new DeskPage(frame);
    this.replays = new Replays(frame);
    this.held = new HeldPage(frame);
    this.forms = new HeldForms(frame, held);
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(Links.QUARANTINE, SEE_PATIENTS, desk::show)
        .post("/quarantine/replay", MANAGE_DEVICES, replays::replay)
        .get("/quarantine/{item}", SEE_PATIENTS, held::show)
        .post("/quarantine/{item}", MANAGE_DEVICES, held::search)
        .post("/quarantine/{item}/assign", MANAGE_DEVICES, forms::assign)
        .post("/quarantine/{item}/clock", MANAGE_DEVICES, forms::clock)
        .post("/quarantine/{item}/again", MANAGE_DEVICES, forms::again);
  }
}
