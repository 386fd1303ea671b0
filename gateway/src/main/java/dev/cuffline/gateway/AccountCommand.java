package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code account}: who signs in to the pages. */
@Command(
    name = "account",
    description = {
      "Makes and changes the accounts of people, at the running gateway or, when it is stopped, in",
      "its store. A role is held at one practice, or at every practice when none is named."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class AccountCommand implements Runnable {
  private final ConfigurationLoader configurations;
  private final Clock clock;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  AccountCommand(ConfigurationLoader configurations, Clock clock) {
    this.configurations = configurations;
    this.clock = clock;
  }

  /** Reads clinical-staff. */
  static final class RoleConverter implements ITypeConverter<AccessRole> {
    @Override
    public AccessRole convert(String text) {
      return Arrays.stream(AccessRole.values())
          .filter(role -> SettingsReader.code(role).equalsIgnoreCase(text.replace('_', '-')))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException(
                  "expected one of "
                      + Arrays.stream(AccessRole.values())
                          .map(SettingsReader::code)
                          .collect(Collectors.joining(", "))
                      + ", not "
                      + text));
    }
  }

  /** Without a command. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @FunctionalInterface
  private interface Work {
    void at(AccountDesk desk, PrintWriter out) throws IOException;
  }

  private int with(AccountTarget target, Work work) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (AccountDesk desk = target.open(configurations, clock)) {
      work.at(desk, out);
    }
    out.flush();
    return ExitCode.FINE;
  }

  private static Grant grant(AccessRole role, @Nullable String practice) {
    return new Grant(Optional.ofNullable(practice).map(PracticeId::new), role);
  }

  private static void tell(PrintWriter out, String name, String password) {
    out.println("One-time password of " + name + ": " + password);
    out.println("It is shown this once, and must be changed at the first sign-in.");
  }

  @Command(name = "create", description = "Makes an account and prints its one-time password.")
  int create(
      @Parameters(paramLabel = "NAME", description = "With which somebody signs in.") String name,
      @Option(
              names = "--role",
              required = true,
              converter = RoleConverter.class,
              paramLabel = "ROLE",
              description =
                  "administrator, clinician, clinical-staff, biller, device-manager or auditor.")
          AccessRole role,
      @Option(names = "--practice", paramLabel = "P", description = "Where (default: everywhere).")
          @Nullable String practice,
      @Option(
              names = "--staff",
              paramLabel = "ID",
              description = "Which member of staff or practitioner of the practice they are.")
          @Nullable String staff,
      @Option(
              names = "--display-name",
              defaultValue = "",
              paramLabel = "NAME",
              description = "For people.")
          String displayName,
      @Mixin AccountTarget target)
      throws IOException {
    AccountDesk.Wanted wanted =
        new AccountDesk.Wanted(
            name, displayName, grant(role, practice), Optional.ofNullable(staff));
    return with(target, (desk, out) -> tell(out, name, desk.create(wanted)));
  }

  @Command(name = "list", description = "Lists who signs in, with their roles.")
  int list(
      @Option(names = "--json", description = "JSON instead of text.") boolean json,
      @Mixin AccountTarget target)
      throws IOException {
    return with(
        target,
        (desk, out) -> {
          List<AccountDesk.Line> lines = desk.list();
          if (json) {
            out.println(new ObjectMapper().writeValueAsString(lines));
            return;
          }
          lines.forEach(line ->
              out.printf(
                  "%-24s %-9s %-24s %s%n",
                  line.name(), line.state(), line.displayName(), String.join(", ", line.roles())));
          if (lines.isEmpty()) {
            out.println("Nobody has an account.");
          }
        });
  }

  @Command(name = "disable", description = "Signs somebody out, and lets them in no more.")
  int disable(@Parameters(paramLabel = "NAME") String name, @Mixin AccountTarget target)
      throws IOException {
    return with(
        target,
        (desk, out) -> {
          desk.disable(name);
          out.println(name + " is disabled.");
        });
  }

  @Command(name = "enable", description = "Lets somebody in again, also one who is locked out.")
  int enable(@Parameters(paramLabel = "NAME") String name, @Mixin AccountTarget target)
      throws IOException {
    return with(
        target,
        (desk, out) -> {
          desk.enable(name);
          out.println(name + " can sign in.");
        });
  }

  @Command(name = "reset-password", description = "Prints a new one-time password.")
  int resetPassword(@Parameters(paramLabel = "NAME") String name, @Mixin AccountTarget target)
      throws IOException {
    return with(target, (desk, out) -> tell(out, name, desk.resetPassword(name)));
  }

  @Command(name = "grant", description = "Gives a role.")
  int grant(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--role", required = true, converter = RoleConverter.class) AccessRole role,
      @Option(names = "--practice", paramLabel = "P") @Nullable String practice,
      @Mixin AccountTarget target)
      throws IOException {
    return with(
        target,
        (desk, out) -> {
          Grant grant = grant(role, practice);
          desk.grant(name, grant);
          out.println(name + " is " + AccountDesk.words(role, grant.practice()) + " now.");
        });
  }

  @Command(name = "revoke", description = "Takes a role.")
  int revoke(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--role", required = true, converter = RoleConverter.class) AccessRole role,
      @Option(names = "--practice", paramLabel = "P") @Nullable String practice,
      @Mixin AccountTarget target)
      throws IOException {
    return with(
        target,
        (desk, out) -> {
          Grant grant = grant(role, practice);
          desk.revoke(name, grant);
          out.println(name + " is no " + AccountDesk.words(role, grant.practice()) + " any more.");
        });
  }
}
