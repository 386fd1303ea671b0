package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/**
 * That a page is for everybody: no finding of axe, nothing wider than the screen; and a picture.
 */
final class Looks {
  private static final Path PICTURES = Path.of("target", "pages");

  private Looks() {}

  /** Looks at the page as it is, and keeps a picture among the build's output. */
  static void check(Page page, String name, ColorScheme scheme, int width) {
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
