package dev.cuffline.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void aMissingFolderIsMadeForItsOwnerOnly() throws IOException {
    try (var data = DataFolder.open(folder.resolve("a/b"))) {
      assertThat(data.path()).isDirectory().isAbsolute();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aSecondOpeningInTheSameProcessIsRefused() {
    try (var _ = DataFolder.open(folder)) {
      assertThatThrownBy(() -> DataFolder.open(folder.resolve("../" + folder.getFileName())))
          .isInstanceOf(DataFolderException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("data.folder")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void aSecondProcessIsRefused() throws IOException {
    try (var _ = DataFolder.open(folder)) {
      Process second = start();

      assertThat(second.getInputStream().read()).isEqualTo(FolderHolder.REFUSED);
    }
  }

  @Test
  void aKilledProcessLeavesTheFolderFree() throws Exception {
    Process first = start();
    assertThat(first.getInputStream().read()).isEqualTo(FolderHolder.HELD);
    assertThatThrownBy(() -> DataFolder.open(folder))
        .hasMessageContaining("process " + first.pid());

    first.destroyForcibly().waitFor();

    try (var data = DataFolder.open(folder)) {
      assertThat(data.path()).isEqualTo(folder.toAbsolutePath());
    }
  }

  @Test
  void aClosedFolderCanBeOpenedAgain() {
    DataFolder.open(folder).close();

    try (var data = DataFolder.open(folder)) {
      assertThat(data.path().resolve(DataFolder.LOCK_FILE)).exists();
    }
  }

  @Test
  void aFileInTheWayIsNamedWithTheSetting() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("data.folder");
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FolderHolder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
