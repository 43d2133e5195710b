"""DuckDB: the only place that speaks SQL, one file per topic, numbered migrations."""
