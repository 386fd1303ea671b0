package dev.cuffline.gateway.web.pages;

/**
 * Somebody's own password.
 *
 * @param name with which they sign in; password managers want to know it
 * @param must it is a one-time password, and nothing else can be done before
 */
public record PasswordView(Shell shell, String name, boolean must, Problems problems) {}
