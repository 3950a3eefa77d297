import Flows
import GRDB

extension FlowSummary {
    /// Reads a row of `flow_state`; nil when its identity or kind makes no sense.
    init?(row: Row) {
        let blob: DataBlob = row["flow_id"]
        guard let id = FlowID(bytes: blob.bytes), let kind = FlowKind(rawValue: row["kind"]) else {
            return nil
        }
        let outcome: String? = row["outcome"]
        let origin: DataBlob? = row["replay_of"]
        self.init(
            firstPosition: row["first_position"],
            lastPosition: row["last_position"],
            id: id,
            kind: kind,
            api: row["api"],
            apiKind: row["api_kind"],
            stage: row["stage"],
            method: row["method"],
            path: row["path"],
            route: row["route"],
            function: row["function"],
            status: row["status"],
            step: FlowStep(rawValue: row["step"]),
            state: row["state"],
            outcome: outcome.flatMap { FlowOutcome(rawValue: $0) },
            cause: row["cause"],
            errorType: row["error_type"],
            errorMessage: row["error_message"],
            sentAt: Timestamp(microseconds: row["sent_at"]),
            triggeredMicroseconds: row["triggered_us"],
            executedMicroseconds: row["executed_us"],
            returnedMicroseconds: row["returned_us"],
            displayedMicroseconds: row["displayed_us"],
            durationMicroseconds: row["duration_us"],
            isCold: row["cold"],
            attempts: row["attempts"],
            replayOf: origin.flatMap { FlowID(bytes: $0.bytes) },
            traceID: row["trace_id"]
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
