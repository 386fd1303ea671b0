-- Means of whole weeks and months that destinations were told (devices.md 4.1): what was said last, so that
-- a late, moved or corrected reading says it anew. Dates are local to the patient, both inclusive.
CREATE TABLE pressure_mean (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  systolic TEXT NOT NULL,
  diastolic TEXT NOT NULL,
  readings INTEGER NOT NULL,
  dates INTEGER NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (practice_id, patient_id, from_on, to_on)
);
