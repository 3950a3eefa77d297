-- The log: what happened, in order, never changed. See docs/events.md.
CREATE TABLE log_event (
    position    INTEGER PRIMARY KEY,            -- place in the whole log, from 1, without gaps
    stream_id   BLOB    NOT NULL,               -- 16 bytes, a UUIDv7 for flows
    stream_kind INTEGER NOT NULL,               -- 1 flow, 2 service, 3 batch
    revision    INTEGER NOT NULL,               -- place in its stream, from 1, without gaps
    type        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,               -- microseconds since 1970, never going back
    occurred_at INTEGER,                        -- the source's time; NULL when the same
    data        TEXT    NOT NULL,               -- flat JSON object, nothing personal
    commitments BLOB,                           -- slot byte and 32 bytes, a content each
    leaf        BLOB    NOT NULL,               -- RFC 6962 leaf hash of the event's record
    UNIQUE (stream_id, revision)
) STRICT;

-- The bytes that events refer to. id is position * 8 + slot: 0 request, 1 event, 2 result, 3 log,
-- 4 response, 5 text; slot 7 of a stream's first event is the stream's salt.
CREATE TABLE log_content (
    id    INTEGER PRIMARY KEY,
    form  INTEGER NOT NULL,                     -- 0 as is, 1 pieces of other contents (docs/events.md)
    bytes BLOB    NOT NULL
) STRICT;

CREATE TRIGGER log_event_in_order BEFORE INSERT ON log_event
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM log_event)
    OR EXISTS (
        SELECT 1 FROM log_event WHERE stream_id = NEW.stream_id AND revision = NEW.revision)
BEGIN SELECT RAISE(ABORT, 'log_event takes only the next position'); END;

CREATE TRIGGER log_event_no_update BEFORE UPDATE ON log_event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER log_event_no_delete BEFORE DELETE ON log_event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TRIGGER log_content_no_replace BEFORE INSERT ON log_content
WHEN EXISTS (SELECT 1 FROM log_content WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'contents are erased, never changed'); END;

CREATE TRIGGER log_content_no_update BEFORE UPDATE ON log_content
BEGIN SELECT RAISE(ABORT, 'contents are erased, never changed'); END;

-- Projections: computed from the events, thrown away and rebuilt by `waybill rebuild`.
CREATE TABLE flow_state (
    first_position INTEGER PRIMARY KEY,
    last_position  INTEGER NOT NULL,
    flow_id        BLOB    NOT NULL,
    short_id       INTEGER NOT NULL,
    kind           TEXT    NOT NULL,
    api            TEXT,
    api_kind       TEXT,
    stage          TEXT,
    method         TEXT,
    path           TEXT,
    route          TEXT,
    function       TEXT,
    status         INTEGER,
    step           INTEGER NOT NULL,            -- last step reached, 0 to 5
    state          TEXT    NOT NULL,
    outcome        TEXT,                        -- NULL while the flow goes on
    cause          TEXT,
    error_type     TEXT,
    error_message  TEXT,
    sent_at        INTEGER NOT NULL,            -- microseconds since 1970
    triggered_us   INTEGER,                     -- microseconds after sent_at
    executed_us    INTEGER,
    returned_us    INTEGER,
    displayed_us   INTEGER,
    duration_us    INTEGER,                     -- sent to the last byte; NULL while the flow goes on
    cold           INTEGER,
    attempts       INTEGER NOT NULL,
    replay_of      BLOB,
    trace_id       TEXT,
    number         INTEGER NOT NULL             -- place among the flows, from 1, without gaps
) STRICT;

CREATE INDEX flow_by_short_id ON flow_state (short_id);
CREATE INDEX flow_by_failure ON flow_state (first_position)
    WHERE outcome IN ('function error', 'gateway failure', 'interrupted');
CREATE INDEX flow_in_progress ON flow_state (first_position) WHERE outcome IS NULL;
CREATE INDEX flow_by_origin ON flow_state (replay_of) WHERE replay_of IS NOT NULL;

