/**
 * The picture of a patient's readings: the chart of pressure and pulse with what the rules hold it
 * against, and averages by policy.
 *
 * <p>Sessions, averages and limits are the rules' own; here they are placed and put in words.
 */
@NullMarked
package dev.cuffline.gateway.web.pages.readings;

import org.jspecify.annotations.NullMarked;
