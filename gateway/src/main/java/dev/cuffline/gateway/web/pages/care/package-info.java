/**
 * Care time: the timer that is offered and never starts by looking, its drafts, time and calls that
 * are typed, and what the rules say of them before they are logged (R25–R41).
 */
@NullMarked
package dev.cuffline.gateway.web.pages.care;

import org.jspecify.annotations.NullMarked;
