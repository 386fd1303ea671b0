@NullMarked
package dev.cuffline.gateway.web.pages.devices;

import org.jspecify.annotations.NullMarked;
