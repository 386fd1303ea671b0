package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that is only tried out, and then written to. */
final class ShadowIT {
  @TempDir private Path folder;

  /** Nobody listens there: whatever is sent waits. */
  private PageWorld world(boolean shadow) throws IOException {
    return new PageWorld(
        folder,
        """
        destinations:
          - {name: ehr, type: fhir, url: "http://127.0.0.1:9/r4", from: beginning, codes: loinc,
             shadow: %s}
        """
            .formatted(shadow));
  }

  private int waiting(String destination) throws SQLException {
    try (var store = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/store.db"));
        var statement =
            store.prepareStatement("SELECT COUNT(*) FROM outbox WHERE destination = ?")) {
      statement.setString(1, destination);
      return statement.executeQuery().getInt(1);
    }
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/shadow/ehr"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString().lines().filter(line -> line.contains("\"Observation\"")).toList();
    }
  }

  @Test
  void aShadowWritesWhatWouldBeSentAndTheDestinationBeginsAnewOnceItIsReal()
      throws IOException, InterruptedException, SQLException {
    try (PageWorld world = world(true)) {
      world.enrol("p-1", "Adams");
      world.publish("cuff-p-1", PageWorld.NOW.minusSeconds(60), 124, 81, "");
      world.settle();
      assertThat(written())
          .as("pressure and pulse, in the manner of the destination")
          .hasSize(2)
          .noneMatch(line -> line.contains("urn:iso:std:iso:11073:10101"));
      assertThat(waiting("ehr")).isZero();
      assertThat(waiting("ehr.shadow")).as("the shadow has taken everything").isZero();
    }

    try (PageWorld _ = world(false)) {
      assertThat(waiting("ehr")).as("from the beginning").isEqualTo(1);
    }

    assertThatThrownBy(() -> world(true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ehr was written to already");
  }

  @Test
  void filesHaveNoShadow() {
    String files = "destinations: [{name: f, type: ndjson, folder: f, from: now, shadow: true}]\n";

    assertThatThrownBy(() -> new PageWorld(folder, files))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("destinations[0].shadow is for fhir and webhook");
  }
}
