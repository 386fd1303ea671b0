package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.store.Database;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document and the table of routes name the same operations. */
final class OpenApiTest extends ApiTestBase {
  @Test
  void everyRouteIsDescribedAndNoOther(@TempDir Path folder) {
    try (Database database = Database.sqlite(folder.resolve("other.db"))) {
      TreeSet<String> routes =
          Endpoints.of(ApiFixture.parts(database, folder)).stream()
              .map(route -> route.method() + " " + Endpoints.ROOT + route.path())
              .collect(Collectors.toCollection(TreeSet::new));
      routes.add("GET " + EventService.PATH);

      assertThat(Contract.load().operations()).isEqualTo(routes);
    }
  }

  @Test
  void everyOperationNamesTheScopeThatItNeeds(@TempDir Path folder) {
    try (Database database = Database.sqlite(folder.resolve("other.db"))) {
      TreeSet<String> needed =
          Endpoints.of(ApiFixture.parts(database, folder)).stream()
              .map(route ->
                  route.method() + " " + Endpoints.ROOT + route.path() + " " + route.needed())
              .collect(Collectors.toCollection(TreeSet::new));
      needed.add("GET " + EventService.PATH + " SEE_PATIENTS");

      assertThat(Contract.load().scopes()).isEqualTo(needed);
    }
  }

  @Test
  void theDocumentIsServedWithoutAToken() {
    ApiFixture.Reply reply = api.get("", "/api/openapi.json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("openapi").asText()).isEqualTo("3.1.0");
  }
}
