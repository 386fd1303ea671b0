/** The packaged gateway and its launcher, from outside: real processes, real shells, real peers. */
@NullMarked
package dev.cuffline.endtoend;

import org.jspecify.annotations.NullMarked;
