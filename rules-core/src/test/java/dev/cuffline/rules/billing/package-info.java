/** Tests of rule sets and determinations. */
@NullMarked
package dev.cuffline.rules.billing;

import org.jspecify.annotations.NullMarked;
