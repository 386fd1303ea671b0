package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ENROL;
import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.registry.ImportKind;
import dev.cuffline.gateway.registry.Registry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /import/{kind}}: a CSV file, all of it or nothing. */
final class ImportResource {
  private final Registry registry;

  ImportResource(WebParts parts) {
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.upload("/import/{kind}", SEE_PATIENTS, this::upload));
  }

  private Answer upload(Call call) {
    String word = call.variable("kind");
    ImportKind kind =
        ImportKind.of(word)
            .orElseThrow(() ->
                new ProblemException(
                    Problem.Kind.NOT_FOUND,
                    "what can be imported is "
                        + Stream.of(ImportKind.values())
                            .map(ImportKind::word)
                            .collect(Collectors.joining(", "))));
    call.require(needed(kind));
    return Answer.ok(
        Call.await(
            registry.importCsv(
                call.practice(), kind, word + ".csv", call.content().array(), call.actor())));
  }

  private static Permission needed(ImportKind kind) {
    return switch (kind) {
      case PATIENTS, ENROLMENTS -> ENROL;
      case DEVICES, DEVICE_EVENTS, ASSIGNMENTS -> MANAGE_DEVICES;
    };
  }
}
