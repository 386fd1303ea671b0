package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpResponse;

/** Answers a visit; may block. */
@FunctionalInterface
public interface Page {
  /**
   * The page, a part of it, or where to go.
   *
   * @throws NoSuchPageException when what the address names is not there
   */
  HttpResponse answer(Visit visit);
}
