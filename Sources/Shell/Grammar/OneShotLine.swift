extension ParsedLine {
    /// The arguments of a process, which the user's own shell has taken apart already.
    ///
    /// No quotes, pipes or redirections are looked for, but a text and a condition are read in the same
    /// way as at the prompt: `waybill ls where 'status >= 500' since -1d`,
    /// `waybill query 'filter status >= 500 | stats count()' -o jsonl`.
    /// - Throws: a condition that is wrong, with its place in the line that the arguments make.
    static func oneShot(
        _ arguments: [String],
        verbs: [any Command.Type] = Shell.verbs
    ) throws(ShellError) -> ParsedLine {
        guard let first = arguments.first else { return ParsedLine(arguments: arguments) }
        let place = Word(first, range: 0..<0, line: first)
        if let verb = try? command(named: place, among: verbs), verb.takesRawText {
            return text(of: arguments, verb)
        }
        if let index = arguments.dropFirst().firstIndex(of: "where"), index + 1 < arguments.count {
            return try condition(of: arguments, after: index)
        }
        return ParsedLine(arguments: arguments)
    }

    /// Options wherever they stand up to `--`, and all else joined to the text.
    private static func text(of arguments: [String], _ verb: any Command.Type) -> ParsedLine {
        var options: [String] = []
        var text: [String] = []
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            if argument == "--" {
                text += rest
                break
            }
            guard isOption(argument) else {
                text.append(argument)
                continue
            }
            options.append(argument)
            let takesValue = verb.allOptions.contains {
                $0.value != nil && $0.names.contains(argument)
            }
            if takesValue, let value = rest.popFirst() { options.append(value) }
        }
        let head = ParsedLine(arguments: [arguments[0]] + options)
        let joined = text.joined(separator: " ")
        let start = (head.words.last?.range.upperBound ?? 0) + 1
        let line = (head.words.last?.line ?? "") + " " + joined
        return ParsedLine(
            words: head.words.map { $0.moved(to: line) },
            text: RawText(joined, line: line, offset: start)
        )
    }

    /// An option, and not a query that happens to begin with a sign: those have blanks in them.
    private static func isOption(_ argument: String) -> Bool {
        guard argument.hasPrefix("-"), !argument.contains(" ") else { return false }
        return argument.drop { $0 == "-" }.first?.isLetter == true
    }

    private static func condition(
        of arguments: [String],
        after index: Int
    ) throws(ShellError) -> ParsedLine {
        let head = ParsedLine(arguments: Array(arguments[...index]))
        var line = head.words[index].line
        let start = line.utf8.count + 1
        var places: [(text: String, start: Int)] = []
        for argument in arguments[(index + 1)...] {
            places.append((argument, line.utf8.count + 1))
            line += " " + argument
        }
        let (condition, end) = try conditionWord(in: line, from: start)
        var words = head.words.map { $0.moved(to: line) } + [condition]
        for (text, start) in places {
            let stop = start + text.utf8.count
            if start >= end {
                words.append(Word(text, range: start..<stop, line: line))
            } else if stop > end {
                // `'status >= 500 since -1d'` in one argument.
                words += bareWords(of: line, from: end, to: stop)
            }
        }
        return ParsedLine(words: words)
    }

    private static func bareWords(of line: String, from start: Int, to end: Int) -> [Word] {
        let bytes = Array(line.utf8)[start..<end]
        return bytes.split(whereSeparator: isBlankByte).map { part in
            Word(
                String(decoding: part, as: UTF8.self),
                range: part.startIndex..<part.endIndex,
                line: line
            )
        }
    }
}

extension Word {
    /// The same place in a line that goes on further.
    fileprivate func moved(to line: String) -> Word {
        Word(text, range: range, line: line, isQuoted: isQuoted)
    }
}
