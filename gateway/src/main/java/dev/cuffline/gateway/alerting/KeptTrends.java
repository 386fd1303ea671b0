package dev.cuffline.gateway.alerting;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The trends of the patients who were judged last, as many as fit into a third of the memory that
 * this process may have: 60 readings of each of 100,000 patients take some 250 MiB.
 */
final class KeptTrends {
  private static final long SHARE = 3;

  private record Key(PracticeId practice, PatientId patient) {}

  private final Map<Key, PatientTrend> trends = new LinkedHashMap<>(16, 0.75f, true);
  private final long most;
  private long weight;

  KeptTrends() {
    this(Runtime.getRuntime().maxMemory() / SHARE);
  }

  KeptTrends(long most) {
    this.most = most;
  }

  Optional<PatientTrend> get(PracticeId practice, PatientId patient) {
    return Optional.ofNullable(trends.get(new Key(practice, patient)));
  }

  /** Forgets a patient. */
  void remove(PracticeId practice, PatientId patient) {
    PatientTrend before = trends.remove(new Key(practice, patient));
    weight -= before == null ? 0 : before.weight();
  }

  /** Takes the place of what was kept of this patient, which must be removed before it changes. */
  void put(PracticeId practice, PatientId patient, PatientTrend trend) {
    trends.put(new Key(practice, patient), trend);
    weight += trend.weight();
    Iterator<PatientTrend> eldest = trends.values().iterator();
    while (weight > most && eldest.hasNext()) {
      weight -= eldest.next().weight();
      eldest.remove();
    }
  }
}
