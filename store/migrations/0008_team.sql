-- A team that screens together: who is to decide what, and what they say of works to each other.

CREATE TABLE allocations (         -- who is to decide which work of a queue; two rows of a work where two are to
    run INTEGER NOT NULL,          -- number of the run that froze the queue
    workstream VARCHAR NOT NULL,   -- id of the workstream
    work_id VARCHAR NOT NULL,      -- the work, as the queue names it
    reviewer VARCHAR NOT NULL,     -- who is to decide
    place INTEGER NOT NULL         -- counts the reviewers of a work from 1
);

CREATE TABLE allocatings (         -- who allocated queues, the last word on each standing
    number BIGINT NOT NULL,        -- counts from 1
    run INTEGER NOT NULL,          -- number of the run that froze the queue
    workstream VARCHAR NOT NULL,   -- id of the workstream
    shares VARCHAR NOT NULL,       -- the reviewers with their shares as JSON; empty where the works were left to all again
    reviewer VARCHAR NOT NULL,     -- who allocated
    instant TIMESTAMP NOT NULL     -- when, in UTC
);

CREATE TABLE comments (            -- what people say of works to each other; nothing is ever changed or removed
    number BIGINT NOT NULL,        -- counts from 1
    work_id VARCHAR NOT NULL,      -- the work
    workstream VARCHAR NOT NULL,   -- id of the workstream for whose question it was said
    author VARCHAR NOT NULL,       -- who said it, or withdrew it
    instant TIMESTAMP NOT NULL,    -- when, in UTC
    text VARCHAR NOT NULL,         -- what was said, as it was typed
    withdraws BIGINT NOT NULL      -- number of the comment that this row withdraws; 0 for a comment
);
