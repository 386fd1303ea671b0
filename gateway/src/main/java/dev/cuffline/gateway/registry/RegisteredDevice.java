package dev.cuffline.gateway.registry;

import java.util.Optional;

/**
 * What registering a device answers.
 *
 * @param device as it now stands
 * @param saved what was done
 * @param secret its login's secret, when one was made just now; it cannot be read again
 */
public record RegisteredDevice(Device device, Saved saved, Optional<IssuedSecret> secret) {}
