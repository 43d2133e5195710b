-- Who may use the review page, and by what they prove who they are. Secrets are kept as hashes only.

CREATE TABLE accounts (
    id VARCHAR PRIMARY KEY,        -- the name without case and form, so that no two people look alike
    name VARCHAR NOT NULL,         -- what stands beside decisions in the log
    role VARCHAR NOT NULL,         -- reader, reviewer, analyst or owner
    password VARCHAR NOT NULL,     -- argon2id hash with its salt and costs; empty until an invitation is taken up
    created TIMESTAMP NOT NULL,    -- when it was made
    disabled TIMESTAMP             -- since when they may not come in; null while they may
);

CREATE TABLE invitations (         -- one-time codes with which people choose a password
    code VARCHAR NOT NULL,         -- SHA-256 of the code
    account VARCHAR NOT NULL,      -- id of the account
    expires TIMESTAMP NOT NULL     -- until when it holds
);

CREATE TABLE sessions (            -- browsers that are logged in
    secret VARCHAR NOT NULL,       -- SHA-256 of the session's random id
    account VARCHAR NOT NULL,      -- id of the account
    created TIMESTAMP NOT NULL,    -- when they logged in
    expires TIMESTAMP NOT NULL     -- until when it holds
);

CREATE TABLE tokens (              -- what programs show in place of a password
    number BIGINT NOT NULL,        -- counts from 1; never given twice
    secret VARCHAR NOT NULL,       -- SHA-256 of the token
    account VARCHAR NOT NULL,      -- id of the account
    opens VARCHAR NOT NULL,        -- interface or feeds
    label VARCHAR NOT NULL,        -- what its owner calls it
    created TIMESTAMP NOT NULL     -- when it was made
);

CREATE SEQUENCE token_numbers;
