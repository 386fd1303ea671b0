/**
 * Ingest over HTTP: {@code POST /v1/ingest/{format}}, one body = one transmission. {@link
 * dev.cuffline.gateway.ingress.bridge.IngestService} is mounted by the web server.
 *
 * <p>The API key of the source stands in {@code Authorization: Bearer …} or {@code X-Api-Key};
 * never in the URL. Answers: 202 {@code {"transmission": "ULID"}} once the bytes are durable, else
 * RFC 9457 problem details: 401 unknown key, 413 too large, 429 too many at once, 503 journal down.
 * Any format name is taken; whether it is known is judged by intake. Bytes are kept as they came: a
 * {@code Content-Encoding} is not undone.
 */
@NullMarked
package dev.cuffline.gateway.ingress.bridge;

import org.jspecify.annotations.NullMarked;
