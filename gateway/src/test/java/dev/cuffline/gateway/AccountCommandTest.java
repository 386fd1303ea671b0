package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code account}, beside a running gateway and without one. */
final class AccountCommandTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ISSUED =
      Pattern.compile("One-time password of ada: ([a-z2-9-]{23})");

  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {}

  private Map<String, String> environment() {
    return Map.of(
        "CUFFLINE_DATA_FOLDER", folder.toString(),
        "CUFFLINE_HTTP_PORT", "0",
        "CUFFLINE_MQTT_PORT", "0");
  }

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commands(environment(), HOME)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void theFirstAdministratorIsMadeBeforeTheFirstStart() throws IOException {
    Ran made = run("account", "create", "ada", "--role", "administrator");
    Matcher issued = ISSUED.matcher(made.out());

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(issued.find()).isTrue();
    assertThat(run("account", "list").out())
        .containsPattern("ada +active +ada +administrator \\(every practice\\)");
    try (Gateway gateway = gateway()) {
      assertThat(gateway.access().passwords().signIn("ada", issued.group(1))).isPresent();
    }
  }

  private Gateway gateway() throws IOException {
    return Gateway.start(
        new ConfigurationLoader(environment(), HOME).load().configuration(), Clock.systemUTC());
  }

  @Test
  void aRunningGatewayIsAsked() throws IOException {
    try (Gateway gateway = gateway()) {
      String url = "http://127.0.0.1:" + gateway.httpPort();
      Ran made = run("account", "create", "ada", "--role", "clinical-staff", "--url", url);
      Matcher issued = ISSUED.matcher(made.out());
      assertThat(made.code()).as(made.err()).isZero();
      assertThat(issued.find()).isTrue();
      assertThat(gateway.access().passwords().signIn("ada", issued.group(1))).isPresent();

      assertThat(run("account", "grant", "ada", "--role", "biller", "--url", url).out())
          .isEqualToIgnoringNewLines("ada is biller (every practice) now.");
      assertThat(run("account", "revoke", "ada", "--role", "clinical-staff", "--url", url).code())
          .isZero();
      assertThat(run("account", "disable", "ada", "--url", url).code()).isZero();
      assertThat(run("account", "list", "--json", "--url", url).out())
          .contains("\"state\":\"disabled\"", "\"roles\":[\"biller (every practice)\"]");
      assertThat(run("account", "enable", "Ada", "--url", url).code()).isZero();
      assertThat(run("account", "reset-password", "ada", "--url", url).out())
          .containsPattern(ISSUED);
      assertThat(gateway.access().passwords().signIn("ada", issued.group(1))).isEmpty();
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThat(run("account", "disable", "nobody"))
        .isEqualTo(new Ran(3, "", "cuffline: there is no account nobody" + System.lineSeparator()));
    assertThat(run("account", "create", "ada", "--role", "doctor").err())
        .contains("expected one of clinician, clinical-staff, biller");
    assertThat(run("account", "create", "ada", "--role", "biller", "--practice", "none").err())
        .contains("there is no practice none");
    assertThat(run("account").code()).isEqualTo(2);
  }
}
