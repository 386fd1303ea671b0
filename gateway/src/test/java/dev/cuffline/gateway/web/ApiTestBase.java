package dev.cuffline.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Starts a server for each test. */
abstract class ApiTestBase {
  @TempDir private Path folder;

  ApiFixture api;

  @BeforeEach
  void start() {
    api = new ApiFixture(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  static void assertRefused(ApiFixture.Reply reply, int status, String detail) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.detail()).contains(detail);
  }
}
