-- What an EHR has said of an enrolment, once for each version of each of its resources, and what became of it:
-- filled in, the same as on file, or a proposal that a person accepts or declines (billing-rules.md R1, R5a, R23).
CREATE TABLE ehr_fact (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  enrolment_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  source TEXT NOT NULL,
  identifier TEXT,
  kind TEXT NOT NULL,
  from_on TEXT,
  to_on TEXT,
  value TEXT,
  is_over INTEGER NOT NULL,
  is_certain INTEGER NOT NULL,
  words TEXT NOT NULL,
  on_file TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX ehr_fact_of_enrolment ON ehr_fact (practice_id, enrolment_id, kind);
CREATE INDEX ehr_fact_waiting ON ehr_fact (practice_id, state, id);

-- The order's own identifier, system|value: what an Observation is basedOn where it is known.
ALTER TABLE enrolment ADD COLUMN order_identifier TEXT;
