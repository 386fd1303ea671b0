package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.PatientIdentifier;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device manager with a browser before a real gateway. */
final class DevicePagesIT {
  private static final Path PICTURES = Path.of("target", "pages");
  private static final int MANY = 10_000;

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
    world.source(PageWorld.PRACTICE, "hub-1");
    for (String id : List.of("lost", "found", "unscripted")) {
      patient(id, "New-" + id);
    }
  }

  /** Somebody on file who has no cuff. */
  private static void patient(String id, String family) {
    world
        .gateway()
        .registry()
        .save(
            PageWorld.PRACTICE,
            new Patient(
                new PatientId(id),
                family,
                "Dora",
                LocalDate.of(1948, 5, 2),
                ZoneId.of("America/New_York"),
                Optional.empty(),
                List.of(new PatientIdentifier("urn:mrn", "MRN-" + id)),
                List.of(),
                List.of()),
            Mode.CREATE,
            "test")
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

  private void withoutScripts() {
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(1440, 900));
    page = chrome.page(profile);
  }

  private void go(String path) {
    page.navigate(world.address() + path);
  }

  /** What a hub passes on of a cuff that it names. */
  private static void throughHub(String cuff, String time, int systolic, int diastolic)
      throws IOException, InterruptedException {
    world.send(
        "hub-1",
        "cuffline.v1",
        """
        {"device": "%s", "measuredAt": "%s", "systolic": %d, "diastolic": %d, "pulse": 71}
        """
            .formatted(cuff, time, systolic, diastolic));
    world.settle();
  }

  private static Optional<String> holderOf(String key) {
    return world
        .gateway()
        .database()
        .read(db ->
            db.first(
                """
                SELECT a.patient_id FROM assignment a JOIN device_key k
                  ON k.practice_id = a.practice_id AND k.device_id = a.device_id
                WHERE k.device_key = ?
                """,
                row -> row.text("patient_id"),
                key));
  }

  @Test
  void anUnknownCuffIsAssignedInTwoPresses() throws IOException, InterruptedException {
    throughHub("serial:UNKNOWN-1", "2026-01-31T07:50:00-05:00", 214, 128);
    signIn();
    page.locator("nav a[href='/devices']").click();
    page.locator(".beside a[href='/quarantine']").click();
    Locator critical = page.locator("#reason-first tr.critical").first();
    assertThat(page.locator("section").first().locator("h2")).containsText("▲ Critical values");
    assertThat(critical).containsText("▲ 214/128 mmHg, whose is it?");
    critical.locator("a.button").click();
    assertThat(page.locator("h1")).containsText("214/128 mmHg, whose is it?");
    assertThat(page.locator(".figures")).containsText("214/128 mmHg");
    assertThat(page.locator("input[name=from]")).hasValue("2026-01-31T07:50");
    page.locator("#search").fill("MRN-lost");
    page.keyboard().press("Enter");
    assertThat(page.locator(".person")).hasCount(1);
    assertThat(page.locator("main")).not().containsText("New-found");

    page.locator(".person input").check();
    page.locator("button:has-text('Assign and read again')").click();

    assertThat(page.locator(".said")).containsText("Accepted: it is now with New-lost, Dora.");
    assertThat(chrome.requests).noneMatch(url -> url.contains("MRN"));
    page.locator(".said a").click();
    assertThat(page.locator(".readings tbody tr").first()).containsText("214/128 mmHg");
    assertThat(page.locator("#alerts-title + table tr.critical")).hasCount(1);
    assertThat(holderOf("serial:UNKNOWN-1")).contains("lost");
    page.goBack();
    page.reload();
    assertThat(page.locator("h1")).hasText("Accepted");
  }

  @Test
  void aSendersZoneIsSetAndItsReadingsAreReadAgain() throws IOException, InterruptedException {
    world.enrol("p-zone", "Zone");
    world.publish("cuff-p-zone", PageWorld.NOW, 120, 80, "");
    // Wall time of UTC, five hours ahead of the patient's.
    world.send(
        "cuff-p-zone",
        "cuffline.v1",
        "{\"measuredAt\": \"2026-01-31T12:55:00\", \"systolic\": 131, \"diastolic\": 84}");
    world.settle();
    signIn();
    go("/quarantine?device=cuff-p-zone");
    page.locator("a.button:has-text('Settle')").click();
    assertThat(page.locator(".why")).containsText("The cuff's clock is ahead");
    assertThat(page.locator(".figures")).containsText("wall time without a zone");
    page.locator("#zone").fill("Europe/Nowhere");
    page.locator("button:has-text('Save and read again')").click();
    assertThat(page.locator("#zone-problem")).containsText("must be a time zone");
    assertThat(page.locator("#zone")).hasValue("Europe/Nowhere");
    chrome.complaints.removeIf(complaint -> complaint.contains("422"));

    page.locator("#zone").fill("UTC");
    page.locator("button:has-text('Save and read again')").click();

    assertThat(page.locator(".said")).containsText("Accepted: it is now with Zone, Ben.");
    go("/patients/p-zone");
    assertThat(page.locator(".readings tbody")).containsText("131/84 mmHg");
  }

  @Test
  void whatIsTickedIsReadAgainAndTheResultStandsThere() throws IOException, InterruptedException {
    throughHub("serial:TICK", "2026-01-30T08:00:00-05:00", 124, 82);
    throughHub("serial:TICK", "2026-01-30T20:00:00-05:00", 126, 82);
    signIn();
    go("/quarantine");
    Locator group = page.locator("#reason-unknown-device");
    assertThat(group).containsText("No cuff on file has this name");
    assertThat(group).containsText("Say whose cuff it is.");
    group.locator("input[type=checkbox]").first().check();
    group.locator("button:has-text('Read ticked again')").click();

    assertThat(page.locator("#reason-unknown-device .said"))
        .hasText("Read again: 1 in quarantine.");
    page.locator("#reason-unknown-device button:has-text('Read all of this reason again')").click();
    assertThat(page.locator("#reason-unknown-device .said"))
        .hasText(Pattern.compile("Read again: [0-9]+ in quarantine\\."));
    page.locator("#reason-unknown-device button:has-text('Read ticked again')").click();
    assertThat(page.locator("#reason-unknown-device .said")).containsText("Nothing was read again");
  }

  @Test
  void bytesAreShownAndDoNothing() throws IOException, InterruptedException {
    world.send("hub-1", "unheard-of", "<script>document.title='taken'</script>\u0001");
    world.settle();
    signIn();
    go("/quarantine?reason=rejected");
    page.locator("tr:has-text('No format of this name') a.button").first().click();
    page.locator("a:has-text('Show the bytes')").click();

    assertThat(page.locator("pre")).containsText("3c 73 63 72 69 70 74");
    assertThat(page.locator("pre")).containsText("<script>docu");
    assertThat(page).not().hasTitle("taken");
    assertThat(page.locator("h3")).hasText("As it came, 40 bytes");
  }

  @Test
  void aCuffsLifeIsWrittenDownAndItsUseHandedOver() throws IOException, InterruptedException {
    world.enrol("p-old", "Old");
    patient("p-next", "Next");
    world.publish("cuff-p-old", PageWorld.NOW.minusSeconds(7_200), 122, 78, "");
    world.settle();
    signIn();
    go("/devices/cuff-p-old");
    assertThat(page.locator(".items tbody tr")).hasCount(1);
    page.locator("summary").click();
    page.locator("#kind").selectOption("SET_UP");
    page.locator("button:has-text('Write down')").last().click();
    assertThat(page.locator(".wrong"))
        .containsText("Patient: must be chosen for set up and taught");
    chrome.complaints.removeIf(complaint -> complaint.contains("422"));
    page.locator("#patient").selectOption("p-old");
    page.locator("#staff").selectOption("rn-a");
    page.locator("#note").fill("Taught at the kitchen table");
    page.locator("button:has-text('Write down')").last().click();
    assertThat(page.locator(".said")).hasText("Written down.");
    assertThat(page.locator(".life tbody tr").first())
        .containsText(Pattern.compile("08:00\\s*Set up and taught\\s*Old, Ben, by Cleo Nurse"));
    page.locator("#clearance").fill("K12");
    page.locator("button:has-text('Save')").click();
    assertThat(page.locator("#clearance-problem")).containsText("must be a 510(k) number");
    chrome.complaints.removeIf(complaint -> complaint.contains("422"));
    page.locator("#clearance").fill("K123456");
    page.locator("#cuffSize").selectOption("LARGE_ADULT");
    page.locator("button:has-text('Save')").click();
    assertThat(page.locator(".page .sum")).hasText("Example One, large adult");

    page.locator("a:has-text('Hand over')").click();
    page.locator("#search").fill("next");
    page.keyboard().press("Enter");
    page.locator(".person input").check();
    page.locator("#from").fill("2026-01-31T05:00");
    page.locator("button:has-text('Show what will move')").click();
    assertThat(page.locator("main")).containsText("1 reading measured since then move");
    page.locator("button:has-text('Hand over to Next, Dora')").click();

    assertThat(page.locator(".said")).containsText("handed over");
    assertThat(page.locator(".uses tbody tr").first()).containsText("Next, Dora");
    go("/patients/p-next");
    assertThat(page.locator(".readings tbody")).containsText("122/78 mmHg");
    go("/devices/cuff-p-old");
    String event = "event=e-twice&kind=RETURNED&at=2026-01-31T07:30";
    assertThat(status("/devices/cuff-p-old/events", event)).isEqualTo(303);
    assertThat(status("/devices/cuff-p-old/events", event)).isEqualTo(303);
    page.reload();
    assertThat(page.locator(".life tr:has-text('Returned')")).hasCount(1);
    page.locator("button:has-text('End this use')").click();
    assertThat(page.locator(".said")).containsText("The use is ended");
  }

  @Test
  void aRegisteredCuffsSecretIsShownOnce() throws IOException {
    signIn();
    go("/devices");
    page.locator("a:has-text('Register a cuff')").click();
    page.locator("#id").fill("cuff-new");
    page.locator("#calls").fill("imei:12");
    page.locator("button.primary").click();
    assertThat(page.locator(".wrong")).containsText("IMEI");
    assertThat(page.locator("#calls")).hasValue("imei:12");
    chrome.complaints.removeIf(complaint -> complaint.contains("422"));
    page.locator("#calls").fill("imei:990000000000017");
    page.locator("button.primary").click();

    assertThat(page.locator("#secret")).hasText(Pattern.compile("[\\w-]{32}"));
    String secret = page.locator("#secret").textContent();
    page.locator("a:has-text('Open the cuff')").click();
    assertThat(page.locator("main")).containsText("imei:990000000000017");
    assertThat(page.content()).doesNotContain(secret);
    assertThat(chrome.requests).noneMatch(url -> url.contains(secret));
  }

  @Test
  void whereIsMyReadingIsAPage() throws IOException {
    signIn();
    go("/devices/cuff-p-known");
    assertThat(page.locator(".items tbody tr").first()).containsText("Typed in by hand");
    page.locator(".items a:has-text('Where is it?')").first().click();

    assertThat(page.locator("h1")).hasText("Where is my reading?");
    assertThat(page.locator(".trace")).containsText("journalled");
    assertThat(page.locator(".trace")).containsText("stored");
    assertThat(page.locator(".outcome")).hasText(Pattern.compile("arrived|stored; .*"));
  }

  @Test
  void withoutScriptsTheDeskAndTheListWork() throws IOException, InterruptedException {
    throughHub("serial:PLAIN", "2026-01-31T07:40:00-05:00", 205, 121);
    withoutScripts();
    signIn();
    go("/devices?show=use&sort=seen");
    assertThat(page.locator("th[aria-sort]")).containsText("Last heard");
    assertThat(page.locator(".chips a[aria-current]")).containsText("In use");
    go("/quarantine");
    page.locator("#reason-first tr:has-text('PLAIN') a.button").click();
    page.locator("#search").fill("unscripted");
    page.locator("button:has-text('Look for the patient')").click();
    page.locator(".person input").check();
    page.locator("button:has-text('Assign and read again')").click();

    assertThat(page.locator(".said")).containsText("it is now with New-unscripted, Dora");
  }

  @Test
  void anotherPracticesCuffItemAndTransmissionAreNotThere()
      throws IOException, InterruptedException {
    PracticeId other = world.practice("other", "Other Clinic");
    world.source(other, "hub-other");
    world.send(
        "hub-other",
        "cuffline.v1",
        """
        {"device": "serial:FOREIGN", "measuredAt": "2026-01-31T07:00:00-05:00", "systolic": 120,
         "diastolic": 80}
        """);
    world.settle();
    many(other);
    String foreign =
        world
            .gateway()
            .database()
            .read(db ->
                db.first(
                    "SELECT transmission_id FROM item WHERE practice_id = 'other'",
                    row -> row.text("transmission_id")))
            .orElseThrow();
    signIn();

    for (String path :
        List.of(
            "/devices/many-00001",
            "/devices/many-00001/give",
            "/quarantine/" + foreign + "-0",
            "/transmissions/" + foreign)) {
      assertThat(status(path, null)).as(path).isEqualTo(404);
    }
    for (String path :
        List.of(
            "/devices/many-00001/label",
            "/devices/many-00001/events",
            "/quarantine/" + foreign + "-0/assign",
            "/quarantine/" + foreign + "-0/clock",
            "/quarantine/" + foreign + "-0/again")) {
      assertThat(status(path, "patient=lost&from=2026-01-31T07:00&zone=UTC"))
          .as(path)
          .isEqualTo(404);
    }
    page.request()
        .post(
            world.address() + "/quarantine/replay",
            RequestOptions.create()
                .setHeader("Origin", world.address())
                .setHeader("X-CSRF-Token", formToken())
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setData("item=" + foreign + "-0"));
    assertThat(holderOf("serial:FOREIGN")).isEmpty();

    page.locator("button:has-text('Other Clinic')").click();
    go("/devices");
    assertThat(page.locator(".devices tbody tr")).hasCount(100);
    assertThat(page.locator(".sum").first()).hasText("10000 cuffs");
    assertThat(page.content().length()).isLessThan(200_000);
    page.locator(".pages a:has-text('Later')").click();
    assertThat(page.locator("caption")).containsText("101 to 200 of 10000");
  }

  /** Of the page that is shown, as every form on it carries it. */
  private String formToken() {
    return page.locator("meta[name=csrf-token]").getAttribute("content");
  }

  private int status(String path, @Nullable String form) {
    var options =
        RequestOptions.create()
            .setHeader("Origin", world.address())
            .setHeader("X-CSRF-Token", formToken())
            .setMaxRedirects(0);
    return form == null
        ? page.request().get(world.address() + path, options).status()
        : page.request()
            .post(
                world.address() + path,
                options
                    .setHeader("Content-Type", "application/x-www-form-urlencoded")
                    .setData(form))
            .status();
  }

  /** Ten thousand cuffs, written in one go. */
  private static void many(PracticeId practice) {
    world
        .gateway()
        .database()
        .writer()
        .command(db -> {
          List<@Nullable Object[]> devices = new ArrayList<>();
          List<@Nullable Object[]> states = new ArrayList<>();
          for (int i = 0; i < MANY; i++) {
            String id = "many-%05d".formatted(i);
            devices.add(new @Nullable Object[] {practice, id, PageWorld.NOW});
            states.add(
                new @Nullable Object[] {
                  practice, id, PageWorld.NOW.minusSeconds(i * 60L), i % 101, PageWorld.NOW
                });
          }
          db.batch(
              "INSERT INTO device (practice_id, id, format, regulatory_status, manufacturer,"
                  + " model, actor, authored_at)"
                  + " VALUES (?, ?, 'cuffline.v1', 'FDA', 'Example', 'One', 'test', ?)",
              devices);
          db.batch(
              "INSERT INTO device_state (practice_id, device_id, seen_at, source, format, gauges,"
                  + " battery_percent, gauges_at) VALUES (?, ?, ?, 'hub-other', 'cuffline.v1',"
                  + " '{\"batteryPercent\":50}', ?, ?)",
              states);
          return true;
        })
        .join();
  }

  @ParameterizedTest(name = "{0} at {1} px")
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 375", "DARK, 375"})
  void everyPageIsForEverybody(ColorScheme scheme, int width)
      throws IOException, InterruptedException {
    throughHub("serial:SHOWN", "2026-01-31T07:45:00-05:00", 221, 131);
    throughHub("serial:SHOWN", "2026-02-03T07:45:00-05:00", 121, 81);
    world.send("hub-1", "unheard-of", "{\"some\": \"bytes\"}");
    world.settle();
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900));
    page = chrome.page(profile);
    signIn();
    go("/devices");
    check("devices", scheme, width);
    go("/devices/cuff-p-known");
    page.locator("summary").click();
    check("device", scheme, width);
    go("/devices/cuff-p-known/give");
    check("hand-over", scheme, width);
    go("/register-cuff");
    check("register-cuff", scheme, width);
    go("/quarantine");
    check("quarantine", scheme, width);
    go("/quarantine?reason=rejected");
    check("not-readable", scheme, width);
    go("/quarantine");
    page.locator("#reason-first tr:has-text('SHOWN') a.button").first().click();
    page.locator("a:has-text('Show the bytes')").click();
    check("in-quarantine", scheme, width);
    page.locator("a:has-text('Where is my reading?')").click();
    check("where-is-it", scheme, width);
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
