-- What a partner remarked on a document that it took: it is done, and a person should know (SAP's warnings).
ALTER TABLE delivery.outbox ADD notice text;

CREATE INDEX outbox_notice ON delivery.outbox (ended_at DESC) WHERE notice IS NOT NULL;
