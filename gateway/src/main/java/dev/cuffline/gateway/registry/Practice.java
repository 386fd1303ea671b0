package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PracticeId;
import java.time.ZoneId;

/**
 * A practice: the owner of everything else.
 *
 * @param id ours
 * @param name for people
 * @param zone in which its calendar months begin (R25)
 * @param payerProfile what an enrolment without a profile of its own gets
 */
public record Practice(PracticeId id, String name, ZoneId zone, String payerProfile) {
  /** Checks the values. */
  public Practice {
    Checks.id(id.value(), "id");
    Checks.text(name, "name");
    Checks.id(payerProfile, "payerProfile");
  }
}
