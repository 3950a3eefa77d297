import Debugger
import Flows
import Queries

/// How something is to be replayed, as the options of the line say.
struct ReplayRequest {
    var mode = ReplayMode.event
    var target = ReplayTarget.origin
    var edits: [DocumentChange] = []
    var concurrency = ReplayPace.defaultConcurrency
    var intervalMicroseconds = 0
    var stop: StopRule?
    var maximum: Int?
    /// Whether a replay is to be the same as its origin, on pain of exit code 1.
    var expectsSame = false
    var isDry = false
    /// Whether each replay is held at every hand-off.
    var isStepped = false
    var isConfirmed = false
    var isJUnit = false
    var isStrict = false
    var ignoredPaths: [FieldName] = []

    /// When a batch stops by itself.
    enum StopRule: Equatable {
        /// More than so many failed.
        case count(Int)
        /// More than so many of a hundred failed.
        case percent(Int)
    }

    static let options = [
        CommandOption("--event", summary: "the recorded Lambda event, byte for byte (the default)"),
        CommandOption("--http", summary: "the recorded request, through the front door"),
        CommandOption(
            "--from",
            value: "STEP",
            choices: [ReplayMode.executed.rawValue],
            summary: "executed: map the recorded result again; nothing is invoked"
        ),
        CommandOption(
            "--to",
            value: "TARGET",
            summary:
                "another function, front door (https://…) or Invoke API (…/2015-03-31/functions)"
        ),
        CommandOption(
            "--set",
            value: "PATH=VALUE",
            isRepeatable: true,
            summary: "change what is sent, as body.qty=5; repeatable"
        ),
        CommandOption("--step", summary: "stop at every hand-off and ask, one replay at a time"),
        CommandOption("--dry", summary: "tell what would be done, and do nothing"),
        CommandOption("--yes", summary: "do it, though it may change something"),
        CommandOption("--rate", value: "N/s", summary: "begin at most so many a second (/m, /h)"),
        CommandOption("--max", value: "N", summary: "at most N requests, the newest"),
        CommandOption(
            "--concurrency",
            value: "N",
            summary: "so many at a time (\(ReplayPace.defaultConcurrency))"
        ),
        CommandOption("--stop-on", value: "N%", summary: "stop when more than N % (or N) failed"),
        CommandOption(
            "--expect",
            value: "WHAT",
            choices: ["same"],
            summary: "same: exit code 1 when a replay differs from its origin"
        ),
        DiffCommand.strict,
        CommandOption(
            "--ignore",
            value: "PATH",
            isRepeatable: true,
            summary: "do not compare a path, as response.body.id; repeatable"
        ),
        CommandOption(
            "-o",
            "--output",
            value: "FORMAT",
            choices: OutputFormat.allCases.map(\.rawValue) + ["junit"],
            summary: "table, expanded, json, jsonl, csv, tsv, md or junit"
        ),
    ]

    /// - Throws: a value that makes no sense, or options that exclude each other.
    init(_ arguments: Arguments) throws(ShellError) {
        let modes = ["--event", "--http", "--from"].filter { arguments.has($0) }
        guard modes.count < 2 else {
            throw ShellError(
                "\(modes[0]) and \(modes[1]) exclude each other",
                at: arguments.value(modes[1]),
                hint: "help replay"
            )
        }
        if arguments.has("--http") { mode = .http }
        if arguments.has("--from") { mode = .executed }
        if let word = arguments.value("--to") { target = try Self.target(word, &mode, modes) }
        for word in arguments.values("--set") { edits.append(try Self.edit(word)) }
        if let word = arguments.value("--rate") { intervalMicroseconds = try Self.interval(word) }
        if let number = try arguments.number(
            "--concurrency",
            in: 1...ReplayPace.highestConcurrency
        ) {
            concurrency = number
        }
        maximum = try arguments.number("--max", in: 1...ReplayPlan.originLimit)
        if let word = arguments.value("--stop-on") { stop = try Self.stopRule(word) }
        expectsSame = arguments.has("--expect")
        isDry = arguments.has("--dry")
        isStepped = arguments.has("--step")
        // One question at a time.
        if isStepped { concurrency = 1 }
        isConfirmed = arguments.has("--yes")
        isJUnit = arguments.value("-o")?.text == "junit"
        isStrict = arguments.has("--strict")
        ignoredPaths = try DiffCommand.ignoredPaths(arguments)
    }

