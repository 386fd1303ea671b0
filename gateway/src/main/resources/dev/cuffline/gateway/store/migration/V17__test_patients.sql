-- Patients for trying things out: whoever is one stays one.
CREATE TABLE test_patient (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, patient_id)
) ${clustered};
