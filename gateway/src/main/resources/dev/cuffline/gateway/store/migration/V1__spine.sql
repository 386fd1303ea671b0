-- Instants: microseconds since 1970-01-01T00:00Z (BIGINT). Dates, decimals, ids, enums: text.
-- Booleans: 0 or 1. Lists: JSON text.

-- ---------------------------------------------------------------- the store itself
CREATE TABLE store_meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE journal_cursor (
  epoch TEXT NOT NULL,
  part INTEGER NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (epoch, part)
);

-- What every version of a format file said, by the hash of it (P3).
CREATE TABLE payload_format (
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (name, version)
);

-- ---------------------------------------------------------------- authored rows
CREATE TABLE practice (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  payer_profile TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL
);

CREATE TABLE practitioner (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  npi TEXT NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);

CREATE TABLE staff (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  credential TEXT,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);

CREATE TABLE supervision (
  practice_id TEXT NOT NULL REFERENCES practice,
  staff_id TEXT NOT NULL,
  practitioner_id TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, staff_id, practitioner_id, from_date)
);

CREATE TABLE patient (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  zone TEXT NOT NULL,
  language TEXT,
  phones TEXT NOT NULL,
  caregivers TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);

CREATE TABLE patient_identifier (
  practice_id TEXT NOT NULL REFERENCES practice,
  system TEXT NOT NULL,
  value TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  PRIMARY KEY (practice_id, system, value)
);

