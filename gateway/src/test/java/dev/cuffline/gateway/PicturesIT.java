package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the README, of made-up people: {@code docs/pictures} runs this and copies them.
 * That it runs in every build shows that the pages are still what the pictures promise.
 */
final class PicturesIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int LARGEST = 400_000;

  /** The same month every time. */
  private final Random random = new Random(7);

  @TempDir private Path folder;

  @Test
  void theReadmesPicturesAreTaken() throws IOException, InterruptedException {
    try (Chrome chrome = new Chrome();
        PageWorld world = new PageWorld(folder)) {
      String[] names = {"Alvarez", "Brandt", "Chen", "Dubois", "Eriksen"};
      for (int i = 0; i < names.length; i++) {
        world.enrol("p-" + i, names[i], new String[] {"Rosa", "Karl", "Li", "Anne", "Nils"}[i]);
        month(world, i);
      }
      world.logTime("p-0");
      world.logCall("p-0");
      crises(world);
      BrowserContext profile =
          chrome.profile(new Browser.NewContextOptions().setViewportSize(1280, 800));
      Page page = chrome.page(profile);
      world.signIn(page);

      assertThat(page.locator("#open tr")).hasCount(6);
      take(page, "work-list");
      page.navigate(world.address() + "/patients/p-0");
      assertThat(page.locator(".chart[data-drawn]")).isVisible();
      page.setViewportSize(1280, 1320);
      take(page, "patient");
      page.setViewportSize(1280, 800);
      page.navigate(world.address() + "/billing");
      assertThat(page.locator("h1")).containsText("Billing");
      assertThat(page.locator("tbody tr").first()).isVisible();
      take(page, "billing");
      profile.close();
      assertThat(chrome.complaints).isEmpty();
    }
  }

  /** Readings of a month, most mornings and some evenings, around a pressure of one's own. */
  private void month(PageWorld world, int patient) throws IOException, InterruptedException {
    Instant first = Instant.parse("2026-01-02T13:05:00Z");
    for (int day = 0; day < 29; day++) {
      if (random.nextInt(10) < 8 - patient) {
        reading(world, patient, first.plus(Duration.ofDays(day)));
      }
      if (random.nextInt(10) < 3) {
        reading(world, patient, first.plus(Duration.ofDays(day).plusHours(11)));
      }
    }
    world.settle();
  }

  private void reading(PageWorld world, int patient, Instant at)
      throws IOException, InterruptedException {
    int systolic = 124 + 6 * patient + (int) Math.round(random.nextGaussian() * 7);
    String flags = random.nextInt(12) == 0 ? ", \"flags\": [\"irregular-pulse\"]" : "";
    world.publish("cuff-p-" + patient, at, systolic, 78 + (systolic - 120) / 2, flags);
  }

  private static void crises(PageWorld world) throws IOException, InterruptedException {
    world.publish("cuff-p-1", PageWorld.NOW.minusSeconds(300), 204, 131, "");
    world.publish("cuff-p-3", PageWorld.NOW.minusSeconds(200), 188, 104, "");
    world.publish("cuff-p-2", PageWorld.NOW.minusSeconds(3_000), 186, 112, "");
    world.publish("cuff-p-2", PageWorld.NOW.minusSeconds(2_800), 134, 84, "");
    world.settle();
  }

  private static void take(Page page, String name) throws IOException {
    Path picture = PICTURES.resolve(name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(picture));
    assertThat(Files.size(picture)).isLessThan(LARGEST);
  }
}
