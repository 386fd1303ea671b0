/**
 * The store: one JDBC implementation for SQLite and PostgreSQL, its migrations, and its one writer.
 *
 * <p>Rows are of three kinds. <em>Authored</em> rows are what people said, each with actor and
 * instant. <em>Derived</em> rows (items, readings, findings, alerts, the data-day cache) follow
 * from journal and authored rows and can be built again. The <em>delivery ledger</em> says what
 * left. Every authored and derived row carries its practice, and every query takes it.
 *
 * <p>All changes go through {@link dev.cuffline.gateway.store.Writer}, where commands of people go
 * before batches of intake. Instants are stored as microseconds since 1970-01-01T00:00Z, dates as
 * ISO text, measured values as decimal text so that their scale survives (D2).
 */
@NullMarked
package dev.cuffline.gateway.store;

import org.jspecify.annotations.NullMarked;
