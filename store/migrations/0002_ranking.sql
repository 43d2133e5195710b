-- What a queue was chosen from and how it was printed, so that it can be weighed and shown again; changes of weights.

CREATE TABLE candidates (          -- every work that could have been placed in a queue, placed or not
    run INTEGER NOT NULL,
    workstream VARCHAR NOT NULL,
    work_id VARCHAR NOT NULL,
    features VARCHAR NOT NULL,     -- JSON: what each part of the score weighs, 0 to 1, by name
    container VARCHAR NOT NULL,    -- journal or site, or empty
    near VARCHAR NOT NULL,         -- JSON list of candidates that tell nearly the same
    signals VARCHAR NOT NULL,      -- JSON list: first-use, growing-group, change-to-stop, harm
    PRIMARY KEY (run, workstream, work_id)
);

CREATE TABLE cards (               -- each place of a queue as `ken queue --json` printed it when it was frozen
    run INTEGER NOT NULL,
    workstream VARCHAR NOT NULL,
    place INTEGER NOT NULL,        -- from 1
    work_id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,     -- the JSON document
    PRIMARY KEY (run, workstream, place)
);

CREATE TABLE weight_changes (      -- append-only
    number INTEGER PRIMARY KEY,
    instant TIMESTAMP NOT NULL,    -- when it was made or noticed
    reviewer VARCHAR NOT NULL,     -- who made it; empty when the settings were edited by hand
    run INTEGER NOT NULL,          -- the run that noticed an edit; 0 for a change by command
    was VARCHAR NOT NULL,          -- JSON: weight by name, before
    became VARCHAR NOT NULL        -- JSON: weight by name, after
);
