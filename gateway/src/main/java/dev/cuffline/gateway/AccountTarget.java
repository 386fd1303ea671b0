package dev.cuffline.gateway;

import dev.cuffline.gateway.ops.DataFolder;
import dev.cuffline.gateway.ops.DataFolderException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which gateway's accounts: the running one's, through its API, or those in a stopped one's store.
 */
final class AccountTarget {
  @Option(names = "--config", paramLabel = "FILE", description = "Settings of the gateway.")
  private @Nullable Path config;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running gateway (default: where the settings say, if one is running).")
  private @Nullable URI url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Its API token (default: admin-token in its data folder).")
  private @Nullable Path tokenFile;

  AccountDesk open(ConfigurationLoader configurations, Clock clock) throws IOException {
    Configuration configuration = configurations.load(config).configuration();
    if (url != null) {
      return new AccountsOverApi(url, token(configuration));
    }
    DataFolder folder;
    try {
      folder = DataFolder.open(configuration.data().folder());
    } catch (DataFolderException inUse) {
      return new AccountsOverApi(address(configuration.http()), token(configuration));
    }
    try {
      return new AccountsInStore(configuration, folder, clock);
    } catch (RuntimeException fault) {
      folder.close();
      throw fault;
    }
  }

  private static URI address(Configuration.Http http) {
    String host = http.host().equals("0.0.0.0") ? "127.0.0.1" : http.host();
    return URI.create("http://" + host + ":" + http.port());
  }

  private String token(Configuration configuration) throws IOException {
    Path file = tokenFile == null ? AdminToken.file(configuration.data().folder()) : tokenFile;
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new IOException(
          "the gateway is running, and its API token cannot be read from "
              + file
              + ": name it with --token-file, or stop the gateway",
          unreadable);
    }
  }
}
