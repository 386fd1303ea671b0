/**
 * Pages for whoever manages accounts: who signs in, with which roles at which practices, as which
 * member of staff. What may be changed by whom is decided in {@link
 * dev.cuffline.gateway.access.AccountCommands}, not here.
 */
@NullMarked
package dev.cuffline.gateway.web.pages.accounts;

import org.jspecify.annotations.NullMarked;
