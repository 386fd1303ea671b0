package dev.cuffline.gateway.web.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of pages; they carry opaque ids and nothing else (P7). */
public final class Links {
  public static final String WORK_LIST = "/";
  public static final String PATIENTS = "/patients";
  public static final String BILLING = "/billing";
  public static final String LOGIN = "/login";

  private Links() {}

  public static String patient(String id) {
    return PATIENTS + "/" + encoded(id);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
