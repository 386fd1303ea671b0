package dev.cuffline.fhir;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;

/**
 * A cuff as an R4 Device. It names no patient: Device.patient holds one, and a cuff changes hands;
 * who had it when stays in our own assignments (devices.md 4.5). Thread-safe.
 */
public final class DeviceMapper {
  private static final String UNNAMED = "Blood pressure monitor";

  private final ResourceIds ids;
  private final IdentifierSystems systems;

  /** A mapper that names resources by these ids and identifiers in these systems. */
  public DeviceMapper(ResourceIds ids, IdentifierSystems systems) {
    this.ids = ids;
    this.systems = systems;
  }

  /** The Device; its id is the one that {@link ResourceIds#device} gives. */
  public Device toDevice(DeviceFacts facts) {
    String id = ids.device(facts.id());
    var device = new Device();
    device.setId(id);
    device.addIdentifier().setSystem(systems.deviceKey()).setValue(id);
    facts
        .identifiers()
        .forEach(own -> device.addIdentifier().setSystem(own.system()).setValue(own.value()));
    device.setStatus(facts.active() ? FHIRDeviceStatus.ACTIVE : FHIRDeviceStatus.INACTIVE);
    device.setType(Terms.bloodPressureMonitor());
    device.addDeviceName().setName(name(facts)).setType(DeviceNameType.USERFRIENDLYNAME);
    if (!facts.manufacturer().isBlank()) {
      device.setManufacturer(facts.manufacturer());
    }
    if (!facts.model().isBlank()) {
      device.setModelNumber(facts.model());
    }
    return device;
  }

  private static String name(DeviceFacts facts) {
    String name =
        Stream.of(facts.manufacturer(), facts.model())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? UNNAMED : name;
  }
}
