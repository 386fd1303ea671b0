-- What a patient had and has no longer: the reading was somebody else's (devices.md 6, problem 10). Kept for
-- the Observation that was written about that patient, which becomes entered-in-error and stays so.
CREATE TABLE reading_retracted (
  reading_id TEXT NOT NULL,
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  measured_at BIGINT NOT NULL,
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
  PRIMARY KEY (reading_id, patient_id)
);
CREATE INDEX reading_retracted_of_patient ON reading_retracted (practice_id, patient_id, measured_at);

-- The items that said a reading again, or otherwise: who moves it judges them again as well.
CREATE INDEX item_said_again ON item (reading_id) WHERE disposition IN ('duplicate', 'amend');
