-- What went wrong with a device, how often, and when last: a cuff to be looked at shows here first.
CREATE TABLE device_fault (
  practice_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  times BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, device_id, reason)
);
