package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a person adds to what an EHR does not say, or corrects.
 *
 * @param payerProfile of a payer that is not known here
 * @param method how consent was given
 * @param date first date; of what is over, the date of its end
 */
public record EhrCompletion(
    Optional<String> payerProfile, Optional<ConsentMethod> method, Optional<LocalDate> date) {
  /** Nothing. */
  public static final EhrCompletion NONE =
      new EhrCompletion(Optional.empty(), Optional.empty(), Optional.empty());

  /** The statement with what was added. */
  EhrStatement to(EhrStatement said) {
    boolean payer = said.kind() == EhrStatement.Kind.PAYER;
    boolean consent = said.kind() == EhrStatement.Kind.CONSENT;
    refuse(payerProfile.isPresent() && !payer, "payerProfile", "a payer");
    refuse(method.isPresent() && !consent, "method", "a consent");
    return new EhrStatement(
        said.kind(),
        said.source(),
        said.identifier(),
        said.over() ? said.from() : date.or(said::from),
        said.over() ? date.or(said::to) : said.to(),
        payerProfile.or(() -> method.map(Enum::name)).or(said::value),
        said.over(),
        said.certain(),
        said.words());
  }

  private static void refuse(boolean foreign, String field, String what) {
    if (foreign) {
      throw new InvalidValueException(field, "must be given for " + what + " alone");
    }
  }
}
