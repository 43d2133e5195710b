-- The spine: pages, records, works, annotations, queues, decisions, runs. Instants are UTC.

CREATE TABLE pages (
    run INTEGER NOT NULL,          -- the run that fetched it; 0 for an imported file
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,          -- parameters sorted, without secrets
    sha256 VARCHAR NOT NULL,       -- content address in the folder raw/
    status INTEGER NOT NULL,
    media_type VARCHAR NOT NULL,
    fetched TIMESTAMP NOT NULL,
    bytes BIGINT NOT NULL,         -- before compression
    about VARCHAR NOT NULL,        -- key of the record that a linked page belongs to, or empty
    PRIMARY KEY (run, source, url, sha256)
);

CREATE TABLE validators (          -- what a conditional request needs
    url VARCHAR PRIMARY KEY,
    etag VARCHAR NOT NULL,
    last_modified VARCHAR NOT NULL,
    status INTEGER NOT NULL,
    media_type VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL
);

CREATE SEQUENCE record_numbers;

CREATE TABLE records (
    record_id VARCHAR PRIMARY KEY, -- source id, colon, key
    source VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    key VARCHAR NOT NULL,          -- the source's own id
    title VARCHAR NOT NULL,
    abstract VARCHAR NOT NULL,
    published VARCHAR,             -- 2026, 2026-11 or 2026-11-23: its length is its precision
    year SMALLINT,
    type VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,       -- all other fields as JSON
    fingerprint VARCHAR NOT NULL,
    page VARCHAR NOT NULL,         -- SHA-256 of the raw page
    first_run INTEGER NOT NULL,    -- 0 for an imported record
    changed_run INTEGER,           -- the last run in which it differed from what was known
    linked BOOLEAN NOT NULL,       -- false until linking has seen it as it is now
    number INTEGER NOT NULL DEFAULT nextval('record_numbers') -- its short name in block_keys
);

CREATE TABLE run_records (         -- which records each run received
    run INTEGER NOT NULL,
    record_id VARCHAR NOT NULL,
    PRIMARY KEY (run, record_id)
);

CREATE TABLE rejected (
    run INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    fragment VARCHAR NOT NULL,
    PRIMARY KEY (run, source, page, reason, fragment)
);

CREATE TABLE block_keys (          -- what two records of one work are likely to share; no index: it is only joined
    key BIGINT NOT NULL,           -- 64 bits of a hash
    weight TINYINT NOT NULL,       -- 2 and 1: a pair needs 2 in all; 0: what a notice is about
    record INTEGER NOT NULL        -- the number of the record
);

CREATE TABLE works (
    work_id VARCHAR PRIMARY KEY,
    best VARCHAR NOT NULL,         -- record id of the record that is shown
    best_why VARCHAR NOT NULL,
    notices VARCHAR NOT NULL,      -- JSON list
    first_run INTEGER,             -- the run that first ranked it; null before
    changed_run INTEGER            -- the last run in which a record of it was new or changed
);

CREATE TABLE members (             -- which work each record belongs to
    record_id VARCHAR PRIMARY KEY,
    work_id VARCHAR NOT NULL
);

CREATE TABLE aliases (             -- ids of works that were joined to an older one
    alias VARCHAR PRIMARY KEY,
    work_id VARCHAR NOT NULL
);

CREATE TABLE links (
    a VARCHAR NOT NULL,            -- record ids, a before b
    b VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    decided_by VARCHAR NOT NULL,   -- rule, model, person
    decided TIMESTAMP NOT NULL,
    undone BOOLEAN NOT NULL,
    reviewer VARCHAR NOT NULL,     -- the person who decided, or empty
    PRIMARY KEY (a, b, decided)
);

CREATE TABLE doubts (              -- pairs of records that may be of one work, until a person says so or not
    a VARCHAR NOT NULL,            -- record ids, a before b
    b VARCHAR NOT NULL,
    score DOUBLE NOT NULL,         -- probability that they are
    why VARCHAR NOT NULL,
    PRIMARY KEY (a, b)
);

CREATE TABLE readings (            -- what each component has read, so that it reads only what is new
    work_id VARCHAR NOT NULL,
    component VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,  -- of the record that was read
    PRIMARY KEY (work_id, component)
);

CREATE TABLE annotations (
    work_id VARCHAR NOT NULL,
    component VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    score DOUBLE NOT NULL,         -- calibrated, 0 to 1
    why VARCHAR NOT NULL,
    quotes VARCHAR NOT NULL,       -- JSON list of record, field, start, end, text
    PRIMARY KEY (work_id, component, label)
);

CREATE TABLE queues (              -- one row for each queue that was frozen, empty ones too
    run INTEGER NOT NULL,
    workstream VARCHAR NOT NULL,
    frozen TIMESTAMP NOT NULL,
    seed BIGINT NOT NULL,          -- of the draw of the audit works
    candidates INTEGER NOT NULL,   -- works that could have been placed
    detail VARCHAR NOT NULL,       -- weights, caps and thresholds as JSON
    PRIMARY KEY (run, workstream)
);

CREATE TABLE ranked (
    run INTEGER NOT NULL,
    workstream VARCHAR NOT NULL,
    place INTEGER NOT NULL,        -- from 1
    work_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    slot VARCHAR NOT NULL,         -- ranked, audit, weak-signal
    parts VARCHAR NOT NULL,        -- JSON: weighted contribution by name
    reasons VARCHAR NOT NULL,      -- JSON list
    PRIMARY KEY (run, workstream, place)
);

CREATE TABLE decisions (           -- append-only; each row's hash covers the row before it
    number BIGINT PRIMARY KEY,
    work_id VARCHAR NOT NULL,
    workstream VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    instant TIMESTAMP NOT NULL,
    previous VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    since DATE NOT NULL,
    until DATE NOT NULL,
    exact BOOLEAN NOT NULL,        -- a person gave these days; sources are asked for no others
    started TIMESTAMP NOT NULL,
    finished TIMESTAMP,            -- null while it goes on, or when it was cut off
    works_new INTEGER NOT NULL,
    works_changed INTEGER NOT NULL,
    versions VARCHAR NOT NULL,     -- JSON: component to version
    seconds VARCHAR NOT NULL,      -- JSON: step to seconds
    sources VARCHAR NOT NULL       -- JSON list of the ids that the run set out to scan
);

CREATE TABLE run_sources (
    run INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    error VARCHAR NOT NULL,        -- empty when every question was answered to the end
    finished TIMESTAMP NOT NULL,
    pages INTEGER,                 -- the counts are frozen with the run; null before
    records INTEGER,
    new INTEGER,
    changed INTEGER,
    rejected INTEGER,
    PRIMARY KEY (run, source)
);

CREATE TABLE watermarks (          -- how far each question of each source is known to be complete
    source VARCHAR NOT NULL,
    query VARCHAR NOT NULL,
    until DATE NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (source, query)
);
