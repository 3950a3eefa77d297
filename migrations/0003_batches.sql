-- Batches of replays by their short names, and what came of them. See docs/events.md.

-- The streams of batches are few among the events.
CREATE INDEX batch_event ON log_event (stream_id, revision) WHERE stream_kind = 3;

DROP VIEW replays;
CREATE VIEW replays AS SELECT
    printf('%08x', r.short_id) AS short_id, printf('%08x', o.short_id) AS origin,
    o.status AS origin_status, r.status, o.outcome AS origin_outcome, r.outcome, r.sent_at,
    json_extract(e.data, '$.mode') AS mode, json_extract(e.data, '$.batch') AS batch,
    json_extract(e.data, '$.operator') AS operator
FROM flow_state r
JOIN log_event e ON e.position = r.first_position
LEFT JOIN log_event b ON b.stream_id = r.replay_of AND b.revision = 1
LEFT JOIN flow_state o ON o.first_position = b.position
WHERE r.replay_of IS NOT NULL;

DROP VIEW batches;
CREATE VIEW batches AS SELECT
    lower(hex(e.stream_id)) AS id, min(e.recorded_at) AS began_at, max(e.recorded_at) AS ended_at,
    count(*) AS events,
    'b-' || max(json_extract(e.data, '$.number')) AS short_id,
    max(json_extract(e.data, '$.mode')) AS mode,
    max(CASE WHEN e.type = 'batchStarted' THEN json_extract(e.data, '$.operator') END) AS operator,
    max(CASE WHEN e.type = 'batchStarted' THEN json_extract(e.data, '$.count') END) AS count,
    (SELECT CASE WHEN l.type = 'batchEnded' THEN json_extract(l.data, '$.reason') END
        FROM log_event l WHERE l.stream_kind = 3 AND l.stream_id = e.stream_id
        ORDER BY l.revision DESC LIMIT 1) AS end_reason
FROM log_event e WHERE e.stream_kind = 3 GROUP BY e.stream_id;
