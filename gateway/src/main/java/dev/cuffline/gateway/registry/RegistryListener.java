package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.Set;

/**
 * Who has to judge again when people change what judging rests on.
 *
 * <p>Called at the end of a command, inside its transaction, once for each device and patient that
 * it touched; what {@link DeviceDirectory#find} answers there includes the command's rows. An
 * exception undoes the command.
 */
public interface RegistryListener {
  /**
   * A device was registered or changed, or one of its assignments was.
   *
   * @param holders to whom the assignments that changed gave it, before or now
   */
  void deviceChanged(Session tx, PracticeId practice, DeviceId device, Set<PatientId> holders)
      throws SQLException;

  /** The times of a sender are to be read otherwise from now on. */
  void clockChanged(Session tx, PracticeId practice, String source) throws SQLException;

  /** A patient, an enrolment, an assignment or a time entry of the patient was changed. */
  void patientChanged(Session tx, PracticeId practice, PatientId patient) throws SQLException;

  /** Nobody listens. */
  static RegistryListener none() {
    return new RegistryListener() {
      @Override
      public void deviceChanged(
          Session tx, PracticeId practice, DeviceId device, Set<PatientId> holders) {}

      @Override
      public void clockChanged(Session tx, PracticeId practice, String source) {}

      @Override
      public void patientChanged(Session tx, PracticeId practice, PatientId patient) {}
    };
  }
}
