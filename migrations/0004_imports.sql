-- What imported flows leave open. See docs/import-export.md.

-- An imported record may not name the function that ran: the projection has an empty name then, and
-- the view none.
DROP VIEW attempts;
CREATE VIEW attempts AS SELECT
    printf('%08x', f.short_id) AS short_id, a.attempt, nullif(a.function, '') AS function,
    a.authorizer, a.code, a.environment, a.cold, a.triggered_at, a.wait_us / 1000.0 AS wait_ms,
    a.init_us / 1000.0 AS init_ms, a.duration_us / 1000.0 AS duration_ms, a.billed_ms,
    a.memory_used_mb, a.memory_size_mb, a.outcome, a.error_type, a.first_position,
    a.started_at, a.ended_at
FROM attempt_state a JOIN flow_state f USING (first_position);

-- An end without a time of its source has none; the log's own time stands for it in the event.
UPDATE attempt_state SET ended_at = NULL
WHERE first_position IN (SELECT first_position FROM flow_state WHERE kind = 'imported')
    AND ended_position IN (SELECT position FROM log_event WHERE occurred_at IS NULL);

-- Request ids that other systems gave, as people know them from there.
CREATE INDEX flow_imported ON flow_state (first_position) WHERE kind = 'imported';
