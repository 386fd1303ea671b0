package dev.cuffline.gateway.registry;

import java.util.List;

/**
 * What an import did.
 *
 * @param created new rows
 * @param changed rows that were there with other values
 * @param unchanged rows that were there just so
 * @param secrets of logins made just now; they cannot be read again
 */
public record ImportResult(int created, int changed, int unchanged, List<IssuedSecret> secrets) {
  /** Copies the list. */
  public ImportResult {
    secrets = List.copyOf(secrets);
  }
}