CREATE TABLE attempt_state (
    position       INTEGER PRIMARY KEY,         -- of the attempt's `triggered`
    first_position INTEGER NOT NULL,            -- the flow
    attempt        INTEGER NOT NULL,
    function       TEXT    NOT NULL,
    authorizer     INTEGER NOT NULL,
    code           TEXT,
    environment    TEXT,
    cold           INTEGER,
    triggered_at   INTEGER NOT NULL,
    wait_us        INTEGER,
    init_us        INTEGER,
    duration_us    INTEGER,
    billed_ms      INTEGER,
    memory_used_mb INTEGER,
    memory_size_mb INTEGER,
    outcome        TEXT,                        -- result, error, or the cause of the failure
    error_type     TEXT
) STRICT;

CREATE TABLE log_line (
    id             INTEGER PRIMARY KEY,         -- event position * 2^24 + line number
    first_position INTEGER NOT NULL,            -- the flow
    at             INTEGER NOT NULL,
    function       TEXT,
    text           TEXT    NOT NULL
) STRICT;

CREATE INDEX log_line_by_flow ON log_line (first_position);

-- What people query. Names never change their meaning within a schema version.
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
    trace_id, step, first_position, last_position
FROM flow_state;

CREATE VIEW events AS SELECT
    position, lower(hex(stream_id)) AS stream, stream_kind, revision, type, version, recorded_at,
    coalesce(occurred_at, recorded_at) AS occurred_at, data, lower(hex(leaf)) AS leaf
FROM log_event;

CREATE VIEW steps AS
SELECT printf('%08x', short_id) AS short_id, 1 AS step, 'sent' AS name, sent_at AS at,
    0.0 AS after_ms, first_position FROM flow_state
UNION ALL SELECT printf('%08x', short_id), 2, 'triggered', sent_at + triggered_us,
    triggered_us / 1000.0, first_position FROM flow_state WHERE triggered_us IS NOT NULL
UNION ALL SELECT printf('%08x', short_id), 3, 'executed', sent_at + executed_us,
    executed_us / 1000.0, first_position FROM flow_state WHERE executed_us IS NOT NULL
UNION ALL SELECT printf('%08x', short_id), 4, 'returned', sent_at + returned_us,
    returned_us / 1000.0, first_position FROM flow_state WHERE returned_us IS NOT NULL
UNION ALL SELECT printf('%08x', short_id), 5, 'displayed', sent_at + displayed_us,
    displayed_us / 1000.0, first_position FROM flow_state WHERE displayed_us IS NOT NULL;

CREATE VIEW attempts AS SELECT
    printf('%08x', f.short_id) AS short_id, a.attempt, a.function, a.authorizer, a.code,
    a.environment, a.cold, a.triggered_at, a.wait_us / 1000.0 AS wait_ms,
    a.init_us / 1000.0 AS init_ms, a.duration_us / 1000.0 AS duration_ms, a.billed_ms,
    a.memory_used_mb, a.memory_size_mb, a.outcome, a.error_type, a.first_position
FROM attempt_state a JOIN flow_state f USING (first_position);

CREATE VIEW logs AS SELECT
    l.at, printf('%08x', f.short_id) AS short_id, l.function, l.text, l.first_position
FROM log_line l JOIN flow_state f USING (first_position);

CREATE VIEW replays AS SELECT
    printf('%08x', r.short_id) AS short_id, printf('%08x', o.short_id) AS origin,
    o.status AS origin_status, r.status, o.outcome AS origin_outcome, r.outcome, r.sent_at
FROM flow_state r
JOIN log_event e ON e.stream_id = r.replay_of AND e.revision = 1
JOIN flow_state o ON o.first_position = e.position
WHERE r.replay_of IS NOT NULL;

CREATE VIEW batches AS SELECT
    lower(hex(stream_id)) AS id, min(recorded_at) AS began_at, max(recorded_at) AS ended_at,
    count(*) AS events
FROM log_event WHERE stream_kind = 3 GROUP BY stream_id;
