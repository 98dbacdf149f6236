-- These bodies are packed before they come: PostgreSQL would try in vain to pack them again, at half a second of its
-- time for 400 MB of pages.
ALTER TABLE raw.page ALTER COLUMN body_gzip SET STORAGE EXTERNAL;
