import Flows

/// An option of a verb, as help, completion and the parser know it.
public struct CommandOption: Sendable {
    /// The spellings, the usual one first: `-n`, `--limit`.
    public let names: [String]
    /// The name of its value in help, or nil for a switch.
    public let value: String?
    public let summary: String
    /// The values it knows, when they are few.
    public let choices: [String]
    /// Whether each one counts that is given; of other options the last one does.
    public let isRepeatable: Bool

    public init(
        _ names: String...,
        value: String? = nil,
        choices: [String] = [],
        isRepeatable: Bool = false,
        summary: String
    ) {
        self.names = names
        self.value = value
        self.choices = choices
        self.isRepeatable = isRepeatable
        self.summary = summary
    }

    /// Of verbs that ask the log what may take long.
    static let timeout = CommandOption(
        "--timeout",
        value: "SPAN",
        summary: "give up after this time (default 30s)"
    )

    /// What every verb takes.
    static let common: [CommandOption] = [
        CommandOption(
            "-o",
            "--output",
            value: "FORMAT",
            choices: OutputFormat.allCases.map(\.rawValue),
            summary: "table, expanded, json, jsonl, csv, tsv or md"
        ),
        CommandOption("-v", "--verbose", summary: "more detail; the footer also in pipes"),
        CommandOption("--asof", value: "WHEN", summary: "this line only: as it was then"),
        CommandOption("--utc", summary: "show times in UTC"),
        CommandOption("--local", summary: "show times in the local zone"),
        CommandOption(
            "--color",
            value: "WHEN",
            choices: ColourMode.allCases.map(\.rawValue),
            summary: "auto, always or never"
        ),
        CommandOption("--no-color", summary: "the same as --color never"),
        CommandOption("--no-pager", summary: "never start a pager"),
        CommandOption("-h", "--help", summary: "help on this verb"),
    ]
}

/// The words of a line after its verb: options taken out, the rest in order.
public struct Arguments: Sendable {
    public let verb: Word
    /// What is no option.
    public let words: [Word]
    /// What follows the options of a verb that takes raw text; nil for all others.
    public let text: RawText?
    /// By the option's first name: one value, or as many as were given of a repeatable option.
    private let values: [String: [Word]]

    /// - Throws: an unknown option or a missing or unknown value, with the place and the nearest name.
    init(
        _ line: [Word],
        text: RawText? = nil,
        options: [CommandOption],
        verbName: String
    ) throws(ShellError) {
        verb = line[0]
        self.text = text
        var words: [Word] = []
        var values: [String: [Word]] = [:]
        var index = 1
        while index < line.count {
            let word = line[index]
            index += 1
            guard isOption(word) else {
                words.append(word)
                continue
            }
            let (name, attached) = splitOption(word)
            guard let option = options.first(where: { $0.names.contains(name) }) else {
                throw unknownOption(name, at: word, among: options, verb: verbName)
            }
            var value = word
            if option.value != nil {
                if let attached {
                    value = Word(attached, range: word.range, line: word.line)
                } else {
                    guard index < line.count else {
                        throw ShellError(
                            "\(name) needs a value (\(option.value ?? ""))",
                            at: .end(of: word.line),
                            hint: "help \(verbName)"
                        )
                    }
                    value = line[index]
                    index += 1
                }
                if !option.choices.isEmpty, !option.choices.contains(value.text) {
                    throw ShellError(
                        "\(name) knows no '\(value.text)'"
                            + didYouMean(nearest(to: value.text, among: option.choices)),
                        at: value,
                        hint: option.choices.count == 1
                            ? "\(name) \(option.choices[0])"
                            : "one of \(option.choices.joined(separator: ", "))"
                    )
                }
            } else if attached != nil {
                throw ShellError("\(name) takes no value", at: word, hint: "help \(verbName)")
            }
            let earlier = option.isRepeatable ? values[option.names[0]] ?? [] : []
            values[option.names[0]] = earlier + [value]
        }
        self.words = words
        self.values = values
    }

    func has(_ option: String) -> Bool { values[option] != nil }

    func value(_ option: String) -> Word? { values[option]?.last }

    /// All values of a repeatable option, in their order.
    func values(_ option: String) -> [Word] { values[option] ?? [] }

    /// The value of an option as a whole number in `range`.
    func number(_ option: String, in range: ClosedRange<Int>) throws(ShellError) -> Int? {
        guard let word = value(option) else { return nil }
        guard let number = Int(word.text), range.contains(number) else {
            throw ShellError(
                "\(option) needs a whole number from \(range.lowerBound) to \(range.upperBound)",
                at: word,
                hint: "as in: \(option) \(min(20, range.upperBound))"
            )
        }
        return number
    }

    /// The value of an option as a span of time, in microseconds.
    func timeSpan(_ option: String) throws(ShellError) -> Int64? {
        try value(option).map { word throws(ShellError) in try Shell.timeSpan(word) }
    }

    /// The place for «something is missing here».
    var end: Word { .end(of: verb.line) }
}

/// `-o`, `--utc`, but not `-1h`, `-` or a quoted word.
func isOption(_ word: Word) -> Bool {
    guard !word.isQuoted, word.text.hasPrefix("-"), word.text.count > 1 else { return false }
    return !(word.text.dropFirst().first?.isNumber ?? true)
}

/// `--color=never` in two; `-ojson` and `-n20` too.
private func splitOption(_ word: Word) -> (name: String, value: String?) {
    let text = word.text
    if text.hasPrefix("--") {
        guard let equals = text.firstIndex(of: "=") else { return (text, nil) }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
    guard text.count > 2 else { return (text, nil) }
    return (String(text.prefix(2)), String(text.dropFirst(2)))
}

private func unknownOption(
    _ name: String,
    at word: Word,
    among options: [CommandOption],
    verb: String
) -> ShellError {
    let names = options.flatMap(\.names)
    return ShellError(
        "\(verb) knows no option '\(name)'" + didYouMean(nearest(to: name, among: names)),
        at: word,
        hint: "help \(verb)"
    )
}
