@NullMarked
package dev.cuffline.gateway.web.pages.system;

import org.jspecify.annotations.NullMarked;
