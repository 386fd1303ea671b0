/** Tests of what operators rely on. */
@NullMarked
package dev.cuffline.gateway.ops;

import org.jspecify.annotations.NullMarked;
