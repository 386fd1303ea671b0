package dev.cuffline.rules.caretime;

/**
 * Time that somebody logged for another patient. The same person's seconds for this one are then
 * claimed twice, and whose they are a person decides (section 4.1: overlapping time stamps).
 *
 * @param performer who logged it
 * @param when from when to when
 */
public record TimeElsewhere(StaffId performer, WorkTime.Interval when) {}
