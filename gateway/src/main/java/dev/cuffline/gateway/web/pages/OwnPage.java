package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;

/** Answers somebody about their own session, at whatever practice; may block. */
@FunctionalInterface
interface OwnPage {
  /**
   * The page, or where to go.
   *
   * @param form what was sent; empty for GET
   */
  HttpResponse answer(PageSession session, QueryParams form);
}
