-- Time that is no patient's silence: when this gateway did not run, and when a source was silent as a
-- whole (billing-rules.md 5.5). Recorded when it happens, because nothing else remembers it.
CREATE TABLE gateway_run (
  started_at BIGINT PRIMARY KEY,
  seen_at BIGINT NOT NULL
);

CREATE TABLE source_silence (
  practice_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  source TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  noticed_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (practice_id, alert_id)
);

CREATE TABLE source_silence_patient (
  practice_id TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  PRIMARY KEY (practice_id, patient_id, alert_id)
);
