/** Pages for whoever runs the gateway: what comes in, what goes out, and what is parked. */
@NullMarked
package dev.cuffline.gateway.web.pages.system;

import org.jspecify.annotations.NullMarked;
