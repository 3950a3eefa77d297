import EventStore
import Flows

/// One thing that may stand at the cursor.
public struct Completion: Equatable, Sendable {
    public let text: String
    /// Shown beside it in the list; empty when the text says it all.
    public let description: String

    public init(_ text: String, _ description: String = "") {
        self.text = text
        self.description = description
    }
}

/// What is known of the line when something is to be completed.
public struct CompletionRequest: Sendable {
    /// The finished words after the verb, without options and their values.
    public let words: [String]
    /// The word before the cursor's, option or not.
    public let previous: String?
    /// The beginning of the word at the cursor.
    public let text: String

    public var isFirstArgument: Bool { words.isEmpty }
}

/// How many flows a list of completions looks at.
private let flowLimit = 50

extension Session {
    /// Everything that may stand at the cursor.
    /// - Parameters:
    ///   - before: The line up to the word at the cursor.
    ///   - text: The beginning of that word.
    /// - Returns: What fits; nil where a file's name is wanted.
    func completions(before: String, text: String) -> [Completion]? {
        let words: [String]
        switch try? parseLine(before) {
        case .some(let line):
            guard line.sink == .standardOutput else { return nil }
            words = line.words.map(\.text)
        case nil:
            // An open sink or quote: what follows is a file or free text.
            let last = before.last { $0 != " " }
            if last == ">" || last == "|" { return nil }
            return []
        }
        guard let first = words.first else {
            return verbs.map { Completion($0.name, $0.summary) }.filter { $0.text.hasPrefix(text) }
        }
        let place = Word(first, range: 0..<0, line: before)
        guard let verb = try? command(named: place) else { return [] }
        return completions(of: verb, after: Array(words.dropFirst()), text: text)
            .filter { $0.text.hasPrefix(text) }
    }

    private func completions(
        of verb: any Command.Type,
        after words: [String],
        text: String
    ) -> [Completion] {
        let options = verb.allOptions
        var plain: [String] = []
        var awaiting: CommandOption?
        for word in words {
            if awaiting != nil {
                awaiting = nil
            } else if let option = options.first(where: { $0.names.contains(word) }) {
                awaiting = option.value == nil ? nil : option
            } else if !word.hasPrefix("-") || word.dropFirst().first?.isNumber == true {
                plain.append(word)
            }
        }
        if let awaiting { return awaiting.choices.map { Completion($0) } }
        if text.hasPrefix("-"), text.dropFirst().first?.isNumber != true {
            return options.map { Completion($0.names[0], $0.summary) }
        }
        if let colon = text.firstIndex(of: ":"), !text.contains("::") {
            let reference = text[...colon]
            return FlowStep.allCases.map { Completion(reference + $0.name, "step \($0.rawValue)") }
        }
        let request = CompletionRequest(words: plain, previous: words.last, text: text)
        return verb.complete(request, in: self)
    }

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
        var listing = FlowListing()
        listing.limit = flowLimit
        var found = (try? flows(listing).flows) ?? []
        if ShortID.range(ofPrefix: text) != nil, text.count >= 4 {
            found += (try? candidates(for: text)) ?? []
        }
        var seen: Set<FlowID> = []
        return found.filter { seen.insert($0.id).inserted }.map { flow in
            Completion(
                flow.id.shortID.description,
                candidateDescription(flow, now: clock.now(), zone: settings.zone)
            )
        }
    }

    /// The functions of the newest flows.
    func functionCompletions() -> [Completion] {
        var listing = FlowListing()
        listing.limit = 200
        let found = (try? flows(listing).flows) ?? []
        return Set(found.compactMap(\.function)).sorted().map { Completion(quoted($0)) }
    }
}
