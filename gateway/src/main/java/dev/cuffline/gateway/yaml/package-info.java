/**
 * YAML files as trees whose every node knows its line, so that what is wrong with a file can be
 * told with file, line and path. Knows no setting and no format.
 */
@NullMarked
package dev.cuffline.gateway.yaml;

import org.jspecify.annotations.NullMarked;
