-- The files that runs went by, word for word: evidence shows them long after they have changed.
CREATE TABLE ops.rules_kept (
    rules_hash text NOT NULL,
    name       text NOT NULL,
    content    text NOT NULL,
    PRIMARY KEY (rules_hash, name)
);
