-- Whether somebody logged the same seconds for two patients is asked by performer and time.
CREATE INDEX time_entry_of_performer ON time_entry (practice_id, performer, start_at);
