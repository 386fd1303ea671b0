-- Who looked at what and did what. Rows are only ever added; each carries a code over itself and the
-- code of the row before it, so that a row that was changed, taken out or put in is found.

-- One chain for each process that ran.
CREATE TABLE audit_chain (
  process TEXT NOT NULL PRIMARY KEY,
  opened_at BIGINT NOT NULL,
  -- Which key made the codes; the key itself is not in the store.
  key_id TEXT NOT NULL
);

CREATE TABLE audit_entry (
  process TEXT NOT NULL REFERENCES audit_chain (process),
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  -- Empty for what concerns no practice alone.
  practice_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  -- A JSON array of ids.
  patients TEXT NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (process, seq)
) ${clustered};
CREATE INDEX audit_entry_by_time ON audit_entry (practice_id, at, process, seq);

-- Where to look for a patient.
CREATE TABLE audit_patient (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  process TEXT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (practice_id, patient_id, at, process, seq)
) ${clustered};
