@NullMarked
package dev.cuffline.gateway.registry;

import org.jspecify.annotations.NullMarked;
