package dev.cuffline.gateway.web.pages.work;

import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What of the work list is shown.
 *
 * @param mine only what the visitor minds
 * @param clinician only whose enrolments this practitioner has
 * @param page from 1
 */
record WorkFilter(Queue queue, boolean mine, Optional<String> clinician, int page) {
  private static final int MOST_PAGES = 10_000;

  static WorkFilter of(Visit visit) {
    return new WorkFilter(
        Queue.of(visit.parameter("queue").orElse("")),
        visit.parameter("mine").isPresent(),
        visit.parameter("clinician"),
        page(visit.parameter("page").orElse("1")));
  }

  private static int page(String text) {
    return text.matches("[1-9][0-9]{0,4}") ? Math.min(Integer.parseInt(text), MOST_PAGES) : 1;
  }

  WorkFilter in(Queue other) {
    return new WorkFilter(other, mine, clinician, 1);
  }

  WorkFilter onlyMine(boolean only) {
    return new WorkFilter(queue, only, clinician, 1);
  }

  WorkFilter page(int other) {
    return new WorkFilter(queue, mine, clinician, other);
  }

  /** Without the page, as the rest of an address. */
  String query() {
    StringBuilder query = new StringBuilder("?queue=").append(queue.key());
    if (mine) {
      query.append("&mine=yes");
    }
    clinician.ifPresent(
        id -> query.append("&clinician=").append(URLEncoder.encode(id, StandardCharsets.UTF_8)));
    return query.toString();
  }

  String href() {
    return Links.WORK_LIST + query() + (page > 1 ? "&page=" + page : "");
  }
}
