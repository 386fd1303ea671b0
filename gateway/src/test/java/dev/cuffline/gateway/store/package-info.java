@NullMarked
package dev.cuffline.gateway.store;

import org.jspecify.annotations.NullMarked;
