package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
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

/** A patient's readings as a picture, before a real gateway. */
final class ReadingPagesIT {
  /** How many points of the canvas are not its background. */
  private static final String INKED =
      """
      () => {
        const canvas = document.querySelector('.chart canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let inked = 0;
        for (let i = 3; i < data.length; i += 4) { inked += data[i] > 0 ? 1 : 0; }
        return inked;
      }
      """;

  @TempDir private static Path folder;
  private static PageWorld world;
  private static Chrome chrome;

  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    world = new PageWorld(folder);
    world.enrol("p-chart", "Of-chart");
    world.history("p-chart");
    world.enrol("p-none", "Of-none");
    // Two readings two minutes apart are one session: 142/90 in the mean.
    world.publish("cuff-p-chart", PageWorld.NOW.minusSeconds(240), 140, 88, "");
    world.publish("cuff-p-chart", PageWorld.NOW.minusSeconds(120), 144, 92, "");
    world.settle();
    world.practice("inland", "Inland Clinic");
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
    page.locator(".practices button:has-text('Harbor')").click();
  }

  @AfterEach
  void nothingWentWrong() {
    profile.close();
    assertThat(chrome.complaints).isEmpty();
  }

  private void patient(String more) {
    page.navigate(world.address() + "/patients/p-chart" + more);
  }

  @Test
  void theChartIsDrawnAndItsTableHoldsTheSameValues() {
    patient("");
    assertThat(page.locator(".chart")).hasAttribute("data-drawn", "14");
    assertThat(((Number) page.evaluate(INKED)).intValue()).isGreaterThan(2_000);

    page.locator("summary:has-text('table')").click();
    assertThat(page.locator(".sessions tbody tr")).hasCount(14);
    assertThat(page.locator(".sessions tbody tr").first()).containsText("142 mmHg");
    assertThat(page.locator(".sessions tbody tr").first()).containsText("90 mmHg");
  }

  @Test
  void theArrowKeysSayEachSession() {
    patient("");
    assertThat(page.locator(".chart")).hasAttribute("data-drawn", "14");
    page.locator(".chart").focus();

    page.keyboard().press("ArrowLeft");
    assertThat(page.locator(".chart-said")).containsText("142/90 mmHg");
    assertThat(page.locator(".chart-said")).containsText("mean of 2 readings");
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator(".chart-said")).containsText("124/80 mmHg");
    assertThat(page.locator(".chart-said")).containsText("does not count as a data-day");
  }

  @Test
  void aShorterSpanShowsLessAndAveragesSayWhatTheyNeed() {
    patient("?days=7");
    assertThat(page.locator(".chart")).hasAttribute("data-drawn", "1");
    page.locator("summary:has-text('Averages')").click();
    assertThat(page.locator(".averages tr:has-text('For 99474')")).containsText("124.8/79.7 mmHg");
    assertThat(page.locator(".averages tr:has-text('Target: BP') td").nth(1)).hasText("—");
  }

  @Test
  void withoutAReadingThereIsAChartOfNothing() {
    page.navigate(world.address() + "/patients/p-none");
    assertThat(page.locator(".chart")).hasAttribute("data-drawn", "0");
    page.locator("summary:has-text('table')").click();
    assertThat(page.locator("main")).containsText("No reading in 30 days");
  }

  @Test
  void anotherPracticeHasNoSuchChart() {
    page.locator(".practices button:has-text('Inland')").click();
    APIResponse answer = page.request().get(world.address() + "/patients/p-chart/chart");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).doesNotContain("systolic");
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
    page.locator(".practices button:has-text('Harbor')").click();
    patient("");
    assertThat(page.locator(".chart")).hasAttribute("data-drawn", "14");
    page.locator("summary:has-text('table')").click();
    page.locator("summary:has-text('Averages')").click();
    Looks.check(page, "patient-chart", scheme, width);
  }
}