    /// A front door takes requests, so that `--http` need not be said.
    private static func target(
        _ word: Word,
        _ mode: inout ReplayMode,
        _ modes: [String]
    ) throws(ShellError) -> ReplayTarget {
        let target: ReplayTarget
        do throws(ReplayRefusal) {
            target = try ReplayTarget(word.text)
        } catch {
            throw ShellError(error.description, at: word, hint: error.hint)
        }
        switch (target, mode) {
        case (.door, .event) where modes.isEmpty: mode = .http
        case (.door, .event):
            throw ShellError(
                "a front door takes requests and no events",
                at: word,
                hint: "leave --event out"
            )
        case (.function, .http), (.lambda, .http):
            throw ShellError(
                "a function takes events and no requests",
                at: word,
                hint: "leave --http out"
            )
        case (_, .executed):
            throw ShellError(
                "a recorded result is mapped here and sent nowhere",
                at: word,
                hint: "leave --to out"
            )
        default: break
        }
        return target
    }

    private static func edit(_ word: Word) throws(ShellError) -> DocumentChange {
        guard let change = DocumentChange(assignment: word.text), !change.path.isEmpty,
            fieldPath(change.path) != nil
        else {
            throw ShellError(
                "'\(word.text)' sets nothing",
                at: word,
                hint: "as in: --set body.qty=5"
            )
        }
        return change
    }

    /// `5/s`, `300/m`, `5`: the time between two, in microseconds.
    private static func interval(_ word: Word) throws(ShellError) -> Int {
        let parts = word.text.split(separator: "/", omittingEmptySubsequences: false)
        let units: [Substring: Int] = ["s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000]
        guard let count = Int(parts[0]), 1...1_000_000 ~= count, parts.count < 3,
            let unit = parts.count == 1 ? 1_000_000 : units[parts[1]]
        else {
            throw ShellError("'\(word.text)' is no rate", at: word, hint: "as in: --rate 5/s")
        }
        return unit / count
    }

    /// `5%`, `3`
    private static func stopRule(_ word: Word) throws(ShellError) -> StopRule {
        if word.text.hasSuffix("%"), let percent = Int(word.text.dropLast()), 0..<100 ~= percent {
            return .percent(percent)
        }
        if let count = Int(word.text), count >= 0 { return .count(count) }
        throw ShellError("'\(word.text)' is no limit", at: word, hint: "as in: --stop-on 5%")
    }

    func pace(for count: Int) -> ReplayPace {
        let limit: Int? =
            switch stop {
            case .count(let number): number
            case .percent(let percent): count * percent / 100
            case nil: nil
            }
        return ReplayPace(
            concurrency: concurrency,
            intervalMicroseconds: intervalMicroseconds,
            failureLimit: limit
        )
    }

    func plan(_ origins: [FlowID], isBatch: Bool, condition: String?) -> ReplayPlan {
        ReplayPlan(
            mode: mode,
            target: target,
            edits: edits,
            origins: origins,
            pace: pace(for: origins.count),
            isBatch: isBatch,
            condition: condition
        )
    }
}

extension ReplayPlan {
    /// What a comparison with the origin leaves out: what was changed on purpose, and what this mode
    /// does not have at all.
    var comparisonGaps: [FieldName] {
        var gaps: [String] = []
        switch mode {
        case .event: if !edits.isEmpty { gaps.append("event") }
        case .http:
            if !edits.isEmpty { gaps += ["request", "event"] }
            if isRemote { gaps += ["request", "event", "result", "log", "error"] }
        case .executed: gaps += ["event", "log"] + (edits.isEmpty ? [] : ["result"])
        }
        return gaps.map { FieldName([$0]) }
    }
}
