package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.OPERATE;

import java.util.List;

/** {@code /formats}: which payload formats are in use; they are those of every practice. */
final class FormatResource {
  private final FormatFiles formats;

  /** A format in use. */
  private record FormatVersion(String name, int version) {}

  FormatResource(WebParts parts) {
    this.formats = parts.formats();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/formats", OPERATE, this::list),
        Endpoint.post("/formats/reload", OPERATE, this::reload));
  }

  private Answer list(Call call) {
    return Answer.ok(listing());
  }

  private Answer reload(Call call) {
    call.requireEveryPractice();
    call.body().done();
    try {
      formats.reload();
    } catch (IllegalArgumentException wrong) {
      throw new ProblemException(
          Problem.Kind.INVALID, "no format was changed: " + FormatFiles.words(wrong));
    }
    return Answer.ok(listing());
  }

  private Listing<FormatVersion> listing() {
    return Listing.all(
        formats.versions().entrySet().stream()
            .map(entry -> new FormatVersion(entry.getKey(), entry.getValue()))
            .toList());
  }
}
