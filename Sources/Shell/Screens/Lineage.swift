import EventStore
import Flows

/// Replays named at most; `ls` has all.
private let replayLimit = 10

/// `Replayed by 7f41d0b3 → 201, …`; nil when there is none.
func replayedBy(_ replays: [FlowSummary]) -> StyledText? {
    guard !replays.isEmpty else { return nil }
    let words = replays.suffix(replayLimit).map { replay in
        "\(replay.id.shortID) → \(replay.status.map { "\($0)" } ?? replay.state)"
    }
    let more = replays.count > replayLimit ? "… " : ""
    return StyledText("Replayed by ", .heading) + StyledText(more + words.joined(separator: ", "))
}

extension Session {
    /// `Replay of 7f3a9c21   Replayed by …`: whose replay a flow is, and which replays it has.
    func lineage(of flow: Flow) throws(ShellError) -> StyledText? {
        let origin = flow.sent?.replayOf.map {
            StyledText("Replay of ", .heading) + StyledText("\($0.shortID)", .identity)
        }
        let replays = replayedBy(try replays(of: flow.id))
        let parts = [origin, replays].compactMap { $0 }
        return parts.isEmpty ? nil : joined(parts, by: "   ")
    }
}
