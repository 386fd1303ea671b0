package dev.cuffline.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.intake.VirtualClock;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryListener;
import dev.cuffline.gateway.registry.Role;
import dev.cuffline.gateway.registry.SourceDirectory;
import dev.cuffline.gateway.registry.Staff;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in and may do what, on whichever database; run by one subclass a database. */
abstract class AccessContractTest {
  private static final PracticeId HARBOR = new PracticeId("harbor");
  private static final PracticeId INLAND = new PracticeId("inland");
  private static final Grant NURSE = new Grant(Optional.of(HARBOR), AccessRole.CLINICAL_STAFF);
  private static final ApiToken ALL = new ApiToken("root", Optional.empty());
  private static final String OWN = "three green boats";

  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-31T13:00:00Z"));
  private Database database;
  private Access access;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openAccess() throws Exception {
    database = open();
    Registry registry =
        new Registry(
            database,
            clock,
            new SourceDirectory(database),
            new DeviceDirectory(),
            RegistryListener.none());
    for (PracticeId practice : List.of(HARBOR, INLAND)) {
      done(
          registry.save(
              new Practice(practice, practice.value(), ZoneId.of("UTC"), "medicare-2026"),
              Mode.CREATE,
              "test"));
    }
    done(
        registry.save(
            HARBOR,
            new Staff("rn-a", "Cleo", Role.CLINICAL_STAFF, Optional.of("RN")),
            Mode.CREATE,
            "test"));
    access = read();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private Access read() {
    return Access.of(database, clock, Optional.empty());
  }

  private static <T> T done(CompletableFuture<T> command) {
    try {
      return command.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private AccountCommands.Issued nurse(String name) {
    return done(access.commands().create(name, "Cleo Nurse", NURSE, Optional.of("rn-a"), ALL));
  }

  private Account nurseWithPassword(String name) {
    AccountCommands.Issued issued = nurse(name);
    return done(access.commands().changePassword(issued.account().id(), issued.password(), OWN));
  }

  private Account administrator(String name, Optional<PracticeId> practice) {
    return done(access
            .commands()
            .create(name, "", new Grant(practice, AccessRole.ADMINISTRATOR), Optional.empty(), ALL))
        .account();
  }

  @Test
  void aRoleHoldsAtItsPracticeAndOutlivesTheProcess() {
    nurse("Cleo");

    Account account = read().accounts().byName("cleo ").orElseThrow();

    assertThat(account.may(Permission.HANDLE_ALERTS, HARBOR)).isTrue();
    assertThat(account.may(Permission.SEE_BILLING, HARBOR)).isFalse();
    assertThat(account.reaches(INLAND)).isFalse();
    assertThat(account.everywhere()).isEmpty();
    assertThat(account.onlyPractice()).contains(HARBOR);
    assertThat(account.staff(HARBOR)).contains("rn-a");
    assertThat(account.mustChangePassword()).isTrue();
  }

  @Test
  void aRoleAtEveryPracticeHoldsAtThoseToCome() {
    Account all = administrator("ada", Optional.empty());

    assertThat(all.may(Permission.ADMINISTER, new PracticeId("new"))).isTrue();
    assertThat(all.may(Permission.HANDLE_ALERTS, HARBOR)).isFalse();
    assertThat(all.onlyPractice()).isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    nurse("cleo");

    assertThatThrownBy(() -> nurse("CLEO"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("there is an account of this name already");
    assertThatThrownBy(() -> nurse("cle o")).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void unknownPracticesAndStaffAreRefusedAndLeaveNothing() {
    Grant elsewhere = new Grant(Optional.of(new PracticeId("none")), AccessRole.AUDITOR);

    assertThatThrownBy(
            () -> done(access.commands().create("a1", "", elsewhere, Optional.empty(), ALL)))
        .hasMessage("there is no practice none");
    assertThatThrownBy(
            () -> done(access.commands().create("a1", "", NURSE, Optional.of("rn-b"), ALL)))
        .hasMessage("there is no member of staff or practitioner rn-b");
    assertThat(read().accounts().all()).isEmpty();
  }

  @Test
  void aOneTimePasswordIsChangedAndEndsWithIt() {
    AccountCommands.Issued issued = nurse("cleo");
    Account before = access.passwords().signIn("cleo", issued.password()).orElseThrow();

    Account after = done(access.commands().changePassword(before.id(), issued.password(), OWN));

    assertThat(after.mustChangePassword()).isFalse();
    assertThat(access.accounts().standing(before.id(), before.passwordVersion())).isEmpty();
    assertThat(access.accounts().standing(after.id(), after.passwordVersion())).isPresent();
    assertThat(access.passwords().signIn("cleo", issued.password())).isEmpty();
    assertThat(read().passwords().signIn("Cleo", OWN)).isPresent();
  }

  @Test
  void aPasswordIsChangedByWhoeverKnowsItAndToAnotherOne() {
    String id = nurseWithPassword("cleo").id();

    assertThatThrownBy(() -> access.commands().changePassword(id, "wrong", "four green boats"))
        .hasMessage("current is not your password");
    assertThatThrownBy(() -> access.commands().changePassword(id, OWN, OWN))
        .hasMessage("password must be another than before");
    assertThatThrownBy(() -> access.commands().changePassword(id, OWN, "cleo likes boats"))
        .hasMessage("password must not contain the name with which you sign in");
  }

  @Test
  void wrongPasswordsLockForLongerAndLonger() {
    Account cleo = nurseWithPassword("cleo");
    for (int i = 0; i < PasswordSignIn.FREE_TRIES; i++) {
      assertThat(access.passwords().signIn("cleo", "wrong password")).isEmpty();
    }

    assertThat(access.passwords().signIn("cleo", OWN)).as("locked").isEmpty();
    assertThat(read().passwords().signIn("cleo", OWN)).as("a restart unlocks nobody").isEmpty();
    assertThat(access.accounts().find(cleo.id()).orElseThrow().lockedUntil())
        .contains(clock.instant().plus(PasswordSignIn.SHORTEST_LOCK));

    clock.advance(PasswordSignIn.SHORTEST_LOCK);
    assertThat(access.passwords().signIn("cleo", "wrong password")).isEmpty();
    clock.advance(PasswordSignIn.SHORTEST_LOCK);
    assertThat(access.passwords().signIn("cleo", OWN)).as("twice as long").isEmpty();
    clock.advance(PasswordSignIn.SHORTEST_LOCK);
    assertThat(access.passwords().signIn("cleo", OWN)).isPresent();
    assertThat(access.passwords().signIn("cleo", "wrong password")).isEmpty();
    assertThat(access.passwords().signIn("cleo", OWN)).as("counted anew").isPresent();
  }

  @Test
  void noLockIsLongerThanAnHour() {
    assertThat(PasswordSignIn.lock(4, clock.instant())).isEmpty();
    assertThat(PasswordSignIn.lock(10, clock.instant()))
        .contains(clock.instant().plus(Duration.ofMinutes(32)));
    assertThat(PasswordSignIn.lock(1_000_000, clock.instant()))
        .contains(clock.instant().plus(PasswordSignIn.LONGEST_LOCK));
  }

  @Test
  void manyTriesAtOnceAreNoMoreThanTheFreeOnes() {
    nurseWithPassword("cleo");
    List<CompletableFuture<Optional<Account>>> tries = new ArrayList<>();
    for (int i = 0; i < 2 * PasswordSignIn.FREE_TRIES; i++) {
      String password = i < PasswordSignIn.FREE_TRIES ? "wrong password" : OWN;
      if (i == PasswordSignIn.FREE_TRIES) {
        tries.forEach(CompletableFuture::join);
      }
      tries.add(CompletableFuture.supplyAsync(() -> access.passwords().signIn("cleo", password)));
    }

    assertThat(tries).allSatisfy(one -> assertThat(one.join()).isEmpty());
  }

  @Test
  void aDisabledAccountIsOutUntilItIsEnabled() {
    Account cleo = nurseWithPassword("cleo");

    Account disabled = done(access.commands().disable(cleo.id(), ALL));

    assertThat(disabled.reaches(HARBOR)).isFalse();
    assertThat(access.accounts().standing(cleo.id(), cleo.passwordVersion())).isEmpty();
    assertThat(access.passwords().signIn("cleo", OWN)).isEmpty();
    done(access.commands().enable(cleo.id(), ALL));
    assertThat(access.passwords().signIn("cleo", OWN)).isPresent();
  }

  @Test
  void nobodyIsLetInByANameThatIsNotThere() {
    assertThat(access.passwords().signIn("nobody", OWN)).isEmpty();
    assertThat(access.passwords().signIn("", "")).isEmpty();
  }

  @Test
  void whoeverManagesOnePracticeGivesRolesThereAlone() {
    Account ada = administrator("ada", Optional.of(HARBOR));
    Account cleo = nurse("cleo").account();
    Account other = administrator("otto", Optional.of(INLAND));
    Account both = done(access.commands().grant(cleo.id(), grant(INLAND), ALL));

    assertThat(done(access.commands().grant(cleo.id(), grant(HARBOR), ada)).grants())
        .contains(grant(HARBOR));
    assertThatThrownBy(() -> access.commands().grant(cleo.id(), grant(INLAND), ada))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() ->
            access
                .commands()
                .grant(ada.id(), new Grant(Optional.empty(), AccessRole.ADMINISTRATOR), ada))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> done(access.commands().resetPassword(both.id(), ada)))
        .as("has a role elsewhere too")
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> done(access.commands().disable(other.id(), ada)))
        .isInstanceOf(ForbiddenException.class);
    assertThat(Authority.maySee(ada, other)).isFalse();
  }

  private static Grant grant(PracticeId practice) {
    return new Grant(Optional.of(practice), AccessRole.BILLER);
  }

  @Test
  void nobodyLocksThemselvesOut() {
    Account ada = administrator("ada", Optional.of(HARBOR));

    assertThatThrownBy(() -> done(access.commands().disable(ada.id(), ada)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> done(access.commands().revoke(ada.id(), ada.grants().getFirst(), ada)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void theProviderSaysWhichRolesThereAre() {
    Account.Subject subject = new Account.Subject("https://login.example.org", "u-1");
    Account first =
        done(access.providerAccounts().save(subject, "oidc:cleo", "Cleo", List.of(NURSE)));
    done(access.commands().link(first.id(), HARBOR, Optional.of("rn-a"), ALL));

    Account second =
        done(
            access.providerAccounts().save(subject, "oidc:cleo", "Cleo N", List.of(grant(HARBOR))));
    Account namesake =
        done(
            access
                .providerAccounts()
                .save(
                    new Account.Subject("https://login.example.org", "u-2"),
                    "oidc:cleo",
                    "Cleo",
                    List.of(NURSE)));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.grants()).containsExactly(grant(HARBOR));
    assertThat(second.displayName()).isEqualTo("Cleo N");
    assertThat(second.staff(HARBOR)).contains("rn-a");
    assertThat(namesake.name()).isEqualTo("oidc:cleo u-2");
    assertThat(access.passwords().signIn("oidc:cleo", "")).isEmpty();
    assertThatThrownBy(() -> done(access.commands().resetPassword(first.id(), ALL)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void theFirstTokenIsMadeOnceAndOutlivesTheProcess() {
    String secret = done(access.tokens().createInitial("start")).orElseThrow();

    ApiToken admin = new ApiToken("admin", Optional.empty());
    assertThat(access.tokens().authenticate(secret)).contains(admin);
    assertThat(done(access.tokens().createInitial("start"))).isEmpty();
    assertThat(read().tokens().authenticate(secret)).contains(admin);
    assertThat(access.tokens().authenticate("")).isEmpty();
  }

  @Test
  void aTokenHasItsScopesUntilItsEndOrItsRevocation() {
    ApiToken wanted =
        new ApiToken(
            "feed",
            Optional.of(HARBOR),
            Set.of(Permission.SEE_PATIENTS, Permission.ENROL),
            Optional.of(clock.instant().plusSeconds(60)));
    ApiTokens.Made made = done(access.tokens().create(wanted, ALL));
    ApiTokens.Made other =
        done(
            access
                .tokens()
                .create(
                    new ApiToken(
                        "other", Optional.of(HARBOR), Set.of(Permission.AUDIT), Optional.empty()),
                    ALL));

    assertThat(read().tokens().authenticate(made.secret())).contains(wanted);
    assertThat(access.tokens().list(ALL))
        .extracting(ApiTokens.Listed::id)
        .containsExactly(made.id(), other.id());
    clock.advance(Duration.ofSeconds(60));
    assertThat(access.tokens().authenticate(made.secret())).isEmpty();
    done(access.tokens().revoke(other.id(), ALL));
    assertThat(access.tokens().authenticate(other.secret())).isEmpty();
    assertThat(read().tokens().authenticate(other.secret())).isEmpty();
  }

  @Test
  void tokensReachNoFurtherThanWhoMakesThem() {
    Account ada = administrator("ada", Optional.of(HARBOR));
    ApiTokens.Made all = done(access.tokens().create(new ApiToken("x", Optional.empty()), ALL));

    assertThatThrownBy(() -> access.tokens().create(new ApiToken("y", Optional.empty()), ada))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> access.tokens().create(new ApiToken("y", Optional.of(INLAND)), ada))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> access.tokens().revoke(all.id(), ada))
        .isInstanceOf(RefusedException.class);
    assertThat(access.tokens().list(ada)).isEmpty();
  }
}
