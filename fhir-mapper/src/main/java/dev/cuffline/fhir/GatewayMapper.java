package dev.cuffline.fhir;

import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;

/**
 * A hub as an R4 Device (PHD 2.0.0, PhgDevice): what reads BLE cuffs and passes on what they say.
 * Its certification is claimed by nobody here. Thread-safe.
 */
public final class GatewayMapper {
  private static final String PROFILE = Terms.PHD + "StructureDefinition/PhgDevice";

  private final ResourceIds ids;
  private final IdentifierSystems systems;

  /** A mapper that names resources by these ids and identifiers in these systems. */
  public GatewayMapper(ResourceIds ids, IdentifierSystems systems) {
    this.ids = ids;
    this.systems = systems;
  }

  /**
   * The Device of a hub.
   *
   * @param source its login; it stands in the resource as a keyed hash alone
   */
  public Device toDevice(String source) {
    String id = ids.gateway(source);
    var device = new Device();
    device.setId(id);
    device.getMeta().addProfile(PROFILE);
    device.addIdentifier().setSystem(systems.deviceKey()).setValue(id);
    device.setStatus(FHIRDeviceStatus.ACTIVE);
    device.setType(Terms.phg());
    device.addSpecialization().setSystemType(Terms.genericSpecialization()).setVersion("2");
    device.addVersion().setType(Terms.software()).setValue(DeviceMapper.NOT_STATED);
    return device;
  }
}
