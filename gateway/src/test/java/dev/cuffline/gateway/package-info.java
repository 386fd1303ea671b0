/** Tests of the shell, and what several rooms' tests share. */
@NullMarked
package dev.cuffline.gateway;

import org.jspecify.annotations.NullMarked;
