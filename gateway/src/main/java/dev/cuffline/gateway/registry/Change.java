package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One command under way: its transaction, who gave it and when, and what it has touched. */
final class Change {
  private final Session session;
  private final PracticeId practice;
  private final String actor;
  private final Instant at;
  private final Map<DeviceId, Set<PatientId>> devices;
  private final Set<PatientId> patients;
  private final Set<String> sources;
  private final Set<String> clocks;

  Change(Session session, PracticeId practice, String actor, Instant at) {
    this.session = session;
    this.practice = practice;
    this.actor = actor;
    this.at = at;
    this.devices = new LinkedHashMap<>();
    this.patients = new LinkedHashSet<>();
    this.sources = new LinkedHashSet<>();
    this.clocks = new LinkedHashSet<>();
  }

  private Change(Change whole, String actor) {
    this.session = whole.session;
    this.practice = whole.practice;
    this.actor = actor;
    this.at = whole.at;
    this.devices = whole.devices;
    this.patients = whole.patients;
    this.sources = whole.sources;
    this.clocks = whole.clocks;
  }

  /** A part of this command that somebody else has said. */
  Change saidBy(String other) {
    return new Change(this, other);
  }

  Session session() {
    return session;
  }

  PracticeId practice() {
    return practice;
  }

  String actor() {
    return actor;
  }

  Instant at() {
    return at;
  }

  void touch(DeviceId device) {
    devices.computeIfAbsent(device, _ -> new LinkedHashSet<>());
  }

  /** A device came into a patient's hands, or is there no longer. */
  void touch(DeviceId device, PatientId holder) {
    devices.computeIfAbsent(device, _ -> new LinkedHashSet<>()).add(holder);
    touch(holder);
  }

  void touch(PatientId patient) {
    patients.add(patient);
  }

  void touchSource(String source) {
    sources.add(source);
  }

  Set<DeviceId> devices() {
    return devices.keySet();
  }

  /** To whom the assignments of a device that were changed gave it, before or now. */
  Set<PatientId> holders(DeviceId device) {
    return devices.getOrDefault(device, Set.of());
  }

  Set<PatientId> patients() {
    return patients;
  }

  Set<String> sources() {
    return sources;
  }

  /** The times of a sender are to be read otherwise. */
  void touchClock(String source) {
    clocks.add(source);
  }

  Set<String> clocks() {
    return clocks;
  }

  /** Keeps what a row was before it is replaced. */
  void keep(String kind, String id, Object was) throws SQLException {
    History.keep(session, practice, kind, id, was, actor, at);
  }
}
