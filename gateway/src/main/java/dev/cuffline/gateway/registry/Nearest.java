package dev.cuffline.gateway.registry;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known word that somebody probably meant. */
public final class Nearest {
  private static final int FURTHEST = 4;

  private Nearest() {}

  /** {@code , did you mean "family"?}, or nothing when no known word is near. */
  public static String hint(String word, Collection<String> known) {
    LevenshteinDistance distance = new LevenshteinDistance(FURTHEST);
    return known.stream()
        .filter(candidate -> distance.apply(word, candidate) >= 0)
        .min(
            Comparator.comparing((String candidate) -> distance.apply(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .map(candidate -> ", did you mean \"" + candidate + "\"?")
        .orElse("");
  }
}
