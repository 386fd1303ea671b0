package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServerBuilder;
import dev.cuffline.gateway.registry.ApiToken;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Pages beside the API, and who is signed in to them. */
public interface WebPages {
  /**
   * Somebody who may look.
   *
   * @param token whose rights they have
   * @param holder of the token or session: stable, and no secret
   * @param stands whether they still may; must not block
   */
  record User(ApiToken token, String holder, BooleanSupplier stands) {}

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
