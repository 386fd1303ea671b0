package dev.cuffline.gateway.registry;

/**
 * A physician or other qualified professional who orders, supervises and bills (R3, R37).
 *
 * @param id ours
 * @param npi National Provider Identifier
 * @param family family name
 * @param given given names
 */
public record Practitioner(String id, Npi npi, String family, String given) {
  /** Checks the values. */
  public Practitioner {
    Checks.id(id, "id");
    Checks.text(family, "family");
    Checks.text(given, "given");
  }
}
