@NullMarked
package dev.cuffline.gateway.ingress.subscriber;

import org.jspecify.annotations.NullMarked;
