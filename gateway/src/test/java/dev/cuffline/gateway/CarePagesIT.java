package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.cuffline.gateway.intake.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A nurse who logs time and calls, before a real gateway. */
final class CarePagesIT {
  private static final VirtualClock CLOCK = new VirtualClock(PageWorld.NOW);

  @TempDir private static Path folder;
  private static PageWorld world;
  private static Chrome chrome;

  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    world = new PageWorld(folder, CLOCK);
    for (String name : new String[] {"timer", "idle", "call", "worth", "two", "away"}) {
      world.enrol("p-" + name, "Of-" + name);
    }
    world.history("p-call");
    world.history("p-worth");
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
    chrome.complaints.removeIf(complaint -> complaint.contains("422"));
    assertThat(chrome.complaints).isEmpty();
  }

  private void patient(String name) {
    page.navigate(world.address() + "/patients/p-" + name);
  }

  private static void pass(Duration time) {
    CLOCK.set(CLOCK.instant().plus(time));
  }

  private void stopTimer() {
    page.locator(".timer button").click();
  }

  @Test
  void theTimerIsOfferedMeasuresAndCountsOnlyOnceItIsLogged() {
    patient("timer");
    assertThat(page.locator(".timer")).hasCount(0);

    page.keyboard().press("t");
    assertThat(page.locator(".timer")).containsText("Of-timer, Ben");
    pass(Duration.ofMinutes(4));
    page.navigate(world.address() + "/patients");
    assertThat(page.locator(".timer")).containsText("Of-timer, Ben");
    stopTimer();

    assertThat(page.locator("form.fields b")).containsText("4 min");
    patient("timer");
    assertThat(page.locator(".entries")).hasCount(0);
    page.navigate(world.address() + "/drafts");
    page.locator("tbody a:has-text('Of-timer')").click();
    page.locator("#performer").selectOption("rn-a");
    page.locator("#action").fill("Looked through the week and changed nothing");
    page.locator("button.primary").click();

    assertThat(page.locator(".entries tbody tr")).hasCount(1);
    assertThat(page.locator(".entries")).containsText("4 min");
    page.navigate(world.address() + "/drafts");
    assertThat(page.locator("tbody a:has-text('Of-timer')")).hasCount(0);
  }

  @Test
  void timeWithoutASignOfWorkIsLeftOutAndOnRecord() throws SQLException {
    patient("idle");
    page.locator("button[data-key=t]").click();
    pass(Duration.ofMinutes(3));
    assertThat(seen()).isEqualTo(204);
    pass(Duration.ofMinutes(20));
    assertThat(seen()).as("coming back does not bring the time back").isEqualTo(410);
    chrome.complaints.removeIf(complaint -> complaint.contains("410"));
    patient("idle");
    assertThat(page.locator(".timer.away")).containsText("You were away");
    stopTimer();

    assertThat(page.locator("form.fields")).containsText("3 min");
    assertThat(page.locator("form.fields")).containsText("20 min without a sign of work left out");
    page.locator("text=Discard this draft").click();
    try (var store =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data").resolve(Stores.FILE));
        var statement =
            store.prepareStatement(
                "SELECT idle_seconds FROM time_draft WHERE patient_id = 'p-idle'"
                    + " AND discarded_at IS NOT NULL")) {
      assertThat(statement.executeQuery().getLong(1)).isEqualTo(1_200);
    }
  }

  private int seen() {
    return ((Number)
            page.evaluate(
                "async () => (await fetch('/timer/seen', {method: 'POST',"
                    + " headers: window.cuffline.headers()})).status"))
        .intValue();
  }

  @Test
  void anotherPatientsTimerStopsTheFirstWhichLeavesItsDraft() {
    patient("two");
    page.locator("button[data-key=t]").click();
    pass(Duration.ofMinutes(2));
    patient("away");
    page.locator("button[data-key=t]").click();

    assertThat(page.locator(".timer")).hasCount(1);
    assertThat(page.locator(".timer")).containsText("Of-away, Ben");
    page.navigate(world.address() + "/drafts");
    assertThat(page.locator("tbody")).containsText("Of-two, Ben");
    stopTimer();
  }

  @Test
  void aCallMovesTheLiveContactAndTriesAreCounted() {
    patient("call");
    assertThat(page.locator(".clock.care").first()).containsText("one live call");
    call("NO_ANSWER", "07:00", "07:02");
    assertThat(page.locator(".care-time")).containsText("Not reached in one try, last: no answer");
    call("REACHED", "07:10", "07:31");

    assertThat(page.locator(".care-time")).not().containsText("Not reached");
    assertThat(page.locator(".phone.made")).not().hasCount(0);
    assertThat(page.locator(".clock.care").first()).containsText(Pattern.compile("2[0-9] min"));
  }

  private void call(String outcome, String start, String end) {
    patient("call");
    page.keyboard().press("c");
    page.locator("#outcome").selectOption(outcome);
    page.locator("#date").fill("2026-01-31");
    page.locator("#start").fill(start);
    page.locator("#end").fill(end);
    page.locator("#performer").selectOption("rn-a");
    page.locator("input[name=about]").first().check();
    page.locator("#action").fill("Went through the readings");
    page.locator("button.primary").click();
    assertThat(page.locator("h1")).containsText("Of-call");
  }

  @Test
  void theRulesAnswerWhileItIsTyped() {
    patient("worth");
    page.locator("a[href$='/time']").click();
    page.locator("#date").fill("2026-01-31");
    page.locator("#start").fill("06:00");
    page.locator("#end").fill("06:05");
    page.locator("#performer").selectOption("rn-a");
    page.locator("input[name=about]").first().check();

    assertThat(page.locator("#worth")).containsText("5 min of it do not count: ");
    page.locator("#action").fill("Went through the readings");

    assertThat(page.locator("#worth")).containsText("All of it counts.");
    assertThat(page.locator("#worth")).containsText("The month stands at 5 min");
    patient("worth");
    assertThat(page.locator(".entries")).hasCount(0);
  }

  @Test
  void whatIsWrongStandsWhereItIsAndNothingTypedIsLost() {
    page.navigate(world.address() + "/patients/p-worth/time");
    page.locator("#date").fill("2026-01-31");
    page.locator("#start").fill("07:05");
    page.locator("#end").fill("07:00");
    page.locator("#performer").selectOption("rn-a");
    page.locator("#action").fill("Kept");
    page.locator("button.primary").click();

    assertThat(page.locator("#end-problem")).hasText("must lie after start");
    assertThat(page.locator("#action")).hasValue("Kept");
    assertThat(page.locator("#start")).hasValue("07:05");
    page.navigate(world.address() + "/drafts/nothing");
    assertThat(page.locator("main")).containsText("There is no such draft of yours");
    chrome.complaints.removeIf(complaint -> complaint.contains("404"));
  }

  @ParameterizedTest(name = "{0} at {1} px")
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 375", "DARK, 375"})
  void everyPageIsForEverybody(ColorScheme scheme, int width) throws IOException {
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900));
    page = chrome.page(profile);
    world.signIn(page);
    patient("away");
    page.locator("button[data-key=t]").click();
    pass(Duration.ofMinutes(1));
    Looks.check(page, "care-section", scheme, width);
    page.navigate(world.address() + "/patients/p-call/call");
    Looks.check(page, "care-call", scheme, width);
    page.navigate(world.address() + "/patients/p-call/time");
    Looks.check(page, "care-time", scheme, width);
    stopTimer();
    Looks.check(page, "care-draft", scheme, width);
    page.navigate(world.address() + "/drafts");
    Looks.check(page, "care-drafts", scheme, width);
  }
}
