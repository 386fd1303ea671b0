package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Fault;

/** The server did not answer for what it was sent; ends the sending of a parcel. */
final class FaultException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  FaultException(Fault fault) {
    super(fault.what());
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
