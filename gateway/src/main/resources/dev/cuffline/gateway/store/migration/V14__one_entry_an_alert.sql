-- An alert changes with most of its patient's readings; one entry waits for each destination.
CREATE INDEX outbox_of_alert ON outbox (destination, subject_id) WHERE subject_kind = 'alert';
