/** The log of who looked at what, for auditors. */
@NullMarked
package dev.cuffline.gateway.web.pages.audit;

import org.jspecify.annotations.NullMarked;
