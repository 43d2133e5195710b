-- Decisions that settle what others disagreed on.

ALTER TABLE decisions ADD COLUMN resolves BOOLEAN DEFAULT false; -- stands in the place of what was said before it
