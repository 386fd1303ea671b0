package dev.cuffline.rules.acceptance;

import org.quicktheories.QuickTheory;

/** The one place that knows the property-testing library; the seed is fixed, so no run differs. */
final class Theories {
  private static final long SEED = 99_454L;
  private static final int EXAMPLES = Integer.getInteger("theories.examples", 150);

  private Theories() {}

  static QuickTheory theory() {
    return QuickTheory.qt().withFixedSeed(SEED).withExamples(EXAMPLES);
  }
}
