-- Readings in the order in which they came, found by patient and time through an index. As one
-- tree ordered by patient, each arrival changed a page of its own, and every fifth split one: four
-- to five pages in the log for each reading, now fewer than three (docs/capacity.md).
CREATE TABLE reading_by_arrival (
  reading_id TEXT PRIMARY KEY, -- the authority on duplicates, whoever sends it and however often
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
  version INTEGER NOT NULL
);

INSERT INTO reading_by_arrival
SELECT reading_id, practice_id, patient_id, measured_at, device_id, slot, session, received_at,
  judged_at, systolic, diastolic, mean, pulse, flags, entry, status, counted, time_quality,
  offset_seconds, raw_time, format, format_version, transmission_id, item_no, version
FROM reading ORDER BY received_at, transmission_id, item_no;

DROP TABLE reading;
ALTER TABLE reading_by_arrival RENAME TO reading;
CREATE INDEX reading_of_patient ON reading (practice_id, patient_id, measured_at);
