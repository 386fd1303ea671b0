@NullMarked
package dev.cuffline.gateway.audit;

import org.jspecify.annotations.NullMarked;
