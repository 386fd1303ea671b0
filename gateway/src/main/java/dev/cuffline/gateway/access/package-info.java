/**
 * Who may do what: people with accounts and programs with tokens, both a {@link
 * dev.cuffline.gateway.access.Principal}; the roles of people and the permissions that come with
 * them. Pages and the API ask here before they show or change anything.
 *
 * <p>Accounts belong to no practice: a {@link dev.cuffline.gateway.access.Grant} is a role at one
 * practice or at every one. Passwords are kept as Argon2id hashes, computed a few at a time and off
 * the event loops; an OpenID provider may say who somebody is instead ({@code access.oidc}). What
 * is asked with each request is in memory and renewed after the commit that changes it: on a shared
 * PostgreSQL store another gateway learns of a change when it starts.
 */
@NullMarked
package dev.cuffline.gateway.access;

import org.jspecify.annotations.NullMarked;
