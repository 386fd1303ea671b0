package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Problems;
import java.util.Set;

/**
 * What was sent with the board's form, to be shown again.
 *
 * @param page which page of the list, from 1
 * @param chosen keys of the ticked lines
 * @param reviewed what was typed
 */
record BoardState(int page, Problems problems, Set<String> chosen, String reviewed) {}
