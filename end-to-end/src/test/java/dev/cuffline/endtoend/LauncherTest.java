package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.endtoend.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final String SYSTEM = "/usr/bin:/bin";

  @TempDir Path folder;

  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    installation = new Installation(folder);
  }

  @Test
  void javaHomeIsTakenWhenItIsNewEnough() throws Exception {
    Path jdk = installation.jdk("jdk-25", "25.0.3");

    Outcome outcome = installation.run(Map.of("JAVA_HOME", jdk.toString()), "help");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).startsWith("JDK jdk-25").contains("<help>");
  }

  @Test
  void anOldJavaHomeAndAnOldJavaOnThePathArePassedOver() throws Exception {
    Path old = installation.jdk("jdk-17", "17.0.15");
    Path older = installation.jdk("jdk-8", "1.8.0_392");
    installation.jdk("jdks/temurin-25", "25");

    Outcome outcome =
        installation.run(
            Map.of(
                "JAVA_HOME", older.toString(),
                "PATH", old.resolve("bin") + ":" + SYSTEM,
                "CUFFLINE_JDK_FOLDERS", folder.resolve("none") + ":" + folder.resolve("jdks")),
            "help");

    assertThat(outcome.out()).startsWith("JDK jdks/temurin-25");
  }

  @Test
  void aNewJavaOnThePathIsTakenThroughItsLink() throws Exception {
    Path jdk = installation.jdk("jdk-26", "26-ea");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));

    Outcome outcome = installation.run(only(Map.of("PATH", bin + ":" + SYSTEM)), "help");

    assertThat(outcome.out()).startsWith("JDK jdk-26");
  }

  @Test
  void theJdkOfAMacIsFound() throws Exception {
    installation.jdk("machines/temurin-25.jdk/Contents/Home", "25.0.1");

    Outcome outcome =
        installation.run(
            Map.of("CUFFLINE_JDK_FOLDERS", folder.resolve("machines").toString()), "help");

    assertThat(outcome.out()).startsWith("JDK machines/temurin-25.jdk");
  }

  @Test
  void withoutAJdkItSaysWhatWasThereAndWhatToInstall() throws Exception {
    Path old = installation.jdk("jdk-17", "17.0.15");

    Outcome outcome = installation.run(only(Map.of("JAVA_HOME", old.toString())), "help");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("no JDK 25 or newer was found")
        .contains("Java 17 in " + old)
        .contains("apt-get install openjdk-25-jdk")
        .contains("brew install")
        .contains("CUFFLINE_JAVA_HOME");
  }

  @Test
  void theMachinesOldDefaultJavaIsNoObstacle() throws Exception {
    Path running = Path.of(System.getProperty("java.home"));

    Outcome outcome =
        installation.run(only(Map.of("CUFFLINE_JDK_FOLDERS", "" + running.getParent())), "help");

    assertThat(outcome.err()).contains("Building Cuffline").doesNotContain("no JDK");
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
    Path jre = installation.jdk("jre-25", "25");
    Files.delete(jre.resolve("bin/javac"));

    Outcome outcome = installation.run(only(Map.of("JAVA_HOME", jre.toString())), "help");

    assertThat(outcome.exit()).isEqualTo(3);
  }

  @Test
  void aWrongCufflineJavaHomeIsNotPassedOver() throws Exception {
    Path fine = installation.jdk("jdk-25", "25");

    Outcome outcome =
        installation.run(
            Map.of("CUFFLINE_JAVA_HOME", "/no/such", "JAVA_HOME", fine.toString()), "help");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err()).contains("CUFFLINE_JAVA_HOME is /no/such");
  }

  @Test
  void theFirstStartBuildsVisiblyAndTheSecondDoesNot() throws Exception {
    Outcome first = installation.run(jdk(), "help");
    Outcome second = installation.run(jdk(), "help");

    assertThat(first.err()).contains("Building Cuffline", "  rules-core", "  gateway");
    assertThat(second.err()).isEmpty();
    assertThat(installation.builds()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws Exception {
    installation.run(jdk(), "help");
    Path source = installation.home().resolve("rules-core/src/main/Changed.java");
    Files.writeString(source, "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

    installation.run(jdk(), "help");

    assertThat(installation.builds()).isEqualTo(2);
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    Path mistake = Files.writeString(installation.home().resolve("break-the-build"), "");
    Outcome failed = installation.run(jdk(), "help");
    Files.delete(mistake);

    Outcome again = installation.run(jdk(), "help");

    assertThat(failed.exit()).isEqualTo(3);
    assertThat(failed.err()).contains("a planted mistake").contains("build.log");
    assertThat(again.exit()).isZero();
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    Outcome outcome = installation.run(jdk(), "decode", "two words", "*", "", "$HOME");

    assertThat(outcome.out()).endsWith("<decode>\n<two words>\n<*>\n<>\n<$HOME>\n");
  }

  @Test
  void theProgramTakesTheLaunchersPlaceSoThatSignalsReachIt() throws Exception {
    Outcome outcome = installation.run(jdk(), "run");

    assertThat(outcome.out()).contains("process " + outcome.pid() + "\n");
  }

  @Test
  void javaOptionsComeAfterTheDefaultsSoThatTheyWin() throws Exception {
    Map<String, String> environment = new HashMap<>(jdk());
    environment.put("CUFFLINE_JAVA_OPTS", "-Xmx2g -Dx=y");

    Outcome outcome = installation.run(environment, "run");

    assertThat(outcome.out()).containsSubsequence("<-Xmx1g>", "<-Xmx2g>", "<-Dx=y>", "<-cp>");
  }

  @Test
  void itWorksThroughALinkFromAnywhere() throws Exception {
    Path link = folder.resolve("elsewhere/cuffline");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("../home dir/cuffline"));

    Outcome outcome = Installation.run(link, Path.of("/"), jdk(), "help");

    assertThat(outcome.out())
        .contains("<-Dcuffline.home=" + installation.home().toRealPath() + ">");
  }

  @Test
  void testsAreSummedWithTheReasonsOfSkippedOnes() throws Exception {
    Path reports = Files.createDirectories(folder.resolve("prepared"));
    Files.writeString(
        reports.resolve("TEST-a.xml"),
        """
        <testsuite name="a" time="1" tests="6" errors="1" skipped="2" failures="1">
          <testcase name="one" classname="a.A" time="0.1">
            <skipped message="org.opentest4j.TestAbortedException: no &quot;strace&quot; &amp; co"/>
          </testcase>
          <testcase name="zero" classname="a.A" time="0.0">
            <skipped type="x"><![CDATA[org.opentest4j.TestAbortedException: no broker (Debian: m)
          \tat a.A.zero(A.java:1)
          ]]></skipped>
          </testcase>
          <testcase name="two" classname="a.A"><failure type="x">text</failure></testcase>
          <testcase name="three" classname="a.A"><error type="x">text</error></testcase>
        </testsuite>
        """);
    Files.writeString(
        installation.home().resolve("mvnw"),
        "#!/bin/sh\nmkdir -p gateway/target/surefire-reports\n"
            + "cp '"
            + reports
            + "'/* gateway/target/surefire-reports/\nexit 1\n");

    Outcome outcome = installation.run(jdk(), "test");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("skipped: a.A.one: no \"strace\" & co\n")
        .contains("skipped: a.A.zero: no broker (Debian: m)\n")
        .contains("failed: a.A.two", "failed: a.A.three")
        .endsWith("2 passed, 2 failed, 2 skipped\n");
  }

  @Test
  void theRealProgramAnswersThroughTheRealLauncher() throws Exception {
    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));

    Outcome version = Installation.run(Packaged.launcher(), folder, environment, "--version");
    Outcome wrong = Installation.run(Packaged.launcher(), folder, environment, "nonsense");

    assertThat(version.exit()).as(version.err()).isZero();
    assertThat(version.out()).startsWith("cuffline 0.");
    assertThat(wrong.exit()).isEqualTo(2);
  }

  private Map<String, String> jdk() throws IOException {
    return Map.of("JAVA_HOME", installation.jdk("jdk-25", "25.0.3").toString());
  }

  /** Nothing is looked for in the machine's usual folders. */
  private Map<String, String> only(Map<String, String> environment) {
    var all = new HashMap<String, String>();
    all.put("CUFFLINE_JDK_FOLDERS", folder.resolve("none").toString());
    all.putAll(environment);
    return all;
  }
}
