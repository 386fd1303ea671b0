package dev.cuffline.gateway;

import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.gateway.access.oidc.OidcSettings;
import dev.cuffline.rules.reading.PracticeId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code oidc}; without an issuer there is no provider. */
final class OidcReader {
  private static final List<String> ROLE = List.of("value", "role", "practice");

  private OidcReader() {}

  /**
   * Reads the section.
   *
   * @param folder of the settings file, to which the secret's file is relative
   */
  static Optional<OidcSettings> read(SettingsReader settings, Path folder) {
    String issuer = settings.text("oidc.issuer", "");
    String name = settings.text("oidc.name", "your organisation");
    String clientId = settings.text("oidc.clientId", "");
    String secretFile = settings.text("oidc.clientSecretFile", "");
    String redirectUri = settings.text("oidc.redirectUri", "");
    String scopes = settings.text("oidc.scopes", "openid profile");
    String nameClaim = settings.text("oidc.nameClaim", "preferred_username");
    String rolesClaim = settings.text("oidc.rolesClaim", "groups");
    List<OidcSettings.Mapped> roles =
        settings.list("oidc.roles", ROLE, List.of(), path -> mapped(settings, path));
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OidcSettings(
            uri("oidc.issuer", issuer),
            name,
            clientId,
            optional(secretFile).map(folder::resolve),
            optional(redirectUri).map(text -> uri("oidc.redirectUri", text)),
            Arrays.stream(scopes.strip().split("\\s+")).toList(),
            nameClaim,
            rolesClaim,
            roles));
  }

  private static OidcSettings.Mapped mapped(SettingsReader settings, String path) {
    String value = settings.required(path + ".value", "a value of oidc.rolesClaim", text -> text);
    AccessRole role = settings.requiredChoice(path + ".role", AccessRole.class);
    Optional<PracticeId> practice =
        settings.item(
            path + ".practice",
            Optional.empty(),
            "the id of a practice",
            text -> Optional.of(new PracticeId(text)));
    return new OidcSettings.Mapped(value, new Grant(practice, role));
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  private static URI uri(String path, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(path + " must be an address", malformed);
    }
  }
}
