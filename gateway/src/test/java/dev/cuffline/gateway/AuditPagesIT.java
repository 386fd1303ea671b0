package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor with a browser, and one with a shell. */
final class AuditPagesIT {
  @TempDir private Path folder;

  @Test
  void whoLookedAtWhomIsShownAndAChangedLineIsFound() throws IOException, SQLException {
    try (Chrome chrome = new Chrome()) {
      try (PageWorld world = new PageWorld(folder)) {
        world.enrol("p-known", "Adams");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          for (int width : List.of(1440, 375)) {
            look(chrome, world, scheme, width);
          }
        }
      }
    }
    assertThat(verify()).isEqualTo(ExitCode.FINE);

    try (var store =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data").resolve(Stores.FILE));
        var statement = store.createStatement()) {
      statement.executeUpdate("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 2");
    }
    assertThat(verify()).isEqualTo(ExitCode.FINDING);
    assertThat(out.toString()).contains("entry 2: was changed after it was written");
  }

  private void look(Chrome chrome, PageWorld world, ColorScheme scheme, int width)
      throws IOException {
    try (BrowserContext profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900))) {
      Page page = chrome.page(profile);
      world.signIn(page);
      page.navigate(world.address() + "/patients/p-known");
      page.navigate(world.address() + "/audit?patient=p-known");
      assertThat(page.locator("tbody tr").first()).containsText("GET /patients/{patient}");
      assertThat(page.locator("tbody tr").first()).containsText("Adams, Ben");
      Looks.check(page, "audit", scheme, width);
      page.navigate(world.address() + "/audit?from=soon");
      assertThat(page.locator("#from-problem")).hasText("Give a date such as 2026-01-31.");
      assertThat(chrome.complaints).isEmpty();
    }
  }

  private final StringWriter out = new StringWriter();

  private int verify() {
    return Main.commands(
            Map.of("CUFFLINE_DATA_FOLDER", folder.resolve("data").toString()), Path.of(".."))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute("audit", "verify");
  }
}
