package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A nurse who deals with alerts, before a real gateway. */
final class AlertPagesIT {
  @TempDir private static Path folder;
  private static PageWorld world;
  private static Chrome chrome;

  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    world = new PageWorld(folder);
    for (String name : new String[] {"snooze", "over", "looks"}) {
      world.enrol("p-" + name, "Of-" + name);
      world.publish("cuff-p-" + name, PageWorld.NOW.minusSeconds(60), 214, 128, "");
    }
    world.settle();
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
  void open() throws IOException {
    profile = chrome.profile(new Browser.NewContextOptions().setViewportSize(1440, 900));
    page = chrome.page(profile);
    chrome.complaints.clear();
    world.signIn(page);
  }

  @AfterEach
  void nothingWentWrong() {
    profile.close();
    assertThat(chrome.complaints).isEmpty();
  }

  private void alertOf(String name) {
    page.navigate(world.address() + "/");
    page.locator("tr[data-patient='p-" + name + "'] .more").click();
    assertThat(page.locator("h1")).containsText("Critical");
  }

  @Test
  void aCriticalAlertWaitsHalfAnHourAtMost() {
    alertOf("snooze");
    assertThat(page.locator("#for option")).hasCount(2);
    page.locator("#for").selectOption("PT30M");
    page.locator("#snooze button").click();

    assertThat(page.locator("main")).containsText("Snoozed, until 08:30 EST");
    assertThat(page.locator("tbody")).containsText("snoozed until 08:30");
    page.navigate(world.address() + "/");
    assertThat(page.locator("tr[data-patient='p-snooze'] .word")).hasText("Snoozed");
  }

  @Test
  void itEndsWithAnOutcomeAndWhoWasToldStandsThere() {
    alertOf("over");
    assertThat(page.locator("section[aria-labelledby=told]")).containsText("work list");
    page.locator("#outcome").selectOption("MEDICATION_CHANGED");
    page.locator("#note").fill("Dose of the evening doubled by Dr Reed");
    page.locator("button:has-text('Resolve')").click();

    assertThat(page.locator("main")).containsText("Resolved");
    assertThat(page.locator("tbody")).containsText("resolved: medication changed");
    assertThat(page.locator("tbody")).containsText("Dose of the evening doubled");
    assertThat(page.locator("#outcome")).hasCount(0);
  }

  @Test
  void whatIsNotThereIsSaid() {
    page.navigate(world.address() + "/alerts/nothing");

    assertThat(page.locator("main")).containsText("There is no such alert in this practice");
    chrome.complaints.removeIf(complaint -> complaint.contains("404"));
  }

  @ParameterizedTest(name = "{0} at {1} px")
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 375", "DARK, 375"})
  void itIsForEverybody(ColorScheme scheme, int width) throws IOException {
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900));
    page = chrome.page(profile);
    world.signIn(page);
    alertOf("looks");
    Looks.check(page, "alert", scheme, width);
  }
}
