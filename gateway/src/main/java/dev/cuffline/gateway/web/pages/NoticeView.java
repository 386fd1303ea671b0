package dev.cuffline.gateway.web.pages;

/**
 * A page that only says something.
 *
 * @param words what is so, and what to do
 */
public record NoticeView(Shell shell, String words) {}
