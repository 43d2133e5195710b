-- Emerging practice that local teams sent in. Whom to ask about it is kept in files of its own, and never here.

CREATE TABLE submissions (         -- what was sent in, and how far it got
    reference VARCHAR PRIMARY KEY, -- what its sender calls it by
    received TIMESTAMP NOT NULL,   -- when it came
    changed TIMESTAMP NOT NULL,    -- when anything of it was last changed
    status VARCHAR NOT NULL,       -- received, checked, triaged, followed-up, card, shared, reviewed or withdrawn
    answers VARCHAR NOT NULL,      -- JSON: text by field; empty once it is withdrawn
    consents VARCHAR NOT NULL,     -- JSON list: contact, share, publish, anonymise
    findings VARCHAR NOT NULL,     -- JSON list: what may point to a person and was neither mended nor passed
    code VARCHAR NOT NULL,         -- SHA-256 of the code with which its sender withdraws it
    record VARCHAR NOT NULL        -- id of the record that was made of it, or empty
);

CREATE TABLE submission_log (      -- append-only: who did what with a submission
    number BIGINT PRIMARY KEY,     -- counts from 1
    reference VARCHAR NOT NULL,    -- the submission
    instant TIMESTAMP NOT NULL,    -- when it was done
    who VARCHAR NOT NULL,          -- name of an account, or empty for the sender
    did VARCHAR NOT NULL           -- what was done, in words
);
