@NullMarked
package dev.cuffline.gateway.evaluate;

import org.jspecify.annotations.NullMarked;
