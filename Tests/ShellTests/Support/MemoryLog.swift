import EventStore
import Flows
import Queries

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

    func flows(
        _ listing: FlowListing,
        matching condition: Expression,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> FlowPage {
        var all = listing
        all.limit = .max
        let page: FlowPage
        do { page = try flows(all) } catch { throw .log(error) }
        var matched: [FlowSummary] = []
        for flow in page.flows where try meets(condition, flow.id, now) { matched.append(flow) }
        return FlowPage(
            flows: Array(matched.prefix(listing.limit)),
            matched: matched.count,
            total: page.total
        )
    }

    func flow(
        before position: Int64,
        matching condition: Expression?,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> FlowSummary? {
        for flow in summaries where flow.firstPosition < position {
            guard let condition else { return flow }
            if try meets(condition, flow.id, now) { return flow }
        }
        return nil
    }

    func flow(
        after position: Int64,
        matching condition: Expression?,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> FlowSummary? {
        for flow in summaries.reversed() where flow.firstPosition > position {
            guard let condition else { return flow }
            if try meets(condition, flow.id, now) { return flow }
        }
        return nil
    }

    private func meets(
        _ condition: Expression,
        _ id: FlowID,
        _ now: Timestamp
    ) throws(QueryFailure) -> Bool {
        let time = now.milliseconds
        let context = QueryContext(now: time, start: 0, end: time)
        do {
            let events = try events(of: id)
            guard let flow = try Flow(events: events) else { return false }
            return try Condition(condition, in: .flows, context: context)
                .holds(for: FlowFields(flow, events: events))
        } catch let error as QueryError {
            throw .query(error)
        } catch {
            return false
        }
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

    func editedFlows(among flows: [FlowID]) throws(LogError) -> Set<FlowID> {
        let edited = stories.filter { $0.contains { $0.event.type == .edited } }
        return Set(edited.compactMap { $0.first?.flow }).intersection(flows)
    }

    func candidates(for reference: String) throws(LogError) -> [FlowSummary] {
        if let id = FlowID(uuidText: reference) { return summaries.filter { $0.id == id } }
        guard reference.count >= 4 else { return [] }
        return summaries.filter {
            $0.id.shortID.description.hasPrefix(reference.lowercased()) || $0.traceID == reference
        }
    }

    func head() throws(LogError) -> Int64 { stories.joined().map(\.position).max() ?? 0 }

    // MARK: What live verbs read

    func flowsEnded(after position: Int64) throws(LogError) -> EndedFlows {
        let head = try head()
        let ended = summaries.filter { $0.outcome != nil && $0.lastPosition > position }
        return EndedFlows(
            flows: ended.sorted { $0.lastPosition < $1.lastPosition },
            through: max(position, head),
            isAtHead: true
        )
    }

    func flowsEnded(
        after position: Int64,
        matching condition: Expression,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> EndedFlows {
        var ended: EndedFlows
        do { ended = try flowsEnded(after: position) } catch { throw .log(error) }
        var matching: [FlowSummary] = []
        for flow in ended.flows where try meets(condition, flow.id, now) { matching.append(flow) }
        ended.flows = matching
        return ended
    }

    func position(at moment: Timestamp) throws(LogError) -> Int64 {
        stories.joined().filter { $0.recordedAt <= moment }.map(\.position).max() ?? 0
    }

    func routeCounts(since: Timestamp?, until: Timestamp?) throws(LogError) -> [RouteCount] {
        var counts: [RouteCount] = []
        for flow in summaries.reversed() {
            let isInside = isInside(flow.sentAt, since, until)
            let count = RouteCount(
                api: flow.api,
                apiKind: flow.apiKind,
                stage: flow.stage,
                route: flow.route,
                function: flow.function,
                requests: isInside ? 1 : 0,
                failures: isInside && flow.outcome?.isFailure == true ? 1 : 0,
                lastSeen: flow.sentAt
            )
            let index = counts.firstIndex {
                ($0.api, $0.apiKind, $0.route, $0.function)
                    == (count.api, count.apiKind, count.route, count.function)
            }
            guard let index else {
                counts.append(count)
                continue
            }
            counts[index].requests += count.requests
            counts[index].failures += count.failures
            counts[index].lastSeen = max(counts[index].lastSeen, count.lastSeen)
        }
        return counts
    }

    func functionCounts(since: Timestamp?, until: Timestamp?) throws(LogError) -> [FunctionCount] {
        var counts: [FunctionCount] = []
        for flow in summaries.reversed() {
            guard let function = flow.function else { continue }
            let isInside = isInside(flow.sentAt, since, until)
            let count = FunctionCount(
                function: function,
                invocations: isInside ? 1 : 0,
                errors: isInside && flow.outcome?.isFailure == true ? 1 : 0,
                coldStarts: isInside && flow.isCold == true ? 1 : 0,
                averageMicroseconds: nil,
                lastSeen: flow.sentAt,
                code: nil
            )
            guard let index = counts.firstIndex(where: { $0.function == function }) else {
                counts.append(count)
                continue
            }
            counts[index].invocations += count.invocations
            counts[index].errors += count.errors
            counts[index].coldStarts += count.coldStarts
            counts[index].lastSeen = max(counts[index].lastSeen, count.lastSeen)
        }
        return counts
    }

    func serviceEvents(_ type: String, limit: Int) throws(LogError) -> [LoggedEvent] { [] }

    private func isInside(_ time: Timestamp, _ since: Timestamp?, _ until: Timestamp?) -> Bool {
        (since.map { time >= $0 } ?? true) && (until.map { time < $0 } ?? true)
    }

    func tables() throws(LogError) -> [SQLTable] {
        [
            SQLTable(
                name: "flows",
                isView: true,
                columns: [
                    .init(name: "id", type: ""), .init(name: "method", type: "TEXT"),
                    .init(name: "path", type: "TEXT"), .init(name: "status", type: "INTEGER"),
                ]
            ),
            SQLTable(
                name: "events",
                isView: true,
                columns: [
                    .init(name: "position", type: "INTEGER"), .init(name: "type", type: "TEXT"),
                ]
            ),
        ]
    }
}
