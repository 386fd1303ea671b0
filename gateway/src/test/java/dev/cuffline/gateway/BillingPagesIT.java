package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.cuffline.gateway.intake.VirtualClock;
import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.Circumstances;
import dev.cuffline.gateway.registry.Contact;
import dev.cuffline.gateway.registry.Modality;
import dev.cuffline.gateway.registry.Participant;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.rules.reading.PatientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A biller's month end before a real gateway: one month, in the order in which it happens. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BillingPagesIT {
  private static final Path PICTURES = Path.of("target", "pages");

  /** Noon in New York, after the time for late entries of January. */
  private static final Instant MONTH_END = Instant.parse("2026-02-10T17:00:00Z");

  @TempDir private static Path folder;
  private static final VirtualClock CLOCK = new VirtualClock(PageWorld.NOW);
  private static PageWorld world;
  private static Chrome chrome;

  private BrowserContext profile;
  private Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    CLOCK.set(Instant.parse("2026-01-02T12:00:00Z"));
    world = new PageWorld(folder, CLOCK);
    world.enrol("p-full", "Abel");
    world.enrol("p-call", "Baker");
    world.enrol("p-few", "Cole");
    for (int date = 2; date <= 19; date++) {
      CLOCK.set(Instant.parse("2026-01-%02dT13:01:00Z".formatted(date)));
      world.publish("cuff-p-full", CLOCK.instant().minusSeconds(60), 128, 79, "");
      world.publish("cuff-p-call", CLOCK.instant().minusSeconds(60), 131, 81, "");
      if (date < 8) {
        world.publish("cuff-p-few", CLOCK.instant().minusSeconds(60), 126, 77, "");
      }
      world.settle();
    }
    CLOCK.set(Instant.parse("2026-01-20T17:00:00Z"));
    log("p-full", 21, true);
    log("p-call", 22, false);
    CLOCK.set(MONTH_END);
  }

  private static void log(String patient, int minutes, boolean call) {
    Instant start = Instant.parse(call ? "2026-01-20T15:00:00Z" : "2026-01-20T16:00:00Z");
    Instant end = start.plus(Duration.ofMinutes(minutes));
    world
        .registry()
        .log(
            PageWorld.PRACTICE,
            new TimeEntryDraft(
                Optional.of("t-" + patient),
                new PatientId(patient),
                new TimeSpent.Interval(start, end),
                "rn-a",
                Optional.of("dr-a"),
                Optional.of("dr-a"),
                ServiceLine.RPM,
                call ? Activity.CALL : Activity.REVIEW,
                List.of("readings-of-the-month"),
                "Went through the readings and agreed on the next steps",
                call
                    ? List.of(new Contact(start, end, Modality.AUDIO, Participant.PATIENT))
                    : List.of()),
            "rn-a")
        .join();
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
    chrome.requests.clear();
    signIn();
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

  private void go(String path) {
    page.navigate(world.address() + path);
  }

  private Locator line(String patient, String code) {
    return page.locator("tr[data-line^='%s/%s/']".formatted(patient, code));
  }

  @Test
  @Order(1)
  void theBoardSaysHowEveryDeterminationStandsAndWhatIsOneStepAway() {
    page.locator("nav a[href='/billing']").click();
    assertThat(page.locator("h1")).hasText("Billing, January 2026");

    assertThat(line("p-full", "99454").locator(".status")).hasText("Ready");
    assertThat(line("p-full", "99454")).containsText("16 or more data-days");
    assertThat(line("p-full", "99457").locator(".status")).hasText("Ready");
    assertThat(line("p-few", "99445").locator(".status")).hasText("Ready");
    assertThat(line("p-call", "99457").locator(".status")).hasText("Needs a call");
    assertThat(page.locator("input[name=line]")).hasCount(0);

    page.locator(".steps a", new Page.LocatorOptions().setHasText("live call")).click();
    assertThat(page.locator(".board tbody tr")).hasCount(1);
    assertThat(line("p-call", "99457")).isVisible();
  }

  @Test
  @Order(2)
  void aMonthIsClosedAndOpenedAgainWithAReason() {
    go("/billing/months/2026-02");
    assertThat(page.locator("main")).containsText("It can be closed from");
    assertThat(page.locator("form[action$='/close']")).hasCount(0);

    go("/billing/months/2026-01");
    page.locator("form[action$='/close'] button").click();
    assertThat(page.locator("#state")).hasText("closed");

    page.locator("#reason").fill("A call was not logged");
    page.locator("form[action$='/reopen'] button").click();
    assertThat(page.locator("#state")).hasText("open");
    assertThat(page.locator("table")).containsText("A call was not logged");
    page.locator("form[action$='/close'] button").click();
    assertThat(page.locator("#state")).hasText("closed");
  }

  @Test
  @Order(3)
  void whatIsReadyIsReleasedExportedOnceSubmittedAndPaid() throws IOException {
    go("/billing?month=2026-01");
    page.locator("button[name=all]").click();

    assertThat(page.locator("h1")).hasText("Batch 1");
    assertThat(page.locator("table tbody tr")).hasCount(4);
    String first = exported("Export as CSV");
    assertThat(first).startsWith("claim,batch,export,npi,payer,patient");
    assertThat(first)
        .contains(
            ",1234567893,medicare-2026,p-full,Abel,Ben,1950-03-31,I10,99454,,1,11,2026-01-31,2026-01-02,2026-01-31,");
    assertThat(first).doesNotContain("re-export");
    page.reload();
    String second = exported("Export again");
    assertThat(second).contains(",re-export 2,");
    page.reload();
    assertThat(page.locator("#files tbody tr")).hasCount(2);
    page.locator("form[action$='/submit'] button").click();
    assertThat(page.locator(".state").first()).hasText("Submitted");

    page.locator("tr", new Page.LocatorOptions().setHasText("99457")).locator("a").first().click();
    page.locator("#note").fill("Payer reference 12");
    page.locator("button[value=PAID]").click();
    assertThat(page.locator("#state")).hasText("Paid");
    assertThat(page.locator("#steps tbody tr")).hasCount(3);
    page.locator("button[value=VOIDED]").click();
    assertThat(page.locator("#note-problem")).hasText("must be given");
    chrome.complaints.removeIf(complaint -> complaint.contains("422"));
  }

  private String exported(String words) throws IOException {
    Download file =
        page.waitForDownload(
            () -> page.locator("button", new Page.LocatorOptions().setHasText(words)).click());
    return Files.readString(file.path());
  }

  @Test
  @Order(4)
  void whatWasReleasedIsNotReleasedAgain() {
    go("/billing?month=2026-01");

    assertThat(line("p-full", "99454").locator(".status")).hasText("Submitted, batch 1");
    assertThat(line("p-full", "99454").locator("input")).hasCount(0);
    assertThat(page.locator("button[name=all]")).hasCount(0);
  }

  @Test
  @Order(5)
  void aLateChangeIsAnExceptionWithAnOwnerAndADueDate() {
    world
        .registry()
        .save(
            PageWorld.PRACTICE,
            new Circumstances(
                "e-p-full",
                List.of(
                    new Circumstances.Span(
                        LocalDate.parse("2026-01-03"), Optional.of(LocalDate.parse("2026-01-06")))),
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            "rn-a")
        .join();

    go("/billing/exceptions");
    Locator exception =
        page.locator(".exceptions tbody tr", new Page.LocatorOptions().setHasText("99454"));
    assertThat(exception).containsText("Overpayment risk");
    assertThat(exception).containsText("Abel, Ben");
    assertThat(exception).containsText("11 Apr");
    exception.locator("a").click();
    page.locator("#owner").fill("Cleo Nurse");
    page.locator("#due").fill("2026-03-01");
    page.locator("form[action$='/assign'] button").click();
    assertThat(page.locator("main")).containsText("Due 1 Mar");
    page.locator("#outcome").fill("Refunded on 12 February");
    page.locator("form[action$='/settle'] button").click();
    assertThat(page.locator("#outcome")).hasText("Settled: Refunded on 12 February");
    go("/billing/exceptions");
    assertThat(page.locator(".exceptions tbody tr", new Page.LocatorOptions().setHasText("99454")))
        .hasCount(0);
  }

  @Test
  @Order(6)
  void thePacketShowsWhatAnAuditorAsksFor() throws IOException {
    go("/billing?month=2026-01");
    Download file =
        page.waitForDownload(() -> line("p-full", "99454").locator("a[aria-label^=PDF]").click());

    try (var pdf = Loader.loadPDF(Files.readAllBytes(file.path()))) {
      String text = new PDFTextStripper().getText(pdf);
      assertThat(text).contains("Harbor Clinic", "Abel, Ben, born 1950-03-31, id p-full");
      assertThat(text).contains("99454 x 1, date of service 2026-01-31", "99457 x 1");
      assertThat(text).contains("Time log", "rn-a (RN, supervised by", "0:21:00");
      assertThat(text).contains("Data-days", "128/79", "2026-01-19");
      assertThat(text).contains("Contacts", "AUDIO", "consent with its date");
      assertThat(text).contains("Decision support, not coding advice");
      assertThat(text).contains("Page 1 of " + pdf.getNumberOfPages());
    }
  }

  @Test
  @Order(7)
  void whatIsNotOfThisPracticeIsNotThere() {
    for (String path :
        List.of(
            "/billing/batches/99",
            "/billing/claims/nobody",
            "/billing/exceptions/nobody",
            "/billing/packets/nobody/2026-01",
            "/billing/months/soon")) {
      go(path);
      assertThat(page.locator("h1")).hasText("Not shown");
      chrome.complaints.removeIf(complaint -> complaint.contains("404"));
    }
  }

  @Order(8)
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
    signIn();
    check("billing-board", "/billing?month=2026-01", scheme, width);
    check("billing-month", "/billing/months/2026-01", scheme, width);
    check("billing-batches", "/billing/batches", scheme, width);
    check("billing-batch", "/billing/batches/1", scheme, width);
    String claim = page.locator("th.who a").first().getAttribute("href");
    check("billing-claim", claim, scheme, width);
    check("billing-exceptions", "/billing/exceptions", scheme, width);
    if (page.locator(".exceptions a").count() > 0) {
      String exception = page.locator(".exceptions a").first().getAttribute("href");
      check("billing-exception", exception, scheme, width);
    }
    check("billing-audit", "/billing/audit", scheme, width);
  }

  private void check(String name, String path, ColorScheme scheme, int width) {
    go(path);
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
