-- What a token may do (names of permissions with commas between; NULL may do everything), and for how long.
ALTER TABLE api_token ADD COLUMN scopes TEXT;
ALTER TABLE api_token ADD COLUMN expires_at BIGINT;
ALTER TABLE api_token ADD COLUMN revoked_at BIGINT;
ALTER TABLE api_token ADD COLUMN revoked_by TEXT;

-- People who sign in: with a password of ours, or by an OpenID provider, which knows them by (issuer, subject).
-- Accounts belong to no practice; what they may do at which one stands in account_grant.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  password_hash TEXT,
  password_version BIGINT NOT NULL,
  must_change INTEGER NOT NULL,
  issuer TEXT,
  subject TEXT,
  disabled INTEGER NOT NULL,
  failures BIGINT NOT NULL,
  locked_until BIGINT,
  revision BIGINT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_of_subject ON account (issuer, subject);

-- practice_id * is every practice, also those to come.
CREATE TABLE account_grant (
  account_id TEXT NOT NULL REFERENCES account,
  practice_id TEXT NOT NULL,
  role TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, practice_id, role)
);

-- Which member of staff, or practitioner, of a practice somebody is: the performer of the time that they log.
CREATE TABLE account_staff (
  account_id TEXT NOT NULL REFERENCES account,
  practice_id TEXT NOT NULL REFERENCES practice,
  staff_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, practice_id)
);
