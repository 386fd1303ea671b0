package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person with a browser before a real gateway. */
final class PagesIT {
  @TempDir private static Path folder;
  private static PageWorld world;
  private static Chrome chrome;

  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    world = new PageWorld(folder);
    world.enrol("p-known", "Adams");
    world.history("p-known");
    world.logTime("p-known");
    for (String id : List.of("live", "still", "mouse", "key", "plain", "seen")) {
      world.enrol("p-" + id, "Of-" + id);
    }
    world.cuff("cuff-nobody");
  }

  @AfterAll
  static void stop() {
    if (world != null) {
      world.close();
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
    world.signIn(page);
  }

  private Locator row(String patient) {
    return page.locator("tr[data-patient='p-" + patient + "']");
  }

  private static void crisis(String patient) throws IOException, InterruptedException {
    world.publish("cuff-p-" + patient, PageWorld.NOW.minusSeconds(60), 186, 124, "");
    world.settle();
  }

  @Test
  void onlyARightTokenOpensThePages() throws IOException {
    page.navigate(world.address() + "/patients");
    assertThat(page).hasURL(world.address() + "/login");

    page.locator("#token").fill("x".repeat(32));
    page.locator("button.primary").click();
    assertThat(page.locator("#problem")).containsText("This token is not known");
    chrome.complaints.removeIf(complaint -> complaint.contains("403"));

    page.locator("#token").fill(world.adminToken());
    page.locator("button.primary").click();
    assertThat(page.locator("h1")).hasText("Work list");
    assertThat(chrome.requests).noneMatch(url -> url.contains("token="));
  }

  @Test
  void aCrisisAppearsByItself() throws IOException, InterruptedException {
    signIn();
    assertThat(row("live")).hasCount(0);

    crisis("live");

    assertThat(row("live")).isVisible();
    assertThat(row("live").locator(".mark")).hasText(Pattern.compile("▲\\s+Critical"));
    assertThat(row("live").locator(".who")).hasText("Of-live, Ben");
    assertThat(row("live").locator(".since"))
        .hasText(Pattern.compile("08:00\\s+patient's time, EST"));
    assertThat(page).hasTitle(Pattern.compile("▲ [0-9]+ critical · Work list · Cuffline"));
  }

  @Test
  void nothingMovesUnderThePointer() throws IOException, InterruptedException {
    crisis("seen");
    signIn();
    row("seen").locator(".seen").hover();
    double before = row("seen").boundingBox().y;

    crisis("still");

    assertThat(page.locator("#news")).hasText("1 new");
    assertThat(row("still")).hasCount(0);
    assertThat(row("seen").boundingBox().y).isEqualTo(before);
    page.locator("#news").click();
    assertThat(row("still")).isVisible();
    assertThat(page.locator("#open tr").first()).hasAttribute("data-patient", "p-still");
  }

  @Test
  void anAlertIsAcknowledgedByMouse() throws IOException, InterruptedException {
    crisis("mouse");
    signIn();

    row("mouse").locator("button").click();

    assertThat(row("mouse").locator(".word")).hasText("Acknowledged");
    assertThat(row("mouse").locator(".detail:not(.contact)")).hasText("by admin, 08:00 EST");
    assertThat(row("mouse").locator("button")).hasCount(0);
    page.reload();
    assertThat(page.locator("#in-hand")).isVisible();
    assertThat(row("mouse").locator(".word")).hasText("Acknowledged");
    assertThat(row("mouse").locator(".detail:not(.contact)")).hasText("by admin, 08:00 EST");
  }

  @Test
  void anAlertIsAcknowledgedByKey() throws IOException, InterruptedException {
    crisis("key");
    signIn();
    assertThat(row("key")).isVisible();
    for (int step = 0;
        step < 20 && !row("key").evaluate("r => r === document.activeElement").equals(true);
        step++) {
      page.keyboard().press("j");
    }

    page.keyboard().press("a");

    assertThat(row("key").locator(".state")).containsText("Acknowledged by admin");
    assertThat(row("key")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Of-key, Ben");
    page.keyboard().press("g");
    page.keyboard().press("p");
    assertThat(page.locator("h1")).hasText("Patients");
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
  }

  @Test
  void aCriticalValueOfNobodyStandsOnTop() throws IOException, InterruptedException {
    world.publish("cuff-nobody", PageWorld.NOW.minusSeconds(90), 214, 128, "");
    world.settle();
    signIn();

    Locator top = page.locator("#open tr").first();

    assertThat(top.locator(".seen")).hasText("Unassigned cuff: 214/128, whose is it?");
    assertThat(top.locator(".since")).hasText(Pattern.compile("08:00\\s+practice's time, EST"));
  }

  @Test
  void bothClocksShowAKnownHistory() throws IOException {
    signIn();
    page.locator("nav a[href='/patients']").click();

    Locator clocks = page.locator("[data-clocks='p-known']");

    assertThat(clocks.locator(".device .figure")).hasText("12 of 16 days 5 Jan – 3 Feb");
    assertThat(clocks.locator(".device .missing"))
        .hasText("4 more days by 3 Feb (latest start 31 Jan)");
    assertThat(clocks.locator(".strip"))
        .hasAttribute(
            "aria-label",
            "Device period 5 Jan – 3 Feb: 12 of 16 days, 4 more days by 3 Feb (latest start 31"
                + " Jan)");
    assertThat(cells(clocks, "day")).isEqualTo(12);
    assertThat(cells(clocks, "held")).isEqualTo(1);
    assertThat(cells(clocks, "empty")).isEqualTo(13);
    assertThat(cells(clocks, "ahead")).isEqualTo(4);
    assertThat(clocks.locator(".care .figure")).hasText("17 min 50 s January 2026");
    assertThat(clocks.locator(".care .missing"))
        .hasText("2 min 10 s more for 20 min and one live call");
    assertThat(clocks.locator(".phone.made")).hasCount(0);
  }

  private static long cells(Locator clocks, String kind) {
    String path = clocks.locator(".strip path." + kind).getAttribute("d");
    return path.chars().filter(letter -> letter == 'M').count();
  }

  @Test
  void aPatientsPageSaysWhatCountsAndWhy() throws IOException {
    signIn();
    page.navigate(world.address() + "/patients/p-known");

    assertThat(page.locator("h1")).hasText("Adams, Ben");
    assertThat(page.locator(".readings tbody tr")).hasCount(13);
    assertThat(page.locator(".readings tbody tr").first().locator(".counts"))
        .hasText("does not count: typed in by hand");
    assertThat(page.locator(".readings tbody tr").nth(1)).containsText("122/78 mmHg");
    Locator management =
        page.locator(".determinations tr").filter(new Locator.FilterOptions().setHasText("99470"));
    assertThat(management).containsText("no live call this month");
  }

  @Test
  void aPatientIsFoundByNameWithoutAnAddressThatSaysIt() throws IOException {
    signIn();
    page.navigate(world.address() + "/patients");

    page.locator("#name").fill("adAMS");
    page.keyboard().press("Enter");

    assertThat(page.locator(".sum")).containsText("named “adAMS”");
    assertThat(page.locator(".patients tbody tr")).hasCount(1);
    assertThat(chrome.requests).noneMatch(url -> url.toLowerCase(Locale.ROOT).contains("adams"));
  }

  @Test
  void withoutScriptsTheListAndItsFormWork() throws IOException, InterruptedException {
    crisis("plain");
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(1440, 900));
    page = chrome.page(profile);
    signIn();

    row("plain").locator("button").click();

    assertThat(page).hasURL(world.address() + "/?queue=clinical");
    assertThat(row("plain").locator(".state")).containsText("Acknowledged by admin");
    page.navigate(world.address() + "/patients?sort=days");
    assertThat(page.locator("th[aria-sort]")).containsText("Device period");
  }

  @Test
  void whoeverSignsOutIsToldInEveryTab() throws IOException {
    signIn();
    Page other = chrome.page(profile);
    other.navigate(world.address() + "/patients");

    other.locator(".leave button").click();

    assertThat(other.locator("#token")).isVisible();
    assertThat(page.locator("#connection")).containsText("You are signed out");
  }

  @ParameterizedTest(name = "{0} at {1} px")
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 375", "DARK, 375"})
  void everyPageIsForEverybody(ColorScheme scheme, int width)
      throws IOException, InterruptedException {
    crisis("seen");
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900));
    page = chrome.page(profile);
    page.navigate(world.address() + "/login");
    Looks.check(page, "login", scheme, width);
    signIn();
    Looks.check(page, "work-list", scheme, width);
    page.navigate(world.address() + "/patients");
    Looks.check(page, "patients", scheme, width);
    page.navigate(world.address() + "/patients/p-known");
    Looks.check(page, "patient", scheme, width);
    page.navigate(world.address() + "/patients/p-seen");
    Looks.check(page, "patient-with-alert", scheme, width);
  }
}
