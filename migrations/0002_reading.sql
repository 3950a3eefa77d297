-- What reading needs: the flows that were open at an earlier position, and views whose ids can be
-- searched by. See docs/events.md.

-- A flow that was open at position N began in the 4096 positions before N, or is in this index.
CREATE INDEX flow_long ON flow_state (last_position) WHERE last_position - first_position > 4096;

-- The ids as the views spell them, so that `short_id = '7f3a9c21'` and `id = '0199…'` are look-ups.
DROP INDEX flow_by_short_id;
CREATE INDEX flow_by_short_id ON flow_state (printf('%08x', short_id));
CREATE INDEX flow_by_id ON flow_state (
    lower(substr(hex(flow_id), 1, 8) || '-' || substr(hex(flow_id), 9, 4) || '-'
        || substr(hex(flow_id), 13, 4) || '-' || substr(hex(flow_id), 17, 4) || '-'
        || substr(hex(flow_id), 21)));

-- `sent_at > ago('1h')`, and the attempts of a flow.
CREATE INDEX flow_by_time ON flow_state (sent_at);
CREATE INDEX attempt_by_flow ON attempt_state (first_position);

-- The service's own events, which are few among those of the flows: `codeChanged`, `serviceStarted`.
CREATE INDEX service_event ON log_event (type, position) WHERE stream_kind = 2;

-- When an attempt's environment took the event, and when it ended: what the platform's log lines
-- stand at. NULL where there is no such event.
ALTER TABLE attempt_state ADD COLUMN started_position INTEGER;
ALTER TABLE attempt_state ADD COLUMN started_at INTEGER;
ALTER TABLE attempt_state ADD COLUMN ended_position INTEGER;
ALTER TABLE attempt_state ADD COLUMN ended_at INTEGER;

UPDATE attempt_state AS a SET (started_position, ended_position) = (
    SELECT max(e.position) FILTER (WHERE e.type = 'started'),
        max(e.position) FILTER (WHERE e.type IN ('executed', 'aborted'))
    FROM flow_state f JOIN log_event e ON e.stream_id = f.flow_id
    WHERE f.first_position = a.first_position AND e.position > a.position
        AND NOT EXISTS (SELECT 1 FROM attempt_state b WHERE b.first_position = a.first_position
            AND b.position > a.position AND b.position <= e.position));
UPDATE attempt_state SET
    started_at = (SELECT coalesce(occurred_at, recorded_at) FROM log_event
        WHERE position = started_position),
    ended_at = (SELECT coalesce(occurred_at, recorded_at) FROM log_event
        WHERE position = ended_position);

DROP VIEW attempts;
CREATE VIEW attempts AS SELECT
    printf('%08x', f.short_id) AS short_id, a.attempt, a.function, a.authorizer, a.code,
    a.environment, a.cold, a.triggered_at, a.wait_us / 1000.0 AS wait_ms,
    a.init_us / 1000.0 AS init_ms, a.duration_us / 1000.0 AS duration_ms, a.billed_ms,
    a.memory_used_mb, a.memory_size_mb, a.outcome, a.error_type, a.first_position,
    a.started_at, a.ended_at
FROM attempt_state a JOIN flow_state f USING (first_position);

DROP VIEW flows;
CREATE VIEW flows AS SELECT
    lower(substr(hex(flow_id), 1, 8) || '-' || substr(hex(flow_id), 9, 4) || '-'
        || substr(hex(flow_id), 13, 4) || '-' || substr(hex(flow_id), 17, 4) || '-'
        || substr(hex(flow_id), 21)) AS id,
    printf('%08x', short_id) AS short_id, kind, method, path, route, api, api_kind, stage,
    function, status, state, outcome, cause, error_type, error_message, sent_at,
    duration_us / 1000.0 AS duration_ms, cold, attempts,
    CASE WHEN replay_of IS NULL THEN NULL ELSE
        lower(substr(hex(replay_of), 1, 8) || '-' || substr(hex(replay_of), 9, 4) || '-'
        || substr(hex(replay_of), 13, 4) || '-' || substr(hex(replay_of), 17, 4) || '-'
        || substr(hex(replay_of), 21)) END AS replay_of,
    trace_id, step, first_position, last_position,
    (SELECT json_extract(e.data, '$.operator') FROM log_event e
        WHERE e.position = first_position) AS operator,
    flow_id AS stream_id
FROM flow_state;

DROP VIEW events;
CREATE VIEW events AS SELECT
    position, lower(hex(stream_id)) AS stream, stream_kind, revision, type, version, recorded_at,
    coalesce(occurred_at, recorded_at) AS occurred_at, data, lower(hex(leaf)) AS leaf,
    CASE stream_kind WHEN 1 THEN lower(substr(hex(stream_id), 25)) END AS short_id,
    json_extract(data, '$.operator') AS operator, stream_id
FROM log_event;
