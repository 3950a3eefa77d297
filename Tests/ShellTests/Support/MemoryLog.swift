import EventStore
import Flows

@testable import Shell

/// A log in memory, made of flows built by hand.
final class MemoryLog: FlowLog {
    private let stories: [[RecordedEvent]]

    init(_ stories: [[RecordedEvent]]) { self.stories = stories }

    private var summaries: [FlowSummary] {
        stories.compactMap { events in (try? Flow(events: events))?.map { FlowSummary($0) } }
            .sorted { $0.firstPosition > $1.firstPosition }
    }

    func flows(_ listing: FlowListing) throws(LogError) -> FlowPage {
        let window = summaries.filter {
            $0.sentAt >= listing.since ?? Timestamp(microseconds: 0)
                && $0.sentAt < listing.until ?? Timestamp(microseconds: .max)
        }
        let matched = window.filter {
            (!listing.failedOnly || $0.outcome?.isFailure == true)
                && (listing.function == nil || $0.function == listing.function)
        }
        return FlowPage(
            flows: Array(matched.prefix(listing.limit)),
            matched: matched.count,
            total: window.count
        )
    }

    func events(of flow: FlowID) throws(LogError) -> [RecordedEvent] {
        stories.first { $0.first?.flow == flow } ?? []
    }

    func events(
        from position: Int64,
        limit: Int,
        newestFirst: Bool
    ) throws(LogError) -> [LoggedEvent] {
        let all = stories.joined().sorted { $0.position < $1.position }
        let chosen =
            newestFirst
            ? Array(all.filter { $0.position <= position }.reversed())
            : all.filter { $0.position >= position }
        return chosen.prefix(limit).map { event in
            LoggedEvent(
                position: event.position,
                stream: hexText(event.flow.bytes),
                streamKind: .flow,
                flow: event.flow,
                revision: event.revision,
                type: event.event.type.rawValue,
                version: event.event.version,
                recordedAt: event.recordedAt,
                occurredAt: event.occurredAt,
                data: String(decoding: event.event.data, as: UTF8.self),
                leaf: "00"
            )
        }
    }

    func candidates(for reference: String) throws(LogError) -> [FlowSummary] {
        if let id = FlowID(uuidText: reference) { return summaries.filter { $0.id == id } }
        guard reference.count >= 4 else { return [] }
        return summaries.filter {
            $0.id.shortID.description.hasPrefix(reference.lowercased()) || $0.traceID == reference
        }
    }

    func head() throws(LogError) -> Int64 { stories.joined().map(\.position).max() ?? 0 }

    func tables() throws(LogError) -> [LogTable] {
        [
            LogTable(
                name: "flows",
                columns: [
                    .init(name: "id", type: ""), .init(name: "method", type: "TEXT"),
                    .init(name: "path", type: "TEXT"), .init(name: "status", type: "INTEGER"),
                ]
            ),
            LogTable(
                name: "events",
                columns: [
                    .init(name: "position", type: "INTEGER"), .init(name: "type", type: "TEXT"),
                ]
            ),
        ]
    }
}
