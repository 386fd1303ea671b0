package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks a running gateway, as any program with a token does. */
final class AccountsOverApi implements AccountDesk {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String root;
  private final String token;

  /**
   * Calls nobody yet.
   *
   * @param gateway for example {@code http://127.0.0.1:8080}
   */
  AccountsOverApi(URI gateway, String token) {
    this.root = gateway.toString().replaceAll("/$", "") + "/api/v1/accounts";
    this.token = token;
  }

  private JsonNode call(String path, Optional<ObjectNode> body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token);
    body.ifPresent(object ->
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(object.toString())));
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      JsonNode said = json.readTree(answer.body());
      if (answer.statusCode() >= 300) {
        throw new IllegalArgumentException(
            "the gateway refused: " + said.path("detail").asText(answer.body()));
      }
      return said;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (ConnectException nobody) {
      throw new IOException(
          "the data folder is in use, but no gateway answers at "
              + root
              + ": say where it listens with --url",
          nobody);
    }
  }

  private JsonNode act(String name, String action, ObjectNode body) throws IOException {
    for (JsonNode account : call("", Optional.empty()).path("items")) {
      if (account.path("name").asText().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return call("/" + account.path("id").asText() + "/" + action, Optional.of(body));
      }
    }
    throw AccountDesk.unknown(name);
  }

  private ObjectNode object(Grant grant) {
    ObjectNode body = json.createObjectNode().put("role", grant.role().name());
    grant.practice().ifPresent(practice -> body.put("practice", practice.value()));
    return body;
  }

  @Override
  public List<Line> list() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (JsonNode account : call("", Optional.empty()).path("items")) {
      List<String> roles = new ArrayList<>();
      account
          .path("roles")
          .forEach(role ->
              roles.add(
                  AccountDesk.words(
                      AccessRole.valueOf(role.path("role").asText()),
                      Optional.ofNullable(role.get("practice"))
                          .map(id -> new PracticeId(id.asText())))));
      lines.add(
          new Line(
              account.path("name").asText(),
              account.path("displayName").asText(),
              account.path("state").asText().toLowerCase(Locale.ROOT),
              roles));
    }
    return lines;
  }

  @Override
  public String create(Wanted wanted) throws IOException {
    ObjectNode body = object(wanted.grant()).put("name", wanted.name());
    if (!wanted.displayName().isEmpty()) {
      body.put("displayName", wanted.displayName());
    }
    wanted.staff().ifPresent(staff -> body.put("staff", staff));
    return call("", Optional.of(body)).path("password").asText();
  }

  @Override
  public void disable(String name) throws IOException {
    act(name, "disable", json.createObjectNode());
  }

  @Override
  public void enable(String name) throws IOException {
    act(name, "enable", json.createObjectNode());
  }

  @Override
  public String resetPassword(String name) throws IOException {
    return act(name, "reset-password", json.createObjectNode()).path("password").asText();
  }

  @Override
  public void grant(String name, Grant grant) throws IOException {
    act(name, "grant", object(grant));
  }

  @Override
  public void revoke(String name, Grant grant) throws IOException {
    act(name, "revoke", object(grant));
  }

  @Override
  public void close() {
    client.close();
  }
}
