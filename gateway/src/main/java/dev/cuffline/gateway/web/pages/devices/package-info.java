/**
 * Pages of cuffs: the list, the life of each one, what waits in quarantine and how it is settled,
 * and the way of a transmission.
 */
@NullMarked
package dev.cuffline.gateway.web.pages.devices;

import org.jspecify.annotations.NullMarked;
