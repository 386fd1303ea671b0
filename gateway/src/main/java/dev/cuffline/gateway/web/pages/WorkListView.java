package dev.cuffline.gateway.web.pages;

import java.util.List;

/**
 * The work list.
 *
 * @param open nobody has them in hand: the most urgent first
 * @param inHand acknowledged or snoozed
 * @param more open ones beyond what is shown
 * @param patients enrolled in the practice, for the empty list's words
 */
record WorkListView(
    Shell shell, List<AlertRowView> open, List<AlertRowView> inHand, int more, int patients) {}
