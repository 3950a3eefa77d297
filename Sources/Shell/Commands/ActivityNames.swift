import Debugger
import EventStore
import Flows

/// What `apis` and `functions` have in common: a window, and the name of one of what they list.
extension Command {
    /// Words of a window, and first the names.
    /// - `counts`: read in the thread of completions; `names` makes completions of them and of what the
    /// service says.
    static func activityCompletions<Count: Sendable>(
        _ request: CompletionRequest,
        in session: Session,
        counts: @escaping @Sendable (any FlowLog, TimeRange) throws -> [Count],
        names: (ServiceStatus?, [Count]) -> [Completion]
    ) -> [Completion] {
        switch request.previous {
        case "since", "until": return Completion.moments
        default: break
        }
        let words = ["since", "until", "in"].map { Completion($0) }
        guard request.isFirstArgument else { return words }
        let range = session.defaultWindow
        let found = session.completionReader.ask(name) { try counts($0, range) }
        let service = session.past == nil ? session.serviceForCompletions?.readStatus() : nil
        return names(service, found ?? []) + words
    }

    /// The one of `all` that the words name; nil when they name none.
    static func chosen<Activity>(
        _ words: [Word],
        from all: [Activity],
        _ noun: String,
        name activityName: (Activity) -> String
    ) throws(ShellError) -> Activity? {
        if words.count > 1 {
            throw ShellError(
                "\(name) does not know what to do with '\(words[1].text)'",
                at: words[1],
                hint: "help \(name)"
            )
        }
        guard let word = words.first else { return nil }
        if let found = all.first(where: { activityName($0) == word.text }) { return found }
        let names = all.map(activityName)
        throw ShellError(
            "no \(noun) '\(word.text)' in the window"
                + didYouMean(nearest(to: word.text, among: names)),
            at: word,
            candidates: names,
            hint: name
        )
    }
}

extension ServiceClient {
    /// The service's account of itself; nil when it gives none.
    func readStatus() -> ServiceStatus? {
        (try? status()).flatMap { try? ServiceStatus(json: $0) }
    }
}
