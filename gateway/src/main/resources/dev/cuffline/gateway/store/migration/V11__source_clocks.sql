-- How the times of one sender are to be read, since when: each row holds for what is judged from then on,
-- so that what was judged before follows from the row before (D11; devices.md 6, problems 4 and 5).
CREATE TABLE source_clock (
  practice_id TEXT NOT NULL REFERENCES practice,
  source TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  zone TEXT,
  future_seconds BIGINT,
  oldest_seconds BIGINT,
  actor TEXT NOT NULL,
  PRIMARY KEY (practice_id, source, from_at)
);
