-- What happens in the course of an enrolment, each with its dates (billing-rules.md R3, R4, R5a, R23):
-- both clocks and the rules of silence read it. Dates are local to the patient; to_on is the last one,
-- null while it goes on.
CREATE TABLE enrolment_span (
  practice_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT,
  PRIMARY KEY (practice_id, enrolment_id, kind, from_on)
);

CREATE TABLE enrolment_payer (
  practice_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  payer_profile TEXT NOT NULL,
  PRIMARY KEY (practice_id, enrolment_id, from_on)
);

CREATE TABLE enrolment_service (
  practice_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  code TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT,
  PRIMARY KEY (practice_id, enrolment_id, code, from_on)
);

CREATE TABLE enrolment_elsewhere (
  practice_id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (practice_id, enrolment_id, code)
);

-- A patient's own limits and targets: keys of rules that differ from the pack, as JSON by rule id, and
-- the clinician who answers for them (billing-rules.md 5.5).
CREATE TABLE patient_rules (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  changes TEXT NOT NULL,
  practitioner_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, patient_id, from_on)
);
