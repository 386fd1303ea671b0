package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of settings and files is so. */
final class ReadmeTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SETTING = Pattern.compile("^\\| `([A-Za-z0-9.\\[\\]]+)` \\| `");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

  @Test
  void itsTableHasEverySettingAndNoOther() throws IOException {
    var documented = new TreeSet<String>();
    for (String line : Files.readAllLines(REPOSITORY.resolve("README.md"))) {
      var row = SETTING.matcher(line);
      if (row.find()) {
        documented.add(row.group(1));
      }
    }

    assertThat(documented).isEqualTo(new TreeSet<>(ConfigurationLoader.paths().keySet()));
  }

  @Test
  void itsLinksLeadToFiles() throws IOException {
    List<String> links =
        LINK.matcher(Files.readString(REPOSITORY.resolve("README.md")))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.startsWith("http"))
            .toList();

    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(REPOSITORY.resolve(link)).exists());
  }
}
