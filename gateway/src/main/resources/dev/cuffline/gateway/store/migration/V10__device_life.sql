-- What is on a device's label, and what has happened to it (devices.md 4.3; billing-rules.md R8, R20).
ALTER TABLE device ADD COLUMN cuff_size TEXT;
ALTER TABLE device ADD COLUMN udi TEXT;
ALTER TABLE device ADD COLUMN clearance TEXT;

CREATE TABLE device_event (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  patient_id TEXT,
  staff_id TEXT,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX device_event_of_device ON device_event (practice_id, device_id, at);
