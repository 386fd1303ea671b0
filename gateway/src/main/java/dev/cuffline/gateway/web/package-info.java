/**
 * The API of people and programs, on Armeria: {@code /api/v1}, and the mount points of ingest,
 * health and metrics.
 *
 * <p>{@link dev.cuffline.gateway.web.Endpoint} is one line of the table of routes; its handler runs
 * on a virtual thread and may block. Everything under {@code /api/v1} needs a token; every error is
 * a problem document (RFC 9457). {@code openapi.json} beside this package describes it all, and
 * tests hold it to the server's real answers.
 */
@NullMarked
package dev.cuffline.gateway.web;

import org.jspecify.annotations.NullMarked;
