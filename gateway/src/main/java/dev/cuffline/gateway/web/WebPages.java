package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServerBuilder;
import dev.cuffline.gateway.access.Principal;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Pages beside the API, and who is signed in to them. */
public interface WebPages {
  /**
   * Somebody who may look.
   *
   * @param who they are, with the rights of now; must not block
   * @param holder of the token or session: stable, and no secret
   * @param stands whether they still may; must not block
   */
  record User(Supplier<? extends Principal> who, String holder, BooleanSupplier stands) {}

  /** Who sends a request, by the pages' own means; does not count as use, does not block. */
  Optional<User> signedIn(HttpRequest request);

  /**
   * Adds routes.
   *
   * @param blocking runs what may block
   */
  void addTo(ServerBuilder builder, Executor blocking);

  /** No pages at all. */
  static WebPages none() {
    return new WebPages() {
      @Override
      public Optional<User> signedIn(HttpRequest request) {
        return Optional.empty();
      }

      @Override
      public void addTo(ServerBuilder builder, Executor blocking) {
        // There is nothing to add.
      }
    };
  }
}
