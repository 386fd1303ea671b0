-- What a device was last heard to say of itself. seen_at is exact to a quarter of an hour: a row is written
-- again when something new was said, or when so much time has passed.
CREATE TABLE device_state (
  practice_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  gauges TEXT NOT NULL,
  battery_percent INTEGER,
  gauges_at BIGINT,
  PRIMARY KEY (practice_id, device_id)
);
