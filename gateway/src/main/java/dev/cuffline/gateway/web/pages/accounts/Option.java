package dev.cuffline.gateway.web.pages.accounts;

/**
 * One thing to choose.
 *
 * @param value sent
 * @param words shown
 * @param chosen already
 */
record Option(String value, String words, boolean chosen) {}
