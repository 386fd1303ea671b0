package dev.cuffline.gateway.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * The patients of a practice with their two clocks.
 *
 * @param search what was searched for; empty for everybody
 * @param found how many fit, shown or not
 * @param sort which column the list is sorted by
 */
record PatientsView(Shell shell, List<Line> lines, String search, int found, PatientSort sort) {
  /** One patient. */
  record Line(String id, String href, String name, Optional<Moment> newest, TwoClocks clocks) {}
}
