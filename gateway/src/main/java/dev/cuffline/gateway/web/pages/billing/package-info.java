/**
 * The pages of whoever bills: the board of a month, its close, batches, claims, exceptions and what
 * would strike an auditor. They ask the room {@code gateway.billing}; no rule is coded here.
 */
@NullMarked
package dev.cuffline.gateway.web.pages.billing;

import org.jspecify.annotations.NullMarked;
