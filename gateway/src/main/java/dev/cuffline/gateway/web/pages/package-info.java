/**
 * Pages for people: the work list, the patients with their two clocks, one patient; behind the
 * login with a token.
 *
 * <p>Pages that belong together are an {@link dev.cuffline.gateway.web.pages.Area}, with a package
 * and a folder of templates of its own; it enters its {@link dev.cuffline.gateway.web.pages.Routes}
 * with the permission that each needs. What all of them share lies here.
 *
 * <p>A page is a view (a record of finished words and shapes, made by a {@code …View} from what the
 * store says) and a template ({@code src/main/jte}) that only places it. Everything works without
 * JavaScript; {@code cuffline.js} adds what is live, and htmx replaces a row by its new self. URLs
 * carry opaque ids and nothing else (P7). The clocks are the rules' own answer through {@link
 * dev.cuffline.gateway.web.DeterminationSource}: nothing is counted here.
 */
@NullMarked
package dev.cuffline.gateway.web.pages;

import org.jspecify.annotations.NullMarked;
