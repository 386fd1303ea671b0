@NullMarked
package dev.cuffline.gateway.ingress.listener;

import org.jspecify.annotations.NullMarked;
