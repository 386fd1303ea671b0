package dev.cuffline.rules.trend;

/**
 * Values that are critical whoever's they are.
 *
 * @param rule the first critical rule of the pack that they meet
 * @param severity of the rule
 * @param family the cause
 * @param pagesAtOnce whether they are beyond the limits for which nobody waits
 * @param sentence the values as a clinician would say them: {@code 214/128}
 */
public record CriticalValue(
    RuleId rule, Severity severity, CauseFamily family, boolean pagesAtOnce, String sentence) {}
