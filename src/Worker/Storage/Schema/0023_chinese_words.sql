-- Evidence and arithmetic in Chinese, line by line the same; null where a run or ruling before this did not write it.
ALTER TABLE result.scan_verdict ADD COLUMN evidence_zh text;
ALTER TABLE result.diversion_case ADD COLUMN evidence_zh text;
ALTER TABLE canonical.volume_move ADD COLUMN arithmetic_zh text;
