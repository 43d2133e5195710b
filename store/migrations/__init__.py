"""The numbered steps that make the database, in SQL: one file a step, never edited once it shipped."""
