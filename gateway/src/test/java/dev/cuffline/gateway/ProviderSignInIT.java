package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at an OpenID provider that listens in this process. */
final class ProviderSignInIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String TRY_AGAIN = "Signing in did not work. Try again.";

  @TempDir private static Path folder;
  private static TestProvider provider;
  private static Gateway gateway;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    provider = new TestProvider();
    Path secret = Files.writeString(folder.resolve("oidc-secret"), TestProvider.SECRET + "\n");
    Path settings =
        Files.writeString(
            folder.resolve("cuffline.yaml"),
            """
            data: {folder: "%s"}
            http: {port: 0}
            mqtt: {port: 0}
            oidc:
              issuer: %s
              name: Harbor Health
              clientId: %s
              clientSecretFile: %s
              roles:
                - {value: harbor-nurses, role: clinical-staff, practice: harbor}
                - {value: chiefs, role: administrator}
            alertRules: %s/config/alert-rules/default.yaml
            payers: %s/config/payers
            fees: %s/config/fees
            """
                .formatted(
                    folder.resolve("data"),
                    provider.issuer(),
                    TestProvider.CLIENT,
                    secret.getFileName(),
                    HOME,
                    HOME,
                    HOME));
    gateway =
        Gateway.start(
            new ConfigurationLoader(Map.of(), HOME).load(settings).configuration(),
            Clock.systemUTC());
    for (String practice : List.of("harbor", "inland")) {
      gateway
          .registry()
          .save(
              new Practice(new PracticeId(practice), practice, ZoneId.of("UTC"), "medicare-2026"),
              Mode.CREATE,
              "test")
          .join();
    }
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
    provider.close();
    client.close();
  }

  @BeforeEach
  void asItShouldBe() {
    provider.behave();
  }

  private static String address() {
    return "http://127.0.0.1:" + gateway.httpPort();
  }

  private static HttpResponse<String> get(String address, String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static Optional<String> cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(header -> header.startsWith(name + "="))
        .map(header -> header.split(";", 2)[0])
        .filter(pair -> pair.length() > name.length() + 1)
        .findFirst();
  }

  /** Somebody who was sent to the provider, and where it sends them back to. */
  private record Trip(String cookie, String back) {}

  private static Trip trip() throws IOException, InterruptedException {
    HttpResponse<String> begun = get(address() + "/login/oidc", "");
    assertThat(begun.statusCode()).isEqualTo(303);
    HttpResponse<String> there = get(location(begun), "");
    assertThat(there.statusCode()).isEqualTo(302);
    return new Trip(cookie(begun, "cuffline-sign-in").orElseThrow(), location(there));
  }

  private static HttpResponse<String> signIn() throws IOException, InterruptedException {
    Trip trip = trip();
    return get(trip.back(), trip.cookie());
  }

  private static void assertRefused(HttpResponse<String> answer, String words) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains(words);
    assertThat(cookie(answer, "cuffline-session")).isEmpty();
  }

  @Test
  void whoeverTheProviderKnowsIsLetInWithTheirRoles() throws IOException, InterruptedException {
    HttpResponse<String> answer = signIn();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("refresh")).contains("0; url=/");
    String session = cookie(answer, "cuffline-session").orElseThrow();
    String page = get(address() + "/", session).body();
    assertThat(page).contains("Work list", "Cleo Nurse").doesNotContain("href=\"/accounts\"");
    assertThat(get(address() + "/accounts", session).statusCode()).isEqualTo(403);
    assertThat(get(address() + "/password", session).statusCode()).isEqualTo(404);
  }

  @Test
  void nothingSecretIsInAnAddress() throws IOException, InterruptedException {
    HttpResponse<String> begun = get(address() + "/login/oidc", "");

    Map<String, String> asked = TestProvider.query(URI.create(location(begun)));

    assertThat(asked.keySet())
        .contains("state", "nonce", "code_challenge")
        .doesNotContain("code_verifier", "client_secret");
    assertThat(begun.headers().firstValue("set-cookie").orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/login/oidc");
  }

  @Test
  void anAnswerCountsOnceAndForTheBrowserThatAsked() throws IOException, InterruptedException {
    Trip mine = trip();
    Trip yours = trip();
    String lost = "Signing in took too long, or was begun in another window. Try again.";

    assertRefused(get(mine.back(), ""), lost);
    assertRefused(get(mine.back(), yours.cookie()), TRY_AGAIN);
    assertThat(get(mine.back(), mine.cookie()).statusCode()).isEqualTo(200);
    assertRefused(get(mine.back(), mine.cookie()), lost);
  }

  @Test
  void aWrongStateIsRefused() throws IOException, InterruptedException {
    provider.stateEnd = "x";
    assertRefused(signIn(), TRY_AGAIN);
  }

  @Test
  void aWrongNonceIsRefused() throws IOException, InterruptedException {
    provider.claims = provider.claims.andThen(builder -> builder.claim("nonce", "another"));
    assertRefused(signIn(), TRY_AGAIN);
  }

  @Test
  void aTokenForAnotherIsRefused() throws IOException, InterruptedException {
    provider.claims = provider.claims.andThen(builder -> builder.audience("another"));
    assertRefused(signIn(), TRY_AGAIN);
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws IOException, InterruptedException {
    provider.claims = provider.claims.andThen(builder -> builder.issuer("http://other.example"));
    assertRefused(signIn(), TRY_AGAIN);
  }

  @Test
  void anOldTokenIsRefused() throws IOException, InterruptedException {
    Instant past = Instant.now().minusSeconds(600);
    provider.claims =
        provider.claims.andThen(
            builder -> builder.issueTime(Date.from(past)).expirationTime(Date.from(past)));
    assertRefused(signIn(), TRY_AGAIN);
  }

  @Test
  void anUnsignedTokenIsRefused() throws IOException, InterruptedException {
    provider.unsigned = true;
    assertRefused(signIn(), TRY_AGAIN);
  }

  @Test
  void aTokenThatAnotherSignedIsRefused() throws IOException, InterruptedException {
    provider.signs = TestProvider.key();
    assertRefused(signIn(), TRY_AGAIN);
  }

  @Test
  void whoeverTheProviderRefusesIsRefused() throws IOException, InterruptedException {
    provider.error = "access_denied";
    assertRefused(signIn(), "The provider of your sign-in said no.");
  }

  @Test
  void groupsThatGiveNothingLetNobodyIn() throws IOException, InterruptedException {
    provider.claims =
        builder -> builder.subject("u-9").claim("groups", List.of("harbor-nurses-emeriti"));
    assertRefused(signIn(), "You are known to Harbor Health, but have no role in Cuffline.");
  }

  @Test
  void aDisabledAccountStaysOutAndItsSessionEnds() throws IOException, InterruptedException {
    provider.claims =
        builder ->
            builder
                .subject("u-3")
                .claim("preferred_username", "dora")
                .claim("groups", "harbor-nurses");
    String session = cookie(signIn(), "cuffline-session").orElseThrow();
    assertThat(get(address() + "/", session).statusCode()).isEqualTo(200);

    AccountsOverApi desk =
        new AccountsOverApi(
            URI.create(address()),
            Files.readString(AdminToken.file(gateway.folder().path())).strip());
    desk.disable("oidc:dora");

    assertThat(location(get(address() + "/", session))).isEqualTo("/login");
    assertRefused(signIn(), "Your account is disabled.");
    desk.close();
  }

  @Test
  void aBrowserIsLedThereAndBack() {
    try (Chrome chrome = new Chrome();
        BrowserContext profile = chrome.profile(new Browser.NewContextOptions())) {
      provider.claims =
          builder ->
              builder.subject("u-2").claim("name", "Ada Chief").claim("groups", List.of("chiefs"));
      Page page = chrome.page(profile);
      page.navigate(address() + "/login");

      page.locator("a[href='/login/oidc']").click();

      assertThat(page).hasURL(address() + "/");
      assertThat(page.locator("h1")).hasText("Work list");
      assertThat(page.locator(".rail .user")).hasText(Pattern.compile("Ada Chief"));
      page.locator("nav a[href='/accounts']").click();
      assertThat(page.locator("table.accounts")).containsText("oidc:u-2");
      assertThat(chrome.complaints).isEmpty();
    }
  }
}
