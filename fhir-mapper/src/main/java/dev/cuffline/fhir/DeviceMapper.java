package dev.cuffline.fhir;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Device.UDIEntryType;
import org.hl7.fhir.r4.model.Identifier;

/**
 * A cuff as an R4 Device. It names no patient: Device.patient holds one, and a cuff changes hands;
 * who had it when stays in our own assignments (devices.md 4.5). Thread-safe.
 */
public final class DeviceMapper {
  /** The profile asks for a version, and a hub does not always pass one on. */
  static final String NOT_STATED = "not stated";

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
    for (DeviceFacts.DeviceIdentifier own : facts.identifiers()) {
      Identifier identifier = device.addIdentifier().setSystem(own.system()).setValue(own.value());
      if (own.system().equals(DeviceFacts.BLUETOOTH)) {
        identifier.setType(Terms.bluetoothAddress());
      }
    }
    facts
        .udi()
        .ifPresent(
            udi -> device.addUdiCarrier().setCarrierHRF(udi).setEntryType(UDIEntryType.MANUAL));
    device.setStatus(facts.active() ? FHIRDeviceStatus.ACTIVE : FHIRDeviceStatus.INACTIVE);
    if (isPhd(facts)) {
      claimPhd(device);
    } else {
      device.setType(Terms.bloodPressureMonitor());
    }
    device.addDeviceName().setName(name(facts)).setType(DeviceNameType.USERFRIENDLYNAME);
    if (!facts.manufacturer().isBlank()) {
      device.setManufacturer(facts.manufacturer());
    }
    if (!facts.model().isBlank()) {
      device.setModelNumber(facts.model());
    }
    return device;
  }

  /** HL7's profile asks for maker, model and an address of the device's own. */
  private static boolean isPhd(DeviceFacts facts) {
    return !facts.manufacturer().isBlank()
        && !facts.model().isBlank()
        && facts.identifiers().stream().anyMatch(own -> own.system().equals(DeviceFacts.BLUETOOTH));
  }

  private static void claimPhd(Device device) {
    device.getMeta().addProfile(Terms.PHD + "StructureDefinition/PhdDevice");
    device.setType(Terms.simplePhd());
    device.addSpecialization().setSystemType(Terms.bloodPressureMonitor()).setVersion("1");
    device.addVersion().setType(Terms.firmware()).setValue(NOT_STATED);
  }

  private static String name(DeviceFacts facts) {
    String name =
        Stream.of(facts.manufacturer(), facts.model())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? UNNAMED : name;
  }
}
