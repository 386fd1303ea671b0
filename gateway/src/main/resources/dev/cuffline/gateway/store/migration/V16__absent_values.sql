-- What a cuff said in place of a mean pressure or a pulse (devices.md 1.2): destinations are told why there is
-- no number. NULL where there is one, or where nothing was said.
ALTER TABLE reading ADD COLUMN mean_absent TEXT;
ALTER TABLE reading ADD COLUMN pulse_absent TEXT;
ALTER TABLE reading_retracted ADD COLUMN mean_absent TEXT;
ALTER TABLE reading_retracted ADD COLUMN pulse_absent TEXT;

-- Whose doing it was that a patient lost a reading, and when. NULL for what was taken away before V16.
ALTER TABLE reading_retracted ADD COLUMN retracted_because TEXT;
ALTER TABLE reading_retracted ADD COLUMN retracted_at BIGINT;

-- Which of an entry's resources a destination refused. NULL where none could be made, and before V16.
ALTER TABLE parked ADD COLUMN resource TEXT;
