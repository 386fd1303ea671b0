package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.NoSuchPageException;

/** What the pages of billing say where something is not there. */
final class BillingPages {
  private BillingPages() {}

  static NoSuchPageException noSuchMonth() {
    return new NoSuchPageException("There is no such month. Months are written as 2026-01.");
  }

  static NoSuchPageException noSuchBatch() {
    return new NoSuchPageException("There is no such batch in this practice.");
  }

  static NoSuchPageException noSuchClaim() {
    return new NoSuchPageException("There is no such claim in this practice.");
  }

  static NoSuchPageException noSuchException() {
    return new NoSuchPageException("There is no such exception in this practice.");
  }
}
