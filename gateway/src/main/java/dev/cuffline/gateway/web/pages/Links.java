package dev.cuffline.gateway.web.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of pages; they carry opaque ids and nothing else (P7). */
public final class Links {
  public static final String WORK_LIST = "/";
  public static final String PATIENTS = "/patients";
  public static final String BILLING = "/billing";
  public static final String DEVICES = "/devices";
  public static final String QUARANTINE = "/quarantine";
  public static final String SYSTEM = "/system";
  public static final String LOGIN = "/login";
  public static final String PASSWORD = "/password";
  public static final String ACCOUNTS = "/accounts";

  private Links() {}

  public static String patient(String id) {
    return PATIENTS + "/" + encoded(id);
  }

  public static String account(String id) {
    return ACCOUNTS + "/" + encoded(id);
  }

  public static String device(String id) {
    return DEVICES + "/" + encoded(id);
  }

  /** An item in quarantine, or what became of it. */
  public static String item(String transmission, int item) {
    return QUARANTINE + "/" + encoded(transmission) + "-" + item;
  }

  /** What of a device, or of a sender, waits in quarantine. */
  public static String quarantineOf(String device) {
    return QUARANTINE + "?device=" + encoded(device);
  }

  /** The way of one transmission. */
  public static String transmission(String id) {
    return "/transmissions/" + encoded(id);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
