-- A running timer: one for each person, whatever tabs are open and whenever the gateway restarts.
CREATE TABLE care_timer (
  actor TEXT NOT NULL PRIMARY KEY,
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  -- When the person was last seen at work.
  seen_at BIGINT NOT NULL
);

-- What a timer left behind. It counts for nothing until a time entry of the same id is logged, and
-- is kept as it was for auditors.
CREATE TABLE time_draft (
  practice_id TEXT NOT NULL,
  id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  -- Time after the end in which nobody was seen at work: not in it.
  idle_seconds BIGINT NOT NULL,
  discarded_at BIGINT,
  PRIMARY KEY (practice_id, id)
) ${clustered};
CREATE INDEX time_draft_kept ON time_draft (practice_id, start_at) WHERE discarded_at IS NULL;

-- How a call went that a time entry tells of.
CREATE TABLE call_record (
  practice_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  -- A JSON array of what was asked for and said.
  symptoms TEXT NOT NULL,
  next_try_at BIGINT,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, entry_id)
) ${clustered};
CREATE INDEX call_record_of_patient ON call_record (practice_id, patient_id, at);
