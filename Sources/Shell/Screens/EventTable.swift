import EventStore
import Flows

/// One event as listings show it.
struct EventRow {
    let position: Int64
    let stream: String
    let streamKind: StreamKind
    let flow: FlowID?
    let revision: Int
    let type: String
    let version: Int
    let recordedAt: Timestamp
    let occurredAt: Timestamp
    let data: String

    init(_ event: LoggedEvent) {
        position = event.position
        stream = event.stream
        streamKind = event.streamKind
        flow = event.flow
        revision = event.revision
        type = event.type
        version = event.version
        recordedAt = event.recordedAt
        occurredAt = event.occurredAt
        data = event.data
    }

    init(_ event: RecordedEvent) {
        position = event.position
        stream = hexText(event.flow.bytes)
        streamKind = .flow
        flow = event.flow
        revision = event.revision
        type = event.event.type.rawValue
        version = event.event.version
        recordedAt = event.recordedAt
        occurredAt = event.occurredAt
        data = String(decoding: event.event.data, as: UTF8.self)
    }
}

func eventTable(_ rows: [EventRow], zone: DisplayZone) -> Table {
    let columns = [
        Column("POSITION", isRightAligned: true), Column("STREAM"),
        Column("REV", isRightAligned: true), Column("TYPE"),
        Column("TIME \(rows.last.map { zone.name(at: $0.occurredAt) } ?? "")"),
        Column("DATA", minimum: 10),
    ]
    let cells = rows.map { row in
        Table.Row.cells([
            StyledText("#\(row.position)"),
            StyledText(row.flow.map { "\($0.shortID)" } ?? streamWord(row.streamKind), .identity),
            StyledText("\(row.revision)"), StyledText(row.type),
            StyledText(zone.fields(of: row.occurredAt).timeOfDay(decimals: 3)),
            StyledText(row.data),
        ])
    }
    return Table(columns: columns, rows: cells, style: .open)
}

private func streamWord(_ kind: StreamKind) -> String {
    switch kind {
    case .flow: "flow"
    case .service: "service"
    case .batch: "batch"
    }
}

/// Events for machines.
///
/// | field | value |
/// | --- | --- |
/// | `position` | place in the whole log, from 1 |
/// | `stream` `streamKind` | the stream's id in hexadecimal; `flow`, `service` or `batch` |
/// | `flow` | the flow's UUID; null for other streams |
/// | `revision` | place in its stream, from 1 |
/// | `type` `version` | what happened, and in which form `data` is written |
/// | `recordedAt` `occurredAt` | RFC 3339, UTC, microseconds: when the log took it, when it happened |
/// | `data` | the event's own fields, an object |
func eventRecords(_ rows: [EventRow]) -> Records {
    Records(
        fields: [
            "position", "stream", "streamKind", "flow", "revision", "type", "version",
            "recordedAt", "occurredAt", "data",
        ],
        rows: rows.map { row in
            [
                .integer(row.position), .string(row.stream), .string(streamWord(row.streamKind)),
                MachineValue(row.flow?.description), .integer(Int64(row.revision)),
                .string(row.type), .integer(Int64(row.version)),
                .string(row.recordedAt.rfc3339(decimals: 6)),
                .string(row.occurredAt.rfc3339(decimals: 6)), .json(Array(row.data.utf8)),
            ]
        }
    )
}
