-- A decision can take another back.

ALTER TABLE decisions ADD COLUMN undoes VARCHAR DEFAULT ''; -- hash of the decision that it takes back, or empty
