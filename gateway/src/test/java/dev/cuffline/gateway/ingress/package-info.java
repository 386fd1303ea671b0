@NullMarked
package dev.cuffline.gateway.ingress;

import org.jspecify.annotations.NullMarked;
