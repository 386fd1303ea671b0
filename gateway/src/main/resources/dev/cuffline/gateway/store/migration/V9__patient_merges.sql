-- Two records of one person: proposed by one, looked at by another, and undone when they were two after all.
CREATE TABLE patient_merge (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  duplicate_id TEXT NOT NULL,
  survivor_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  undone_by TEXT,
  undone_at BIGINT,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX patient_merge_of_duplicate ON patient_merge (practice_id, duplicate_id);

-- What a merge has given to the survivor, to be given back when it is undone.
CREATE TABLE patient_merge_row (
  practice_id TEXT NOT NULL REFERENCES practice,
  merge_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  row_id TEXT NOT NULL,
  PRIMARY KEY (practice_id, merge_id, kind, row_id)
);
