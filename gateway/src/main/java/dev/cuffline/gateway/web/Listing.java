package dev.cuffline.gateway.web;

import dev.cuffline.gateway.registry.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param next what to send as {@code after} for the next part; absent at the end
 */
record Listing<T>(List<T> items, Optional<String> next) {
  /** Makes a part of what was read with one row more than was asked for. */
  static <T> Listing<T> of(List<T> rows, int limit, Function<T, List<String>> key) {
    if (rows.size() <= limit) {
      return new Listing<>(rows, Optional.empty());
    }
    List<T> items = rows.subList(0, limit);
    return new Listing<>(items, Optional.of(Cursor.of(key.apply(items.getLast()))));
  }

  /** All of a short list. */
  static <T> Listing<T> all(List<T> items) {
    return new Listing<>(items, Optional.empty());
  }

  /** The page of a list by id, with one row more. */
  static Page page(Call call) {
    String after = call.cursor(1).map(List::getFirst).orElse("");
    return new Page(after, call.limit() + 1);
  }
}
