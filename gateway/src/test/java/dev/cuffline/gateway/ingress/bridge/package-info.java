@NullMarked
package dev.cuffline.gateway.ingress.bridge;

import org.jspecify.annotations.NullMarked;
