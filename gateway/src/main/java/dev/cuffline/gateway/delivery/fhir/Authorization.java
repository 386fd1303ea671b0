package dev.cuffline.gateway.delivery.fhir;

import java.util.Optional;

/** Says who asks, anew for each exchange. */
@FunctionalInterface
interface Authorization {
  /** The value of the {@code Authorization} header; empty where nothing is told. */
  Optional<String> header() throws FaultException, InterruptedException;

  /** Always the same. */
  static Authorization of(Optional<String> header) {
    return () -> header;
  }
}
