@NullMarked
package dev.cuffline.gateway.access;

import org.jspecify.annotations.NullMarked;
