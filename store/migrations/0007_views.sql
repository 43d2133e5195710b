-- Searches that people keep, and the words of all works in one place, so that a search reads no texts.

CREATE TABLE views (               -- searches that people keep under a name
    number BIGINT NOT NULL,        -- counts from 1; never given twice
    owner VARCHAR NOT NULL,        -- who keeps it
    name VARCHAR NOT NULL,         -- what its owner calls it
    query VARCHAR NOT NULL,        -- what it looks for, in the query language
    shared BOOLEAN NOT NULL,       -- whether the whole team sees it
    created TIMESTAMP NOT NULL     -- when it was kept, in UTC
);

CREATE SEQUENCE view_numbers;

CREATE TABLE search_works (        -- works that can be searched, as they were when their words were read
    number INTEGER NOT NULL,       -- its short name in search_words; a new one each time it is read
    work_id VARCHAR NOT NULL,      -- the work
    published VARCHAR,             -- date of its best record: 2026, 2026-11 or 2026-11-23
    year SMALLINT                  -- year of publication
);

CREATE SEQUENCE search_numbers;

CREATE TABLE search_words (        -- which work holds which word; no index: rows lie together by word as they came
    word VARCHAR NOT NULL,         -- without case and accents; what is no text has the name of its field and a colon before it
    work INTEGER NOT NULL,         -- short name of the work
    titled BOOLEAN NOT NULL,       -- whether it is in the title
    places INTEGER[]               -- where it stands, counted in words; those of the abstract from 100001 on; null for what is no text
);

CREATE TABLE search_due (          -- works that were changed or annotated since their words were read; some more than once
    work_id VARCHAR NOT NULL       -- the work
);

INSERT INTO search_due SELECT work_id FROM works;
