import EventStore
import Flows

/// How many flows a list of completions shows.
private let flowLimit = 50
/// How many flows are looked at for names and values.
private let recentLimit = 1000
private let recentSpan: Int64 = 3_600_000_000

extension Session {
    /// Flow ids with method, path, status and age, newest first; also `@last` and the like, and the
    /// rows of the last listing.
    func flowCompletions(startingWith text: String) -> [Completion] {
        if text.hasPrefix("@") {
            return [
                Completion("@last", "the newest request"),
                Completion("@failed", "the newest failure"),
                Completion("@prev", "the request looked at before"),
            ]
        }
        if text.hasPrefix("%") {
            return memory.listing.prefix(flowLimit).enumerated().map { index, flow in
                Completion("%\(index + 1)", "\(flow.shortID)")
            }
        }
        var found = completionReader.ask("newest") { log in
            var listing = FlowListing()
            listing.limit = flowLimit
            return try log.flows(listing).flows
        }
        if text.count >= 4, ShortID.range(ofPrefix: text) != nil {
            let older = completionReader.ask("id \(text)") { try $0.candidates(for: text) }
            found = (found ?? []) + (older ?? [])
        }
        var seen: Set<FlowID> = []
        return (found ?? []).filter { seen.insert($0.id).inserted }.map { flow in
            Completion(
                flow.id.shortID.description,
                candidateDescription(flow, now: now, zone: settings.zone)
            )
        }
    }

    /// The functions of the newest flows.
    func functionCompletions() -> [Completion] {
        Set(recentFlows().compactMap(\.function)).sorted().map { Completion(quoted($0)) }
    }

    /// The newest flows of the last hour, or the newest there are when it saw none; at most 1000.
    func recentFlows() -> [FlowSummary] {
        let now = now
        let found = completionReader.ask("recent") { log in
            var listing = FlowListing()
            listing.limit = recentLimit
            listing.since = now.advanced(byMicroseconds: -recentSpan)
            let flows = try log.flows(listing).flows
            guard flows.isEmpty else { return flows }
            listing.since = nil
            return try log.flows(listing).flows
        }
        return found ?? []
    }
}
