package dev.cuffline.gateway;

import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What {@code account} does: through a running gateway, or in the store of a stopped one. */
interface AccountDesk extends AutoCloseable {
  /** One account, in words. */
  record Line(String name, String displayName, String state, List<String> roles) {}

  /** What an account is made with. */
  record Wanted(String name, String displayName, Grant grant, Optional<String> staff) {}

  List<Line> list() throws IOException;

  /** The answer is a one-time password. */
  String create(Wanted wanted) throws IOException;

  void disable(String name) throws IOException;

  void enable(String name) throws IOException;

  /** The answer is a one-time password. */
  String resetPassword(String name) throws IOException;

  void grant(String name, Grant grant) throws IOException;

  void revoke(String name, Grant grant) throws IOException;

  @Override
  void close();

  static String words(AccessRole role, Optional<PracticeId> practice) {
    return SettingsReader.code(role)
        + practice.map(id -> "@" + id.value()).orElse(" (every practice)");
  }

  static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("there is no account " + name);
  }
}
