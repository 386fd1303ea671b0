/**
 * Who looked at what and did what: the append-only log of every read and write of patient data (45
 * CFR 164.312(b), audit controls).
 *
 * <pre>
 *  page, API ─► AuditEntry ─► AuditLog ─► audit_entry, one chain a process
 *                             code = HMAC-SHA-256(key, code before ‖ entry)
 *                             head ─► the program's log, GET /audit/heads
 * </pre>
 *
 * <p>An answer leaves after its entry is durable: what cannot be written down is not shown. The key
 * lies in the data folder and not in the store, so that whoever can change rows cannot make codes
 * for them; {@link dev.cuffline.gateway.audit.AuditCheck} follows every chain and names the first
 * row that does not fit. Rows cut off at the end leave a chain that fits: that is what heads, kept
 * elsewhere, are for.
 */
@NullMarked
package dev.cuffline.gateway.audit;

import org.jspecify.annotations.NullMarked;
