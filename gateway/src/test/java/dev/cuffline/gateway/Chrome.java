package dev.cuffline.gateway;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The machine's Chromium, and what went wrong in it. */
final class Chrome implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  final List<String> complaints = new ArrayList<>();
  final List<String> requests = new ArrayList<>();
  private final Playwright playwright;
  private final Browser browser;

  Chrome() {
    var program = RealParts.require("chromium", "chromium");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(FLAGS));
  }

  /** A fresh profile. */
  BrowserContext profile(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  /** A page whose errors, complaints and requests are kept. */
  Page page(BrowserContext profile) {
    Page page = profile.newPage();
    page.setDefaultTimeout(20_000);
    page.onPageError(error -> complaints.add(error));
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onRequest(request -> requests.add(request.url()));
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
