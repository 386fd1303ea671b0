/**
 * The work list and whose work it is: open alerts in queues, what waits for a weekly look, who
 * minds which patient, hand-overs, the call list and what a shift leaves to the next.
 *
 * <p>It owns the order and the choice of what is shown, never what an alert is: that is the rules'.
 */
@NullMarked
package dev.cuffline.gateway.web.pages.work;

import org.jspecify.annotations.NullMarked;
