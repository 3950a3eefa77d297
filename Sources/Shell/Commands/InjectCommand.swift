import Debugger
import Flows

/// `inject`: faults on purpose.
enum InjectCommand: Command {
    static let name = "inject"
    static let summary = "let a share of the live requests fail on purpose, for a time"
    static let grammar = [
        "inject error|timeout|throttle|disconnect [where CONDITION] [rate N%] [for SPAN]",
        "inject latency MS [before|after STEP] [where CONDITION] [rate N%] [for SPAN]",
        "inject [list]", "inject off ID|all",
    ]
    static let examples = [
        (
            line: "inject error where path = \"/orders\" rate 10% for 5m",
            effect: "a tenth of the requests to /orders gets a function error"
        ),
        (line: "inject latency 500", effect: "every function is half a second slower"),
        (line: "inject off all", effect: "none of it any more"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "set, ended or listed"), (code: 2, meaning: "the line is wrong"),
        (code: 3, meaning: "no service runs"),
    ]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        let points = pointCompletions(request)
        guard points.isEmpty else { return points }
        if ["off", "list"].contains(request.words.first), request.words.count > 1 { return [] }
        switch request.previous {
        case "list": return []
        case "off":
            let all = (try? session.serviceForCompletions?.injections()) ?? []
            return all.map { Completion($0.id, "\($0.what) \($0.point)") } + [Completion("all")]
        case "for": return ["60s", "5m"].map { Completion($0) }
        case "rate": return ["1%", "10%", "50%"].map { Completion($0) }
        default: break
        }
        guard !request.isFirstArgument else {
            return InjectionKind.allCases.map { Completion($0.rawValue, $0.summary) }
                + [Completion("list"), Completion("off")]
        }
        return ["where", "rate", "for", "before", "after"].filter { !request.words.contains($0) }
            .map { Completion($0) }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let service = try session.service(for: name)
        var words = arguments.words
        guard let first = words.first, first.text != "list" else {
            try refuseMore(arguments, after: 1)
            return try listing(of: service, in: session)
        }
        if first.text == "off" { return try end(words, by: service, in: session) }
        guard let kind = InjectionKind(rawValue: first.text) else {
            let known = InjectionKind.allCases.map(\.rawValue)
            throw ShellError(
                "'\(first.text)' cannot be injected"
                    + didYouMean(nearest(to: first.text, among: known)),
                at: first,
                hint: "one of \(known.joined(separator: ", ")); list; off"
            )
        }
        words.removeFirst()
        var request = InjectionRequest(kind)
        let condition = try session.takeCondition(from: &words)
        request.condition = condition?.text.text
        request.point = try takePoint(from: &words)
        if kind == .latency { request.delayMilliseconds = try takeLatency(from: &words, first) }
        try readClauses(words, into: &request)
        request.session = session.holdWatcher?.session
        let record = try session.ask(condition?.text, at: first) { try service.inject(request) }
        let left = durationText(microseconds: request.lifetimeMicroseconds)
        let line =
            "\(record.id) set (\(record.what) \(record.point), \(record.rateText))   goes in \(left) "
            + "or with `inject off \(record.id)`"
        return CommandResult(
            blocks: [.line(StyledText(line))],
            records: injectionRecords([record]),
            isText: true
        )
    }

    private static func takeLatency(
        from words: inout [Word],
        _ kind: Word
    ) throws(ShellError) -> Int {
        guard let word = words.first else {
            throw ShellError(
                "no time after 'latency'",
                at: .end(of: kind.line),
                hint: "as in: inject latency 200"
            )
        }
        words.removeFirst()
        let longest = Int64(Breakpoints.longestDelayMilliseconds) * 1000
        return Int(try timeSpan(word, longest: longest, unit: "ms") / 1000)
    }

    /// `rate 10%`, `for 5m`
    private static func readClauses(
        _ words: [Word],
        into request: inout InjectionRequest
    ) throws(ShellError) {
        var index = 0
        while index < words.count {
            let word = words[index]
            guard ["rate", "for"].contains(word.text) else {
                let known = ["where", "rate", "for", "before", "after"]
                throw ShellError(
                    "inject does not know '\(word.text)'"
                        + didYouMean(nearest(to: word.text, among: known)),
                    at: word,
                    hint: "help inject"
                )
            }
            guard index + 1 < words.count else {
                throw ShellError(
                    "nothing after '\(word.text)'",
                    at: .end(of: word.line),
                    hint: word.text == "rate" ? "as in: rate 10%" : "as in: for 5m"
                )
            }
            let value = words[index + 1]
            index += 2
            if word.text == "rate" {
                request.rate = try rate(value)
            } else {
                request.lifetimeMicroseconds = try timeSpan(value)
            }
        }
    }

    /// In hundredths of a percent.
    private static func rate(_ word: Word) throws(ShellError) -> Int {
        let text = word.text.hasSuffix("%") ? word.text.dropLast() : word.text[...]
        guard let percent = Double(text), percent > 0, percent <= 100,
            (percent * 100).rounded() >= 1
        else {
            throw ShellError(
                "'\(word.text)' is no rate",
                at: word,
                hint: "more than 0 and at most 100 percent, as in: 10%"
            )
        }
        return Int((percent * 100).rounded())
    }

    private static func end(
        _ words: [Word],
        by service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        guard words.count == 2 else {
            throw ShellError(
                "inject off needs one injection",
                at: words.count > 2 ? words[2] : .end(of: words[0].line),
                hint: "inject off i1, or all"
            )
        }
        let all = try session.ask { try service.injections() }
        let ids = words[1].text == "all" ? all.map(\.id) : [words[1].text]
        for id in ids {
            session.holdWatcher?.willEnd(injection: id)
            try session.ask(at: words[1]) { try service.removeInjection(id) }
        }
        let ended = all.filter { ids.contains($0.id) }
        let lines = ended.map { injection in
            let hits = counted(injection.hits, "hit")
            return StyledText(
                "\(injection.id) ended (\(injection.what) \(injection.point), \(hits))"
            )
        }
        return CommandResult(
            blocks: (lines.isEmpty ? ["nothing is injected"] : lines).map { .line($0) },
            records: injectionRecords(ended),
            isText: true
        )
    }

    private static func listing(
        of service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let injections = try session.ask { try service.injections() }
        return CommandResult(
            blocks: injections.isEmpty
                ? [] : [.table(injectionTable(injections, now: session.clock.now()))],
            records: injectionRecords(injections),
            footer: counted(injections.count, "injection"),
            hint: injections.isEmpty ? "inject error where … rate 10% for 5m" : "inject off all"
        )
    }
}

extension InjectionKind {
    fileprivate var summary: String {
        switch self {
        case .error: "the function seems to report an error"
        case .timeout: "the function's time limit passes"
        case .throttle: "no environment is free"
        case .latency: "the request waits"
        case .disconnect: "the client's connection is closed"
        }
    }
}
