/** One alert: what was seen, who was told, what was done about it, and dealing with it. */
@NullMarked
package dev.cuffline.gateway.web.pages.alerts;

import org.jspecify.annotations.NullMarked;
