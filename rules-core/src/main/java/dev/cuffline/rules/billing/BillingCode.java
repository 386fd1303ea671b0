package dev.cuffline.rules.billing;

/**
 * The number of a billing code; its descriptor is the AMA's and is not shipped.
 *
 * @param value five characters, for example 99454 or G0557
 */
public record BillingCode(String value) implements Comparable<BillingCode> {
  /** Refuses what cannot be a code. */
  public BillingCode {
    if (!value.matches("[0-9A-Z]{5}")) {
      throw new IllegalArgumentException("a billing code has five digits or capitals: " + value);
    }
  }

  @Override
  public int compareTo(BillingCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
