-- The run that all generated rows name as the one that brought them.
INSERT INTO ops.run (pipeline, scope, code_version, asked_by, status, ended_at)
VALUES ('bench', 'generated rows', 'bench', 'bench', 'succeeded', now());
