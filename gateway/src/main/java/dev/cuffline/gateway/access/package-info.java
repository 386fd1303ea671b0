/**
 * Who may do what: the roles of people and the permissions that come with them. Pages and the API
 * ask here before they show or change anything.
 */
@NullMarked
package dev.cuffline.gateway.access;

import org.jspecify.annotations.NullMarked;
