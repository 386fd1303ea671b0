package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.cuffline.gateway.delivery.fhir.FakeFhirServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever runs a real gateway, with a browser and a FHIR server that refuses. */
final class SystemPagesIT {
  private static final Path PICTURES = Path.of("target", "pages");

  @TempDir private static Path folder;
  private static FakeFhirServer server;
  private static PageWorld world;
  private static Chrome chrome;
  private static int parked;

  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    server = new FakeFhirServer();
    world =
        new PageWorld(
            folder,
            """
            destinations:
              - name: files
                type: ndjson
                folder: fhir
                from: beginning
              - name: ehr
                type: fhir
                url: %s
                from: beginning
            """
                .formatted(server.base()));
    world.enrol("p-known", "Adams");
    world.history("p-known");
    world.settle();
  }

  @AfterAll
  static void stop() {
    if (world != null) {
      world.close();
    }
    if (server != null) {
      server.close();
    }
    if (chrome != null) {
      chrome.close();
    }
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
    assertThat(chrome.complaints).isEmpty();
    assertThat(chrome.requests).allMatch(url -> url.startsWith(world.address() + "/"));
  }

  private void signIn() throws IOException {
    page.navigate(world.address() + "/login");
    page.locator("#token").fill(world.adminToken());
    page.locator("button.primary").click();
    assertThat(page.locator("h1")).hasText("Work list");
  }

  /** A reading that the FHIR server refuses, another each time. */
  private static void park() throws IOException, InterruptedException {
    server.refused.add("177");
    world.publish("cuff-p-known", PageWorld.NOW.minusSeconds(600 + parked++), 177, 99, "");
    world.settle();
  }

  private Locator target(String name) {
    return page.locator(".targets tr:has(th:text-is('" + name + "'))");
  }

  @Test
  void thePageSaysWhatComesInAndGoesOut() throws IOException, InterruptedException {
    park();
    signIn();
    page.locator("nav a[href='/system']").click();
    assertThat(page.locator("h1")).hasText("System");
    assertThat(page.locator(".checks")).containsText("✓ journal");
    assertThat(page.locator("#figures")).containsText("received = ");
    assertThat(page.locator("#figures"))
        .hasText(Pattern.compile("[\\s\\S]*Waiting to be judged\\s*0[\\s\\S]*"));
    assertThat(target("files")).containsText("Works");
    assertThat(target("ehr")).containsText("parked");
    assertThat(page.locator("main")).not().containsText("Adams");
    String before = page.locator("tr:has(th:text-is('accept')) td").textContent();

    world.publish("cuff-p-known", PageWorld.NOW.minusSeconds(60), 121, 79, "");
    world.settle();

    // By itself, every five seconds; a wait of as many could end just before.
    assertThat(page.locator("tr:has(th:text-is('accept')) td"))
        .hasText(
            Long.toString(Long.parseLong(before) + 1),
            new LocatorAssertions.HasTextOptions().setTimeout(30_000));
  }

  @Test
  void aParkedEntrySaysWhyAndIsSentAgain() throws IOException, InterruptedException {
    park();
    signIn();
    page.navigate(world.address() + "/system/parked");
    Locator row = page.locator(".parked tbody tr").first();
    assertThat(row).containsText("reading/");
    assertThat(row).containsText("HTTP 422");
    assertThat(page.locator("main")).not().containsText("Adams");
    row.locator("button").click();
    assertThat(page.locator(".said")).containsText("1 queued again");
    world.settle();
    page.navigate(world.address() + "/system/parked");
    assertThat(page.locator(".parked tbody tr").first()).containsText("HTTP 422");

    server.refused.clear();
    page.locator("button:has-text('Send all of ehr again')").click();
    assertThat(page.locator(".said")).containsText("queued again");
    world.settle();
    page.navigate(world.address() + "/system/parked");

    assertThat(page.locator(".empty")).containsText("Nothing is parked");
  }

  @Test
  void formatsAreReadAgain() throws IOException {
    signIn();
    page.navigate(world.address() + "/system");
    assertThat(page.locator(".formats")).containsText("cuffline.v1");

    page.locator("button:has-text('Read the format files again')").click();

    assertThat(page.locator(".said")).hasText("The formats were read again and are in use.");
  }

  @ParameterizedTest(name = "{0} at {1} px")
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 375", "DARK, 375"})
  void everyPageIsForEverybody(ColorScheme scheme, int width)
      throws IOException, InterruptedException {
    park();
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900));
    page = chrome.page(profile);
    signIn();
    page.navigate(world.address() + "/system");
    check("system", scheme, width);
    page.navigate(world.address() + "/system/parked");
    check("parked", scheme, width);
  }

  private void check(String name, ColorScheme scheme, int width) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("%s-%s-%d.png".formatted(name, scheme, width)))
            .setFullPage(true));
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .as(() ->
            violations.stream()
                .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .toList()
                .toString())
        .isEmpty();
    Object wide = page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertThat(wide).as(name + " fits the width").isEqualTo(false);
  }
}
