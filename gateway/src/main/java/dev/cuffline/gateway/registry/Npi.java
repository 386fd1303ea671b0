package dev.cuffline.gateway.registry;

import java.util.regex.Pattern;

/**
 * A National Provider Identifier: ten digits, the first a 1 or a 2, the last a Luhn check digit
 * over {@code 80840} and the first nine (NPI Final Rule, 45 CFR 162.406; ISO/IEC 7812 prefix 80 for
 * health and 840 for the United States).
 *
 * @param value ten digits
 */
public record Npi(String value) {
  private static final Pattern FORM = Pattern.compile("[12][0-9]{9}");
  private static final String PREFIX = "80840";

  /** Refuses a wrong form or check digit. */
  public Npi {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValueException("npi", "must have ten digits and begin with 1 or 2");
    }
    if (luhn(PREFIX + value) % 10 != 0) {
      throw new InvalidValueException("npi", "has a wrong check digit");
    }
  }

  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 1 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum;
  }

  @Override
  public String toString() {
    return value;
  }
}
