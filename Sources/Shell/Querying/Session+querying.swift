import EventStore
import Flows
import Queries

/// A query and the window that was given before it.
struct WindowedText {
    var text: RawText
    var range: TimeRange?
}

extension RawText {
    /// The words between blanks, with their places in the line.
    var words: [Word] {
        var words: [Word] = []
        let bytes = Array(text.utf8)
        var start: Int?
        for index in 0...bytes.count {
            let isBlank = index == bytes.count || bytes[index] <= 0x20
            if !isBlank {
                start = start ?? index
            } else if let first = start {
                words.append(
                    Word(
                        String(decoding: bytes[first..<index], as: UTF8.self),
                        range: offset + first..<offset + index,
                        line: line
                    )
                )
                start = nil
            }
        }
        return words
    }

    /// What stands from a byte of the line on.
    func rest(fromLineOffset start: Int) -> RawText {
        let index = text.utf8.index(text.startIndex, offsetBy: max(0, start - offset))
        let rest = text[index...]
        let kept = rest.drop { $0 == " " || $0 == "\t" || $0 == "\n" }
        let skipped = rest.utf8.count - kept.utf8.count
        return RawText(String(kept), line: line, offset: max(offset, start) + skipped)
    }
}

extension Session {
    /// Takes `since WHEN`, `until WHEN` and `in WHEN..WHEN` from the beginning of a query.
    func windowed(_ text: RawText) throws(ShellError) -> WindowedText {
        var range: [Word] = []
        var words = text.words[...]
        while let keyword = words.first, ["since", "until", "in"].contains(keyword.text),
            words.count > 1
        {
            var count = 2
            if keyword.text != "in" {
                count +=
                    try When.parse(words.dropFirst(), now: now, zone: settings.zone).count - 1
            }
            range += words.prefix(count)
            words = words.dropFirst(count)
        }
        guard let end = range.last?.range.upperBound else { return WindowedText(text: text) }
        let window = try takeRange(from: &range)
        return WindowedText(text: text.rest(fromLineOffset: end), range: window)
    }

    /// A query ready to be run, and its window in words.
    func query(
        _ question: WindowedText,
        _ arguments: Arguments
    ) throws(ShellError) -> (query: Query, window: String) {
        let pipeline: Pipeline
        do {
            pipeline = try parseQuery(question.text.text)
        } catch {
            throw ShellError(error, in: question.text)
        }
        var window = question.range ?? defaultWindow
        if let start = pipeline.source?.start { window.since = try moment(start, question.text) }
        if let end = pipeline.source?.end { window.until = try moment(end, question.text) }
        var limits = try readLimits(arguments)
        limits.rows = Query.defaultRowLimit
        let rowLimit =
            try arguments.number("-n", in: 1...ShellSettings.highestLimit)
            ?? settings.limit ?? (terminal.isTTY ? 1000 : Query.defaultRowLimit)
        return (query(pipeline, window, rowLimit: rowLimit, limits), windowText(window))
    }

    func query(
        _ pipeline: Pipeline,
        _ window: TimeRange,
        rowLimit: Int,
        _ limits: ReadLimits
    ) -> Query {
        Query(
            pipeline,
            since: window.since,
            until: window.until,
            now: now,
            rowLimit: rowLimit,
            limits: limits
        )
    }

    /// `start=-1d`, `end=now` of a SOURCE.
    private func moment(_ text: RangedText, _ raw: RawText) throws(ShellError) -> Timestamp {
        let place = raw.place(text.range)
        let word = Word(text.text, range: place.range, line: place.line)
        return try resolve(try When.parse([word], now: now, zone: settings.zone).when, at: word)
    }

    func run(_ query: Query, _ text: RawText) throws(ShellError) -> QueryResult {
        let reader = try reader()
        do { return try reader.run(query) } catch { throw ShellError(error, in: text) }
    }

    func explain(_ query: Query, _ text: RawText) throws(ShellError) -> String {
        let reader = try reader()
        do { return try reader.explain(query) } catch { throw ShellError(error, in: text) }
    }

    func sql(_ text: RawText, _ limits: ReadLimits) throws(ShellError) -> SQLResult {
        let reader = try sqlReader()
        do {
            return try reader.run(text.text, limits: limits, now: now)
        } catch {
            throw ShellError(error, in: text)
        }
    }

    /// How much a question may take: `--timeout`, and Ctrl-C.
    func readLimits(_ arguments: Arguments) throws(ShellError) -> ReadLimits {
        let interruption = interruption
        var limits = ReadLimits(isInterrupted: { interruption.isRequested })
        if let time = try arguments.timeSpan("--timeout") { limits.time = .microseconds(time) }
        return limits
    }
}

extension Session {
    /// How long a bar of `top` is, for about eight of them in a window.
    func barWidth(_ window: TimeRange) -> Period {
        let widths = [
            Period(count: 1, unit: .second), Period(count: 10, unit: .second),
            Period(count: 1, unit: .minute), Period(count: 5, unit: .minute),
            Period(count: 15, unit: .minute), Period(count: 1, unit: .hour),
            Period(count: 3, unit: .hour), Period(count: 6, unit: .hour),
            Period(count: 1, unit: .day), Period(count: 1, unit: .week),
        ]
        guard let since = window.since else { return widths[widths.count - 1] }
        let span = (window.until ?? now).milliseconds - since.milliseconds
        return widths.first { Double($0.milliseconds ?? 1) * 12 >= span }
            ?? widths[widths.count - 1]
    }
}

extension ShellError {
    init(_ failure: QueryFailure, in text: RawText) {
        switch failure {
        case .query(let error): self.init(error, in: text)
        case .log(let error): self.init(error)
        case .interrupted: self = .interrupted
        case .timedOut:
            self.init(
                .unreachable,
                failure.description,
                hint: "a smaller window, or more time: --timeout 5m"
            )
        }
    }
}
