-- Which of its versions of a reading a vendor has sent last; only vendors that change readings under the
-- same id have a row here (devices.md 2.6).
CREATE TABLE reading_revision (
  reading_id TEXT PRIMARY KEY,
  revision BIGINT NOT NULL
);
