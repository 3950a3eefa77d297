import EventStore
import Flows

/// The requests that a line names, one by one or by what they have in common, oldest first.
struct FlowSelection {
    let flows: [FlowID]
    /// How they were chosen, as on the line.
    let words: String

    static let keywords = ["failed", "function", "where", "since", "until", "in"]

    init(
        _ arguments: Arguments,
        of verb: String,
        in session: Session
    ) throws(ShellError) {
        guard let first = arguments.words.first else {
            throw ShellError(
                "\(verb) needs a request",
                at: arguments.end,
                hint: "\(verb) @last, or \(verb) failed since -1h"
            )
        }
        words = arguments.words.map { quoted($0.text) }.joined(separator: " ")
        guard !first.isQuoted, Self.keywords.contains(first.text) else {
            var flows: [FlowID] = []
            for word in arguments.words { flows.append(try session.resolveFlow(word)) }
            self.flows = flows
            return
        }
        flows = try Self.listed(arguments, of: verb, in: session)
    }

    private static func listed(
        _ arguments: Arguments,
        of verb: String,
        in session: Session
    ) throws(ShellError) -> [FlowID] {
        var listing = FlowListing()
        var words = arguments.words
        let condition = try session.takeCondition(from: &words)
        let window = try session.takeRange(from: &words) ?? session.defaultWindow
        listing.since = window.since
        listing.until = window.until
        listing.limit =
            try arguments.number("-n", in: 1...ShellSettings.highestLimit)
            ?? ShellSettings.highestLimit
        try listing.take(words, of: verb, known: keywords)
        let limits = try session.readLimits(arguments)
        return try session.flows(listing, matching: condition, limits: limits).flows.map(\.id)
            .reversed()
    }
}
