package dev.cuffline.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.cuffline.gateway.intake.VirtualClock;
import dev.cuffline.gateway.registry.Activity;
import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.registry.ServiceLine;
import dev.cuffline.gateway.registry.TimeEntryDraft;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.rules.reading.PatientId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A nurse's queues: whose work it is, what is done together, what a shift leaves. */
final class WorkListIT {
  private final VirtualClock clock = new VirtualClock(PageWorld.NOW);

  @TempDir private Path folder;
  private PageWorld world;
  private Chrome chrome;
  private BrowserContext profile;
  private Page page;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    chrome = new Chrome();
    world = new PageWorld(folder, clock);
    for (String name : new String[] {"crisis", "once", "fine", "high"}) {
      world.enrol("p-" + name, "Of-" + name);
    }
    // A crisis whose repeat was fine: a low note, nobody's emergency.
    for (String name : new String[] {"once", "fine"}) {
      world.publish("cuff-p-" + name, clock.instant().minusSeconds(600), 184, 118, "");
      world.publish("cuff-p-" + name, clock.instant().minusSeconds(300), 124, 79, "");
    }
    world.settle();
    profile = chrome.profile(new Browser.NewContextOptions().setViewportSize(1440, 900));
    page = chrome.page(profile);
  }

  @AfterEach
  void nothingWentWrong() {
    profile.close();
    world.close();
    chrome.close();
    chrome.complaints.removeIf(complaint -> complaint.contains("422"));
    assertThat(chrome.complaints).isEmpty();
  }

  private void crisis(String patient) throws IOException, InterruptedException {
    world.publish("cuff-p-" + patient, clock.instant().minusSeconds(5), 214, 128, "");
    world.settle();
  }

  private Locator row(String patient) {
    return page.locator("tr[data-patient='p-" + patient + "']");
  }

  private void queue(String name) {
    page.locator(".chips a:has-text('" + name + "')").click();
  }

  @Test
  void everyKindOfWorkHasAQueueOfItsOwn() throws IOException, InterruptedException {
    crisis("crisis");
    world.signIn(page);

    assertThat(row("crisis")).isVisible();
    assertThat(row("crisis").locator(".spark")).containsText("last 214/128 mmHg");
    assertThat(row("crisis").locator(".contact")).hasText("not spoken yet");
    assertThat(row("once").locator(".mark")).containsText("Low");
    queue("Adherence");
    assertThat(row("crisis")).hasCount(0);
    assertThat(page.locator("#empty")).containsText("Nothing is open here");
    queue("Weekly review");
    assertThat(page.locator("main")).containsText("Nothing waits for a weekly look");
  }

  @Test
  void aCrisisIsHeardAndCountedWhateverQueueIsLookedAt() throws IOException, InterruptedException {
    world.signIn(page);
    queue("Technical");
    assertThat(page.locator("#empty")).isVisible();
    page.locator("#sound").click();
    page.locator("#sound").click();
    assertThat(page.locator("#sound")).hasText("Sound: on");

    crisis("crisis");

    assertThat(page.locator("#critical-badge .number")).hasText("1");
    assertThat(page).hasTitle("▲ 1 critical · Work list · Cuffline");
    assertThat(page.locator("#connection")).containsText("A critical alert has come in");
    assertThat(page.locator("body")).hasAttribute("data-rang", "1");
    assertThat(row("crisis")).hasCount(0);
    page.locator("#connection a").click();
    assertThat(row("crisis")).isVisible();
  }

  @Test
  void onlyWhatIsNoEmergencyIsDealtWithTogether() throws IOException, InterruptedException {
    crisis("crisis");
    world.signIn(page);
    assertThat(row("crisis").locator("input[type=checkbox]")).hasCount(0);
    page.locator("#together button[value=acknowledge]").click();
    assertThat(page.locator("[role=alert]")).hasText("Tick the alerts first.");

    row("once").locator("input[type=checkbox]").check();
    row("fine").locator("input[type=checkbox]").check();
    page.locator("#together button[value=acknowledge]").click();

    assertThat(page.locator("#open tr.open[data-patient='p-once']")).hasCount(0);
    assertThat(row("once").locator(".word")).hasText("Acknowledged");
    assertThat(row("fine").locator(".word")).hasText("Acknowledged");
  }

  @Test
  void aCrisisSlippedIntoTheFormIsRefusedAndNothingIsDone()
      throws IOException, InterruptedException {
    crisis("crisis");
    world.signIn(page);
    String id = row("crisis").getAttribute("data-alert");
    row("once").locator("input[type=checkbox]").check();
    page.evaluate(
        "id => document.getElementById('together').insertAdjacentHTML('beforeend',"
            + " `<input type=hidden name=alert value=${id}>`)",
        id);
    page.locator("#together button[value=acknowledge]").click();

    assertThat(page.locator("[role=alert]")).containsText("Nothing was done");
    assertThat(row("once").locator(".word")).hasText("Repeat was lower");
  }

  @Test
  void aNurseSeesHerPatientsAndThoseHandedToHer() throws IOException, InterruptedException {
    crisis("crisis");
    crisis("high");
    world
        .registry()
        .givePatients(
            PageWorld.PRACTICE, List.of(new PatientId("p-crisis")), Optional.of("rn-a"), "test")
        .join();
    world.signInAs(page, "cleo", "CLINICAL_STAFF", "rn-a");

    page.locator("#mine").click();
    assertThat(row("crisis")).isVisible();
    assertThat(row("high")).hasCount(0);

    page.navigate(world.address() + "/team");
    assertThat(page.locator(".red")).containsText("3 enrolled patients are minded by nobody");
    page.locator("#hand-over #from").selectOption("dr-a");
    page.locator("#hand-over #to").selectOption("dr-a");
    page.locator("#hand-over button").click();
    assertThat(page.locator("#hand-over .problem")).hasText("must be somebody else");
    page.locator("#hand-over #from").selectOption("dr-a");
    page.locator("#hand-over #to").selectOption("rn-a");
    page.locator("#hand-over #note").fill("Back on Monday");
    page.locator("#hand-over button").click();
    assertThat(page.locator("section[aria-labelledby=over]")).containsText("Back on Monday");

    // Dr Reed is the clinician of all four.
    page.navigate(world.address() + "/?queue=clinical&mine=yes");
    assertThat(row("high")).isVisible();
    page.navigate(world.address() + "/team");
    page.locator("section[aria-labelledby=over] tbody button").click();
    assertThat(page.locator("section[aria-labelledby=over]")).containsText("Nobody stands in");
    page.navigate(world.address() + "/?queue=clinical&mine=yes");
    assertThat(row("high")).hasCount(0);
  }

  @Test
  void patientsAreGivenFromOneToAnother() throws IOException {
    world.signIn(page);
    page.navigate(world.address() + "/team");
    page.locator("#to-member").selectOption("rn-a");
    page.locator("form[action='/team/give-free'] button").click();
    assertThat(page.locator("tbody tr:has-text('Cleo') .number")).hasText("4");

    page.locator("tbody a:has-text('Cleo')").click();
    page.locator("#panel label:has-text('Of-high') input").check();
    page.locator("#member").selectOption("dr-a");
    page.locator("#panel button").click();

    assertThat(page.locator("tbody tr:has-text('Cleo') .number")).hasText("3");
    assertThat(page.locator("tbody tr:has-text('Reed') .number").first()).hasText("1");
  }

  @Test
  void promisedCallsStandOnTheListAndInTheSummaryOfTheShift()
      throws IOException, InterruptedException {
    crisis("crisis");
    Instant start = clock.instant().minus(Duration.ofHours(2));
    PatientId patient = new PatientId("p-fine");
    world
        .registry()
        .log(
            PageWorld.PRACTICE,
            new TimeEntryDraft(
                Optional.empty(),
                patient,
                new TimeSpent.Interval(start, start.plusSeconds(120)),
                "rn-a",
                Optional.of("dr-a"),
                Optional.of("dr-a"),
                ServiceLine.RPM,
                Activity.CALL,
                List.of(),
                "Called, nobody answered",
                List.of()),
            new CallRecord(
                "",
                patient,
                start,
                CallRecord.Outcome.NO_ANSWER,
                "",
                List.of(),
                Optional.of(start.plus(Duration.ofHours(1)))),
            "test")
        .join();
    world.signIn(page);

    page.navigate(world.address() + "/calls");
    Locator calls = page.locator(".calls tbody tr");
    assertThat(calls).hasCount(2);
    assertThat(calls.first()).containsText("overdue");
    assertThat(calls.first()).containsText("Promised; last try: no answer");
    assertThat(calls.nth(1)).containsText("Of-crisis, Ben");
    page.navigate(world.address() + "/shift");
    assertThat(page.locator("section[aria-labelledby=criticals] tbody tr")).hasCount(1);
    assertThat(page.locator("section[aria-labelledby=promised] tbody tr")).hasCount(1);
    page.navigate(world.address() + "/");
    assertThat(row("fine").locator(".contact")).containsText("try was due");
  }

  @ParameterizedTest(name = "{0} at {1} px")
  @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 375", "DARK, 375"})
  void itIsForEverybody(ColorScheme scheme, int width) throws IOException, InterruptedException {
    crisis("crisis");
    profile.close();
    profile =
        chrome.profile(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, width == 375 ? 812 : 900));
    page = chrome.page(profile);
    world.signIn(page);
    Looks.check(page, "work-list", scheme, width);
    page.navigate(world.address() + "/?queue=technical");
    Looks.check(page, "work-list-technical", scheme, width);
    for (String other : new String[] {"team", "calls", "shift"}) {
      page.navigate(world.address() + "/" + other);
      Looks.check(page, other, scheme, width);
    }
  }
}
