package dev.cuffline.gateway.web.pages.devices;

import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Routes;

/** Cuffs and what they sent. */
public final class DevicesArea implements Area {
  private final DeviceListPage list;
  private final DevicePage device;
  private final DeviceForms forms;
  private final GivePage give;
  private final NewDevicePage register;
  private final TracePage trace;

  /** Pages of the frame's store. */
  public DevicesArea(Frame frame) {
    this.list = new DeviceListPage(frame);
    this.device = new DevicePage(frame);
    this.forms = new DeviceForms(frame, device);
    this.give = new GivePage(frame, device);
    this.register = new NewDevicePage(frame);
    this.trace = new TracePage(frame);
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(Links.DEVICES, SEE_PATIENTS, list::show)
        .get("/register-cuff", MANAGE_DEVICES, register::show)
        .post("/register-cuff", MANAGE_DEVICES, register::register)
        .get("/devices/{device}", SEE_PATIENTS, device::show)
        .post("/devices/{device}/events", MANAGE_DEVICES, forms::happened)
        .post("/devices/{device}/label", MANAGE_DEVICES, forms::label)
        .post("/devices/{device}/uses/{assignment}/end", MANAGE_DEVICES, forms::end)
        .get("/devices/{device}/give", MANAGE_DEVICES, give::show)
        .post("/devices/{device}/give", MANAGE_DEVICES, give::send)
        .get("/transmissions/{transmission}", SEE_PATIENTS, trace::show);
  }
}
