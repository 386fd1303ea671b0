package dev.cuffline.gateway.access.oidc;

import dev.cuffline.gateway.access.Grant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what an identity token that was found good says of somebody. */
final class OidcClaims {
  private static final String PREFIX = "oidc:";
  private static final int LONGEST = 100;

  private final OidcSettings settings;
  private final Map<String, Object> claims;

  OidcClaims(OidcSettings settings, Map<String, Object> claims) {
    this.settings = settings;
    this.claims = claims;
  }

  /** The actor of their commands; no account with a password can have such a name. */
  String actor(String subject) {
    String name = text(settings.nameClaim()).orElse(subject).toLowerCase(Locale.ROOT);
    return PREFIX + name;
  }

  /** For people. */
  String shown(String subject) {
    return text("name").or(() -> text(settings.nameClaim())).orElse(subject);
  }

  /** What the values of the claim give, each once. */
  List<Grant> grants() {
    Set<String> values = values(settings.rolesClaim());
    return settings.roles().stream()
        .filter(mapped -> values.contains(mapped.value()))
        .map(OidcSettings.Mapped::grant)
        .distinct()
        .toList();
  }

  private Optional<String> text(String claim) {
    return find(claim) instanceof String text && !text.isBlank()
        ? Optional.of(clean(text))
        : Optional.empty();
  }

  private static String clean(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }

  private Set<String> values(String claim) {
    return switch (find(claim)) {
      case String one -> Set.of(one);
      case Collection<?> many ->
          many.stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .collect(Collectors.toSet());
      case null, default -> Set.of();
    };
  }

  /** By its whole name first, since a name may hold dots; then object by object. */
  private @Nullable Object find(String claim) {
    if (claims.containsKey(claim)) {
      return claims.get(claim);
    }
    Object at = claims;
    for (String step : claim.split("\\.", -1)) {
      at = at instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return at;
  }
}
