package dev.cuffline.gateway.access;

import static dev.cuffline.gateway.access.Permission.ADMINISTER;
import static dev.cuffline.gateway.access.Permission.AUDIT;
import static dev.cuffline.gateway.access.Permission.BILL;
import static dev.cuffline.gateway.access.Permission.ENROL;
import static dev.cuffline.gateway.access.Permission.HANDLE_ALERTS;
import static dev.cuffline.gateway.access.Permission.LOG_TIME;
import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.OPERATE;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;
import static dev.cuffline.gateway.access.Permission.SIGN_RULES;

import java.util.Set;

/** What somebody is at a practice. Somebody may be several things. */
public enum AccessRole {
  /** A physician or other qualified professional. */
  CLINICIAN(SEE_PATIENTS, HANDLE_ALERTS, LOG_TIME, ENROL, SIGN_RULES, MANAGE_DEVICES, SEE_BILLING),
  /** Nurses and medical assistants. */
  CLINICAL_STAFF(SEE_PATIENTS, HANDLE_ALERTS, LOG_TIME, ENROL, MANAGE_DEVICES),
  /** Whoever sends claims. */
  BILLER(SEE_PATIENTS, SEE_BILLING, BILL),
  /** Whoever hands out cuffs. */
  DEVICE_MANAGER(SEE_PATIENTS, MANAGE_DEVICES),
  /** Whoever runs the practice's accounts and the gateway. */
  ADMINISTRATOR(SEE_PATIENTS, ENROL, MANAGE_DEVICES, SEE_BILLING, OPERATE, ADMINISTER),
  /** Looks at everything and changes nothing. */
  AUDITOR(SEE_PATIENTS, SEE_BILLING, AUDIT);

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Permission> permissions;

  AccessRole(Permission... permissions) {
    this.permissions = Set.of(permissions);
  }

  /** What comes with the role. */
  public Set<Permission> permissions() {
    return permissions;
  }
}
