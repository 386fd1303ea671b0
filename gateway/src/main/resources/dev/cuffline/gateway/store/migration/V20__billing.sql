-- Months that were closed, and opened again with a reason: the last line of a month says how it stands.
CREATE TABLE billing_month (
  practice_id TEXT NOT NULL REFERENCES practice,
  month TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, month, seq)
);

CREATE TABLE billing_batch (
  practice_id TEXT NOT NULL REFERENCES practice,
  number BIGINT NOT NULL,
  month TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, number)
);

-- A claim line as a person released it (R51): never edited but for where it stands. The snapshot is the
-- JSON of the determination with its evidence, its hash SHA-256 over those bytes.
CREATE TABLE released_claim (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  batch BIGINT NOT NULL,
  patient_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  code TEXT NOT NULL,
  units INTEGER NOT NULL,
  date_of_service TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  state TEXT NOT NULL,
  live INTEGER NOT NULL,
  replaces TEXT,
  amount TEXT,
  snapshot TEXT NOT NULL,
  snapshot_sha256 TEXT NOT NULL,
  evidence_sha256 TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX released_claim_of_patient ON released_claim (practice_id, patient_id);
CREATE INDEX released_claim_of_batch ON released_claim (practice_id, batch);
-- The authority on double release: one claim of a code for a period, until it is voided or corrected.
CREATE UNIQUE INDEX released_claim_once ON released_claim (practice_id, patient_id, code, period_from)
  WHERE live = 1;

CREATE TABLE claim_event (
  practice_id TEXT NOT NULL REFERENCES practice,
  claim_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, claim_id, seq)
);

CREATE TABLE billing_export (
  practice_id TEXT NOT NULL REFERENCES practice,
  batch BIGINT NOT NULL,
  seq INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, batch, seq)
);

-- Where a released claim and the evidence no longer agree; found by the rules, followed up by a person.
CREATE TABLE billing_exception (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  owner TEXT,
  due_on TEXT NOT NULL,
  outcome TEXT,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX billing_exception_of_claim ON billing_exception (practice_id, claim_id);
