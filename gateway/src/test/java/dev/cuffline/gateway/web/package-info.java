@NullMarked
package dev.cuffline.gateway.web;

import org.jspecify.annotations.NullMarked;
