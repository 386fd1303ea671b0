package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People who sign in with a name, and whoever manages their accounts. */
final class AccountsPagesIT {
  private static final Path PICTURES = Path.of("target", "pages");
  private static final String OWN = "three green boats";
  private static final Pattern PASSWORD = Pattern.compile("\"password\":\"([^\"]+)\"");
  private static final Pattern FORM_TOKEN =
      Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]+)\">");

  @TempDir private static Path folder;
  private static PageWorld world;
  private static Chrome chrome;
  private static HttpClient client;

  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    client = HttpClient.newHttpClient();
    world = new PageWorld(folder);
    world.enrol("p-known", "Adams");
    api(
        "/practices",
        """
        {"id": "inland", "name": "Inland Clinic", "zone": "UTC", "payerProfile": "medicare-2026"}
        """);
  }

  @AfterAll
  static void stop() {
    if (world != null) {
      world.close();
    }
    if (chrome != null) {
      chrome.close();
    }
    client.close();
  }

  @BeforeEach
  void open() {
    profile = chrome.profile(new Browser.NewContextOptions().setViewportSize(1440, 900));
    page = chrome.page(profile);
    chrome.complaints.clear();
    chrome.requests.clear();
  }

  @AfterEach
  void nothingWentWrongAndNothingLeftTheMachine() {
    profile.close();
    // What is refused with words is a complaint of the browser's too.
    assertThat(chrome.complaints).allMatch(words -> words.matches("(?s).*(401|403|404|422).*"));
    assertThat(chrome.requests).allMatch(url -> url.startsWith(world.address() + "/"));
  }

  private static String api(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.address() + "/api/v1" + path))
            .header("Authorization", "Bearer " + world.adminToken())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.body();
  }

  /** The answer is the one-time password. */
  private static String account(String name, String role, String more)
      throws IOException, InterruptedException {
    String body =
        api(
            "/accounts",
            "{\"name\": \"%s\", \"displayName\": \"%s Example\", \"role\": \"%s\"%s}"
                .formatted(name, name, role, more));
    Matcher password = PASSWORD.matcher(body);
    assertThat(password.find()).isTrue();
    return password.group(1);
  }

  private static String at(String practice) {
    return ", \"practice\": \"" + practice + "\"";
  }

  private void signIn(String name, String password) {
    page.navigate(world.address() + "/login");
    page.locator("#name").fill(name);
    page.locator("#password").fill(password);
    page.locator("button.primary").click();
  }

  private void signInAndChoose(String name, String oneTime) {
    signIn(name, oneTime);
    assertThat(page.locator("h1")).hasText("Change password");
    change(oneTime, OWN, OWN);
    assertThat(page.locator("h1")).hasText("Work list");
  }

  private void change(String current, String password, String again) {
    page.locator("#current").fill(current);
    page.locator("#password").fill(password);
    page.locator("#again").fill(again);
    page.locator("button.primary").click();
  }

  @Test
  void aOneTimePasswordIsChangedBeforeAnythingElse() throws IOException, InterruptedException {
    String oneTime = account("cleo", "CLINICAL_STAFF", at("harbor") + ", \"staff\": \"rn-a\"");
    signIn("Cleo", oneTime);
    assertThat(page).hasURL(world.address() + "/password");
    page.navigate(world.address() + "/patients");
    assertThat(page).hasURL(world.address() + "/password");
    assertThat(page.evaluate("fetch('/api/v1/events?practice=harbor').then(a => a.status)"))
        .isEqualTo(401);

    change(oneTime, "cleo's boat", "cleo's boat");
    assertThat(page.locator("#password-problem")).hasText("must have at least 12 characters");
    change(oneTime, OWN, OWN + "s");
    assertThat(page.locator("#again-problem")).hasText("is not the same as the new password");
    change("wrong", OWN, OWN);
    assertThat(page.locator("#current-problem")).hasText("is not your password");
    change(oneTime, OWN, OWN);

    assertThat(page.locator("h1")).hasText("Work list");
    assertThat(page.locator(".rail .user")).containsText("cleo Example");
    assertThat(page.locator(".rail .own")).hasAttribute("href", "/password");
    assertThat(page.locator("nav a[href='/accounts']")).hasCount(0);
    assertThat(chrome.requests).noneMatch(url -> url.contains("boats"));
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() throws IOException, InterruptedException {
    signInAndChoose("dora", account("dora", "CLINICAL_STAFF", at("harbor")));
    try (BrowserContext elsewhere = chrome.profile(new Browser.NewContextOptions())) {
      Page first = page;
      page = chrome.page(elsewhere);
      signIn("dora", OWN);
      assertThat(page.locator("h1")).hasText("Work list");
      page.locator(".rail .own").click();
      change(OWN, "four green boats", "four green boats");
      assertThat(page.locator("h1")).hasText("Work list");

      first.reload();

      assertThat(first).hasURL(world.address() + "/login");
      page = first;
    }
  }

  @Test
  void wrongPasswordsLockTheAccountWithTheSameWords() throws IOException, InterruptedException {
    String oneTime = account("lou", "CLINICAL_STAFF", at("harbor"));
    signIn("nobody-of-this-name", "wrong password");
    String words = page.locator("#problem").textContent();
    for (int i = 0; i < 5; i++) {
      signIn("lou", "wrong password");
      assertThat(page.locator("#problem")).hasText(words);
    }

    signIn("lou", oneTime);

    assertThat(page.locator("#problem")).hasText(words);
    assertThat(page.locator("#name")).hasValue("lou");
    assertThat(page.locator("#password")).hasValue("");
  }

  @Test
  void whatTheRoleDoesNotIncludeIsRefused() throws IOException, InterruptedException {
    signInAndChoose("bill", account("bill", "BILLER", at("harbor")));

    assertThat(page.navigate(world.address() + "/accounts").status()).isEqualTo(403);

    assertThat(page.locator("main")).containsText("Your role does not include this.");
    assertThat(page.locator("nav a[href='/accounts']")).hasCount(0);
  }

  @Test
  void anotherPracticeIsRefused() throws IOException, InterruptedException {
    signInAndChoose("ivy", account("ivy", "CLINICIAN", at("inland")));
    assertThat(page.locator(".rail .practice")).hasText("Inland Clinic");

    assertThat(page.navigate(world.address() + "/patients/p-known").status()).isEqualTo(404);
    Session session = session("ivy");
    HttpResponse<String> chosen =
        send(session, "/practice", "practice=harbor&csrf=" + session.formToken());
    HttpResponse<String> events =
        client.send(
            HttpRequest.newBuilder(URI.create(world.address() + "/api/v1/events?practice=harbor"))
                .header("Cookie", session.cookie())
                .build(),
            BodyHandlers.ofString());

    assertThat(chosen.statusCode()).isEqualTo(404);
    assertThat(chosen.body()).contains("You have no role at such a practice.");
    assertThat(events.statusCode()).isEqualTo(403);
  }

  private record Session(String cookie, String formToken) {}

  private Session session(String name) throws IOException, InterruptedException {
    HttpResponse<String> opened =
        send(new Session("", ""), "/login", "name=" + name + "&password=" + OWN.replace(' ', '+'));
    assertThat(opened.statusCode()).isEqualTo(303);
    String header = opened.headers().firstValue("set-cookie").orElseThrow();
    assertThat(header).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
    String cookie = header.split(";", 2)[0];
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.address() + "/")).header("Cookie", cookie).build();
    Matcher token = FORM_TOKEN.matcher(client.send(request, BodyHandlers.ofString()).body());
    assertThat(token.find()).isTrue();
    return new Session(cookie, token.group(1));
  }

  private static HttpResponse<String> send(Session session, String path, String form)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(world.address() + path))
            .header("Cookie", session.cookie())
            .header("Origin", world.address())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void aFormWithoutTheSessionsTokenIsRefused() throws IOException, InterruptedException {
    signInAndChoose("fay", account("fay", "CLINICIAN", at("harbor")));
    Session mine = session("fay");
    Session other = session("fay");

    for (String token : List.of("", "x", other.formToken())) {
      HttpResponse<String> answer = send(mine, "/patients", "name=adams&csrf=" + token);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body())
          .contains("This form was not sent from a page of Cuffline")
          .doesNotContain("Adams");
      assertThat(send(mine, "/logout", "csrf=" + token).statusCode()).isEqualTo(403);
    }
    assertThat(send(mine, "/patients", "name=adams&csrf=" + mine.formToken()).body())
        .contains("Adams, Ben");
  }

  @Test
  void anAdministratorMakesAccountsAndTakesThemBack() throws IOException, InterruptedException {
    signInAndChoose("ada", account("ada", "ADMINISTRATOR", at("harbor")));
    page.locator("nav a[href='/accounts']").click();
    assertThat(page.locator("#practice option")).hasCount(1);

    page.locator("#name").fill("ne w");
    page.locator("#role").selectOption("CLINICAL_STAFF");
    page.locator("button.primary").click();
    assertThat(page.locator("#name-problem")).containsText("must have 2 to 64 letters");
    page.locator("#name").fill("newt");
    page.locator("#displayName").fill("Newt <b>Nurse</b>");
    page.locator("#staff").selectOption("rn-a");
    page.locator("button.primary").click();
    String oneTime = page.locator("#one-time").textContent();
    page.locator("main a").click();
    assertThat(page.locator("h1")).hasText("Newt <b>Nurse</b>");
    assertThat(page.locator("#staff")).hasValue("rn-a");

    try (BrowserContext theirs = chrome.profile(new Browser.NewContextOptions())) {
      Page own = page;
      page = chrome.page(theirs);
      signInAndChoose("newt", oneTime);
      own.locator(".fields.more #role").selectOption("BILLER");
      own.locator(".fields.more button").click();
      assertThat(own.locator("table.roles tbody tr")).hasCount(2);
      own.locator("form[action$='/disable'] button").click();
      assertThat(own.locator(".sum")).containsText("Disabled");

      page.navigate(world.address() + "/patients");

      assertThat(page).hasURL(world.address() + "/login");
      page = own;
    }
  }

  @ParameterizedTest(name = "{0} at {1} px")
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 375", "DARK, 375"})
  void everyPageIsForEverybody(ColorScheme scheme, int width)
      throws IOException, InterruptedException {
    String name = "axe-" + scheme.name().toLowerCase(Locale.ROOT) + width;
    String oneTime = account(name, "ADMINISTRATOR", "");
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900));
    page = chrome.page(profile);
    signIn(name, "wrong password");
    page.locator("summary").click();
    check("sign-in", scheme, width);
    signIn(name, oneTime);
    change(oneTime, "short", "short");
    check("password", scheme, width);
    change(oneTime, OWN, OWN);
    page.navigate(world.address() + "/accounts");
    check("accounts", scheme, width);
    page.locator("table.accounts a").first().click();
    check("account", scheme, width);
    page.navigate(world.address() + "/accounts");
    page.locator("#name").fill(name + ".n");
    page.locator("button.primary").click();
    check("one-time-password", scheme, width);
  }

  private void check(String name, ColorScheme scheme, int width) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("%s-%s-%d.png".formatted(name, scheme, width)))
            .setFullPage(true));
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .as(name)
        .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
        .as(name + " fits the width")
        .isEqualTo(false);
  }
}
