-- Who minds which patient: a member of staff or a practitioner.
CREATE TABLE panel (
  practice_id TEXT NOT NULL REFERENCES practice,
  patient_id TEXT NOT NULL,
  member TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, patient_id)
) ${clustered};
CREATE INDEX panel_of_member ON panel (practice_id, member);

-- Somebody minds the patients of another for a while.
CREATE TABLE hand_over (
  practice_id TEXT NOT NULL REFERENCES practice,
  id TEXT NOT NULL,
  from_member TEXT NOT NULL,
  to_member TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  -- Exclusive; moved back when it ends early.
  until_at BIGINT NOT NULL,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  authored_at BIGINT NOT NULL,
  PRIMARY KEY (practice_id, id)
);

-- Somebody has looked at what the weekly review list says of a patient.
CREATE TABLE weekly_review (
  practice_id TEXT NOT NULL REFERENCES practice,
  patient_id TEXT NOT NULL,
  reviewed_at BIGINT NOT NULL,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (practice_id, patient_id, reviewed_at)
) ${clustered};

-- What the work list holds; without what is resolved, which grows for ever.
CREATE INDEX alert_not_resolved ON alert (practice_id) WHERE state <> 'RESOLVED';
CREATE INDEX finding_for_review ON finding (practice_id, at) WHERE review = 1;
CREATE INDEX call_to_try_again ON call_record (practice_id, next_try_at) WHERE next_try_at IS NOT NULL;
