import Flows

/// One thing that may stand at the cursor.
public struct Completion: Equatable, Sendable {
    public let text: String
    /// Shown beside it in the list; empty when the text says it all.
    public let description: String
    /// False: more belongs to the same word, as behind `request.` or `count(`, and no blank follows.
    public let isFinished: Bool

    public init(_ text: String, _ description: String = "", isFinished: Bool = true) {
        self.text = text
        self.description = description
        self.isFinished = isFinished
    }
}

extension Completion {
    /// Moments that windows often begin with.
    static let moments = ["-15m", "-1h", "-1d", "today", "yesterday"].map { Completion($0) }
}

/// What is known of the line when something is to be completed.
public struct CompletionRequest: Sendable {
    /// The verb's name, or the alias that is typed.
    public let verb: String
    /// The finished words after the verb, without options and their values.
    public let words: [String]
    /// The word before the cursor's, option or not.
    public let previous: String?
    /// The beginning of the word at the cursor.
    public let text: String

    public var isFirstArgument: Bool { words.isEmpty }
}

/// What may stand in place of the end of a line.
struct CompletionList: Equatable {
    /// The byte from which on a completion replaces the line.
    var start: Int
    var items: [Completion] = []
}

extension Session {
    /// Everything that may stand at the end of `text`, which is the line up to the cursor.
    ///
    /// Never longer than ``CompletionReader/patience``, however large or slow the log is, and never an
    /// error: what is not known in time is not offered.
    func completions(for text: String) -> CompletionList {
        completionReader.begin()
        let place = CursorPlace(text, verbs: verbs)
        let items: [Completion]
        switch place.kind {
        case .firstWord: items = firstWords()
        case .word(let words, let option): items = completions(of: words, option, place)
        case .condition(let verbWords, let start):
            var expected = ExpressionCompletion(text, from: start, schema: .flows, in: self)
            expected.following = completions(of: verbWords, nil, place)
            return expected.list()
        case .query(let start): return queryCompletions(text, from: start)
        case .sql(let start): return sqlCompletions(text, from: start)
        case .file:
            return CompletionList(start: place.start, items: fileCompletions(place.text))
        case .nothing: items = []
        }
        return CompletionList(start: place.start, items: items.fitting(place.text))
    }

    /// Verbs, and for a word that is begun the other lines there are.
    private func firstWords() -> [Completion] {
        verbs.map { Completion($0.name, $0.summary) }
            + queryCommandCompletions(isFirst: true)
            + ["select", "with", "explain query plan", "pragma table_info"].map {
                Completion($0, "SQL, to the semicolon")
            }
    }

    private func completions(
        of words: [String],
        _ option: String?,
        _ place: CursorPlace
    ) -> [Completion] {
        guard let first = words.first else { return [] }
        let name = Word(first, range: 0..<0, line: first)
        guard let verb = try? command(named: name, among: verbs) else { return [] }
        return completions(of: verb, named: first, after: words.dropFirst(), option, place)
    }

    private func completions(
        of verb: any Command.Type,
        named typed: String,
        after words: ArraySlice<String>,
        _ last: String?,
        _ place: CursorPlace
    ) -> [Completion] {
        let options = verb.allOptions
        let text = place.text
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
        if let awaiting {
            let isFile = awaiting.value == "FILE" || awaiting.value == "PATH"
            guard !isFile else { return fileCompletions(text) }
            let values = verb.values(of: awaiting.names[0], in: self)
            return values.isEmpty ? awaiting.choices.map { Completion($0) } : values
        }
        if text.hasPrefix("-"), text.dropFirst().first?.isNumber != true {
            return options.map { Completion($0.names[0], $0.summary) }
        }
        if let colon = text.firstIndex(of: ":"), !text.contains("::") {
            let reference = text[...colon]
            return FlowStep.allCases.map { Completion(reference + $0.name, "step \($0.rawValue)") }
        }
        let request = CompletionRequest(
            verb: verb.aliases.contains(typed) ? typed : verb.name,
            words: plain,
            previous: last ?? words.last,
            text: text
        )
        var items = verb.complete(request, in: self)
        if text.hasPrefix("@") {
            items += fileCompletions(String(text.dropFirst())).map {
                Completion("@" + $0.text, $0.description, isFinished: $0.isFinished)
            }
        }
        return items
    }
}

extension [Completion] {
    /// Those that go on from what is typed, whatever its letter case and with or without a quote.
    func fitting(_ typed: String) -> [Completion] {
        guard !typed.isEmpty else { return self }
        func bare(_ text: String) -> Substring {
            let isQuoted = text.first == "\"" || text.first == "'" || text.first == "`"
            return isQuoted ? text.dropFirst() : text[...]
        }
        let beginning = bare(typed).lowercased()
        return filter { bare($0.text).lowercased().hasPrefix(beginning) }
    }
}
