import Flows
import GRDB

extension FlowSummary {
    /// What ``init(row:)`` reads, in its order: by place, since a look-up by name costs more than the
    /// value, thirty times a row.
    static let columns = """
        first_position, last_position, flow_id, kind, api, api_kind, stage, method, path, route,
        function, status, step, state, outcome, cause, error_type, error_message, sent_at,
        triggered_us, executed_us, returned_us, displayed_us, duration_us, cold, attempts,
        replay_of, trace_id
        """

    /// Reads a row of ``columns``; nil when its identity or kind makes no sense.
    init?(row: Row) {
        let blob: DataBlob = row[2]
        guard let id = FlowID(bytes: blob.bytes), let kind = FlowKind(rawValue: row[3]) else {
            return nil
        }
        let outcome: String? = row[14]
        let origin: DataBlob? = row[26]
        self.init(
            firstPosition: row[0],
            lastPosition: row[1],
            id: id,
            kind: kind,
            api: row[4],
            apiKind: row[5],
            stage: row[6],
            method: row[7],
            path: row[8],
            route: row[9],
            function: row[10],
            status: row[11],
            step: FlowStep(rawValue: row[12]),
            state: row[13],
            outcome: outcome.flatMap { FlowOutcome(rawValue: $0) },
            cause: row[15],
            errorType: row[16],
            errorMessage: row[17],
            sentAt: Timestamp(microseconds: row[18]),
            triggeredMicroseconds: row[19],
            executedMicroseconds: row[20],
            returnedMicroseconds: row[21],
            displayedMicroseconds: row[22],
            durationMicroseconds: row[23],
            isCold: row[24],
            attempts: row[25],
            replayOf: origin.flatMap { FlowID(bytes: $0.bytes) },
            traceID: row[27]
        )
    }
}

extension LoggedEvent {
    /// Reads a row of `log_event`.
    init(row: Row) {
        let stream: DataBlob = row["stream_id"]
        let leaf: DataBlob = row["leaf"]
        let kind = StreamKind(rawValue: row["stream_kind"]) ?? .service
        let recordedAt: Int64 = row["recorded_at"]
        let occurredAt: Int64? = row["occurred_at"]
        self.init(
            position: row["position"],
            stream: hexText(stream.bytes),
            streamKind: kind,
            flow: kind == .flow ? FlowID(bytes: stream.bytes) : nil,
            revision: row["revision"],
            type: row["type"],
            version: row["version"],
            recordedAt: Timestamp(microseconds: recordedAt),
            occurredAt: Timestamp(microseconds: occurredAt ?? recordedAt),
            data: row["data"],
            leaf: hexText(leaf.bytes)
        )
    }
}