CREATE TABLE enrolment (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  practitioner_id TEXT NOT NULL,
  payer_profile TEXT NOT NULL,
  diagnoses TEXT NOT NULL,
  ordered_on TEXT,
  order_ends_on TEXT,
  frequency_per_day INTEGER NOT NULL,
  consent_on TEXT,
  consent_method TEXT,
  consent_cost_share INTEGER NOT NULL,
  consent_withdrawn_on TEXT,
  established_patient INTEGER NOT NULL,
  anchor TEXT,
  set_up_on TEXT,
  set_up_billed INTEGER NOT NULL,
  started_on TEXT NOT NULL,
  ended_on TEXT,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX enrolment_of_patient ON enrolment (practice_id, patient_id);

CREATE TABLE device (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  format TEXT NOT NULL,
  regulatory_status TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  model TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);

CREATE TABLE device_key (
  practice_id TEXT NOT NULL REFERENCES practice,
  device_key TEXT NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (practice_id, device_key)
);
CREATE INDEX device_key_of_device ON device_key (practice_id, device_id);

-- Who may send. Secrets are generated with at least 128 bit and kept as SHA-256.
CREATE TABLE source (
  id TEXT PRIMARY KEY,
  practice_id TEXT NOT NULL REFERENCES practice,
  secret_sha256 TEXT NOT NULL UNIQUE,
  revoked_at BIGINT,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL
);

CREATE TABLE assignment (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  slot TEXT,
  patient_id TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX assignment_of_device ON assignment (practice_id, device_id);
CREATE INDEX assignment_of_patient ON assignment (practice_id, patient_id);

-- API tokens of people and programs; practice_id NULL may act for every practice.
CREATE TABLE api_token (
  secret_sha256 TEXT PRIMARY KEY,
  practice_id TEXT REFERENCES practice,
  name TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL
);

CREATE TABLE time_entry (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  start_at BIGINT,
  end_at BIGINT,
  on_date TEXT,
  seconds BIGINT,
  performer TEXT NOT NULL,
  role TEXT NOT NULL,
  credential TEXT,
  supervisor TEXT,
  billing_practitioner TEXT NOT NULL,
  service TEXT NOT NULL,
  activity TEXT NOT NULL,
  data_acted_upon TEXT NOT NULL,
  action TEXT NOT NULL,
  entered_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX time_entry_of_patient ON time_entry (practice_id, patient_id, entered_at);

CREATE TABLE live_contact (
  practice_id TEXT NOT NULL REFERENCES practice,
  entry_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  modality TEXT NOT NULL,
  participant TEXT NOT NULL,
  PRIMARY KEY (practice_id, entry_id, seq)
);

CREATE TABLE alert_action (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  patient_id TEXT,
  kind TEXT NOT NULL,
  until_at BIGINT,
  outcome TEXT,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX alert_action_of_patient ON alert_action (practice_id, patient_id, authored_at);
CREATE INDEX alert_action_of_alert ON alert_action (practice_id, alert_id);

-- What an authored row was before somebody changed it, as JSON.
CREATE TABLE authored_history (
  seq ${identity},
  practice_id TEXT NOT NULL REFERENCES practice,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  was TEXT NOT NULL,
  replaced_by TEXT NOT NULL,
  replaced_at BIGINT NOT NULL
);
CREATE INDEX authored_history_of ON authored_history (practice_id, kind, id);

-- ---------------------------------------------------------------- derived rows
CREATE TABLE item (
  transmission_id TEXT NOT NULL,
  item_no INTEGER NOT NULL,
  practice_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  judged_at BIGINT NOT NULL,
  source TEXT NOT NULL,
  transport TEXT NOT NULL,
  format TEXT NOT NULL,
  format_version INTEGER NOT NULL,
  disposition TEXT NOT NULL,
  reasons TEXT NOT NULL,
  detail TEXT NOT NULL,
  device_key TEXT,
  device_id TEXT,
  patient_id TEXT,
  reading_id TEXT,
  measured_at BIGINT,
  PRIMARY KEY (transmission_id, item_no)
) ${clustered};
CREATE INDEX item_in_quarantine ON item (practice_id, device_key) WHERE disposition = 'quarantine';

CREATE TABLE reading (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  measured_at BIGINT NOT NULL,
  reading_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  slot TEXT,
  session TEXT,
  received_at BIGINT NOT NULL,
  judged_at BIGINT NOT NULL,
  systolic TEXT,
  diastolic TEXT,
  mean TEXT,
  pulse TEXT,
  flags TEXT NOT NULL,
  entry TEXT NOT NULL,
  status TEXT NOT NULL,
  counted INTEGER NOT NULL,
  time_quality TEXT NOT NULL,
  offset_seconds INTEGER,
  raw_time TEXT NOT NULL,
  format TEXT NOT NULL,
  format_version INTEGER NOT NULL,
  transmission_id TEXT NOT NULL,
  item_no INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (practice_id, patient_id, measured_at, reading_id)
) ${clustered};
-- The authority on duplicates: one row a reading, whoever sends it and however often.
CREATE UNIQUE INDEX reading_identity ON reading (reading_id);

CREATE TABLE finding (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  at BIGINT NOT NULL,
  severity TEXT NOT NULL,
  family TEXT NOT NULL,
  historic INTEGER NOT NULL,
  review INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (practice_id, patient_id, rule, at)
) ${clustered};

CREATE TABLE alert (
  practice_id TEXT NOT NULL,
  id TEXT NOT NULL,
  patient_id TEXT,
  family TEXT NOT NULL,
  severity TEXT NOT NULL,
  state TEXT NOT NULL,
  confirmation TEXT NOT NULL,
  historic INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  raised_by TEXT NOT NULL,
  raised_at BIGINT NOT NULL,
  due_at BIGINT,
  rules TEXT NOT NULL,
  evidence TEXT NOT NULL,
  findings TEXT NOT NULL,
  sentence TEXT NOT NULL,
  transmission_id TEXT,
  item_no INTEGER,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX alert_of_patient ON alert (practice_id, patient_id);

-- When a patient's alerts change because time passes, although nothing new arrives.
CREATE TABLE trend_due (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, patient_id)
);
CREATE INDEX trend_due_at ON trend_due (due_at);

-- First arrival of readings that no clock and no message id identifies (WEAK_IDENTITY).
CREATE TABLE weak_identity (
  practice_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  first_received_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, fingerprint)
) ${clustered};

-- Disposable cache, rebuilt in the transaction of any change to its inputs.
CREATE TABLE data_day (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  day TEXT NOT NULL,
  reading_id TEXT NOT NULL,
  PRIMARY KEY (practice_id, patient_id, day)
) ${clustered};

-- ---------------------------------------------------------------- delivery ledger
CREATE TABLE outbox (
  seq ${identity},
  destination TEXT NOT NULL,
  practice_id TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  queued_at BIGINT NOT NULL
);
CREATE INDEX outbox_of_destination ON outbox (destination, seq);

CREATE TABLE delivered (
  destination TEXT NOT NULL,
  resource_type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  practice_id TEXT NOT NULL,
  delivered_at BIGINT NOT NULL,
  answer TEXT NOT NULL,
  -- The id there, where the destination does not take ours.
  known_as TEXT,
  PRIMARY KEY (resource_id, destination, resource_type)
) ${clustered};

CREATE TABLE destination (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  begun_at BIGINT NOT NULL
);

CREATE TABLE ndjson_file (
  destination TEXT NOT NULL,
  file TEXT NOT NULL,
  length BIGINT NOT NULL,
  PRIMARY KEY (destination, file)
);

CREATE TABLE parked (
  destination TEXT NOT NULL,
  seq BIGINT NOT NULL,
  practice_id TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  parked_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (destination, seq)
);

-- Who was told what: written once, never by a replay.
CREATE TABLE notice (
  practice_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  told_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, alert_id, seq)
);
