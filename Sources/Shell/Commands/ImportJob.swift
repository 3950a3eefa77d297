import Debugger
import EventStore
import Flows
import Glibc

/// One import: its files read, and what became of their records.
struct ImportJob {
    private let arguments: Arguments
    private let session: Session
    private let sources: [ImportSource]
    private let reading: ImportReading
    private let isDry: Bool

    /// What a file may have, in bytes.
    private static let fileLimit = 1 << 30
    /// Problems that are shown one by one.
    private static let problemLimit = 5
    /// Rows of the listing on a terminal.
    private static let rowLimit = 50

    init(_ arguments: Arguments, in session: Session) throws(ShellError) {
        self.arguments = arguments
        self.session = session
        isDry = arguments.has("--dry")
        var sources: [ImportSource] = []
        for word in arguments.words { sources.append(try Self.source(word)) }
        self.sources = sources
        let folders = arguments.words.map { Self.folder(of: $0.text) }
        let reader = ImportReader(
            as: arguments.value("--from").flatMap { ImportFormat(rawValue: $0.text) },
            function: arguments.value("--function")?.text,
            // A file that a command names lies where the command was typed, or beside its file.
            loadFile: { name in
                let paths = name.hasPrefix("/") ? [name] : [name] + folders.map { "\($0)/\(name)" }
                return paths.lazy.compactMap { readFile($0, limit: Self.fileLimit) }.first
            }
        )
        reading = reader.read(sources)
    }

    private static func source(_ word: Word) throws(ShellError) -> ImportSource {
        if word.text == "-" {
            guard let bytes = readAll(from: STDIN_FILENO, limit: fileLimit) else {
                throw ShellError("cannot read standard input", at: word)
            }
            return ImportSource(name: "standard input", bytes: bytes)
        }
        guard let bytes = readFile(word.text, limit: fileLimit + 1) else {
            throw ShellError(
                "cannot read \(word.text): \(String(cString: strerror(errno)))",
                at: word,
                hint: "name a file"
            )
        }
        guard bytes.count <= fileLimit else {
            throw ShellError(
                "\(word.text) is larger than \(sizeText(fileLimit))",
                at: word,
                hint: "split it, for example with split -l"
            )
        }
        return ImportSource(name: word.text, bytes: bytes)
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    func run() throws(ShellError) -> CommandResult {
        try refuseProblems()
        if isDry { return try dryResult() }
        guard !reading.stories.isEmpty else {
            return result([], count: ImportCount(), batch: nil)
        }
        let description = ImportDescription(
            operatorName: operatingSystemUser(),
            formats: formats,
            files: sources.map { $0.fileName },
            count: reading.stories.count
        )
        let recorded: Transfers.ImportResult
        do {
            recorded = try session.transfers.recordStories(
                reading.stories,
                description,
                reading.problems.count,
                progress
            )
        } catch {
            throw ShellError(
                .unreachable,
                error.description,
                hint: error.hint.isEmpty
                    ? "run the line again: it goes on where it was" : error.hint
            )
        }
        session.memory.list(reading.stories.map(\.id))
        return result(reading.stories, count: recorded.count, batch: recorded.batch)
    }

    private var formats: String {
        Set(reading.stories.map(\.origin.format)).sorted().joined(separator: ",")
    }

    private var progress: @Sendable (Int) -> Void {
        let total = reading.stories.count
        guard isatty(STDERR_FILENO) == 1, total > 1000 else { return { _ in } }
        return { done in
            let end = done == total ? "\n" : ""
            _ = writeAll(Array("\r \(done) of \(total) records\(end)".utf8), to: STDERR_FILENO)
        }
    }

    // MARK: Problems

    /// Nothing is imported from files of which a part cannot be read, unless that was asked for.
    private func refuseProblems() throws(ShellError) {
        guard let first = reading.problems.first,
            !arguments.has("--skip-bad") || reading.stories.isEmpty
        else { return }
        let rest = reading.problems.count - 1
        let count = reading.stories.count
        let ignoring = count > 0 ? "; --skip-bad imports the other \(counted(count, "record"))" : ""
        throw ShellError(
            "\(first)" + (rest > 0 ? " (and \(counted(rest, "more problem")))" : ""),
            candidates: reading.problems.dropFirst().prefix(Self.problemLimit - 1)
                .map { "\($0)" },
            hint: (first.hint ?? "mend it, and run the line again") + ignoring
        )
    }

    private var problemWarnings: [String] {
        let problems = reading.problems
        guard !problems.isEmpty else { return reading.notes }
        let more = problems.count - Self.problemLimit
        return ["\(counted(problems.count, "record")) left out:"]
            + problems.prefix(Self.problemLimit).map { "  \($0)" }
            + (more > 0 ? ["  and \(countText(more)) more"] : []) + reading.notes
    }

    // MARK: Results

    private func dryResult() throws(ShellError) -> CommandResult {
        let known = try presentFlows()
        let present = reading.stories.count { known.contains($0.id) }
        let count = ImportCount(imported: reading.stories.count - present, present: present)
        return result(reading.stories, count: count, batch: nil)
    }

    /// Those that the log has; none when there is no log yet.
    private func presentFlows() throws(ShellError) -> Set<FlowID> {
        guard access(session.logPath, F_OK) == 0 else { return [] }
        if let warning = session.synchronize() {
            throw ShellError(.unreachable, warning, hint: "run the line again")
        }
        _ = try session.log()
        do {
            return try FlowPresence(path: session.logPath).present(among: reading.stories.map(\.id))
        } catch {
            throw ShellError(error)
        }
    }

    private func result(
        _ stories: [ImportedStory],
        count: ImportCount,
        batch: FlowID?
    ) -> CommandResult {
        let verb = isDry ? "would be imported" : "imported"
        var sentence = "\(counted(count.imported, "request")) \(verb)"
        if count.present > 0 { sentence += ", \(countText(count.present)) there already" }
        if count.named > 0 { sentence += " (\(countText(count.named)) now with their function)" }
        if !reading.problems.isEmpty {
            sentence += ", \(counted(reading.problems.count, "record")) left out"
        }
        if let batch { sentence += " · batch \(batch.shortID)" }
        var blocks: [Block] = []
        let functions = count.present > 0 ? recordedFunctions(stories) : [:]
        if !stories.isEmpty { blocks.append(.table(table(stories, functions))) }
        let hidden = stories.count - Self.rowLimit
        if hidden > 0 {
            blocks.append(.line(StyledText("… and \(countText(hidden)) more", .faint)))
        }
        blocks.append(.line(StyledText(sentence)))
        return CommandResult(
            blocks: blocks,
            records: records(stories, functions, batch),
            warnings: problemWarnings,
            exitCode: reading.problems.isEmpty ? 0 : 1
        )
    }

    /// What the log says of the functions of the stories that it has; a name that was given for a flow
    /// of another function changes nothing.
    private func recordedFunctions(_ stories: [ImportedStory]) -> [FlowID: String?] {
        // What was just recorded is to be seen; where it is not, the stories' own words stand.
        _ = session.synchronize()
        let flows = try? session.reader { reader throws(LogError) in
            try reader.flows(stories.map(\.id))
        }
        return Dictionary((flows ?? []).map { ($0.id, $0.function) }) { first, _ in first }
    }

    private func table(_ stories: [ImportedStory], _ functions: [FlowID: String?]) -> Table {
        let columns = [
            Column("#", isRightAligned: true), Column("REQUEST"), Column("FORMAT"),
            Column("TIME \(session.settings.zone.name(at: session.clock.now()))"),
            Column("METHOD"), Column("PATH", minimum: 8), Column("FUNCTION", minimum: 6),
            Column("STATUS"), Column("FROM", minimum: 10),
        ]
        let rows = stories.prefix(Self.rowLimit).enumerated().map { index, story in
            Table.Row.cells([
                StyledText("\(index + 1)"), StyledText("\(story.id.shortID)", .identity),
                StyledText(story.origin.format), StyledText(timeText(story.startedAt)),
                StyledText(story.sent?.method ?? "—"),
                StyledText(story.path ?? place(ofRoute: story) ?? "—"),
                StyledText(functionWord(story, functions)),
                StyledText(story.status.map { String($0) } ?? "—"), StyledText(story.place),
            ])
        }
        return Table(columns: columns, rows: rows, style: .open)
    }

    private func functionWord(
        _ story: ImportedStory,
        _ functions: [FlowID: String?]
    ) -> String {
        guard let triggered = story.triggered else { return "—" }
        return (functions[story.id] ?? triggered.function) ?? unknownWord
    }

    /// `/orders/{id}` of `POST /orders/{id}`: the method stands beside it.
    private func place(ofRoute story: ImportedStory) -> String? {
        guard let route = story.triggered?.route ?? story.origin.route else { return nil }
        guard let method = story.sent?.method, route.hasPrefix("\(method) ") else { return route }
        return String(route.dropFirst(method.count + 1))
    }

    private func timeText(_ time: Timestamp?) -> String {
        guard let time else { return unknownWord }
        let fields = session.settings.zone.fields(of: time)
        return "\(fields.date) \(fields.timeOfDay())"
    }

    /// The imported requests for machines.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `id` `shortId` | the flow's |
    /// | `format` | what it was read as |
    /// | `method` `path` `route` `function` `status` | null when the source does not tell |
    /// | `occurredAt` | RFC 3339, UTC: the source's own time, or null |
    /// | `requestId` `gatewayRequestId` | the ids at the source |
    /// | `source` | file and place |
    /// | `batch` | the import's id; null with `--dry` |
    private func records(
        _ stories: [ImportedStory],
        _ functions: [FlowID: String?],
        _ batch: FlowID?
    ) -> Records {
        Records(
            fields: [
                "id", "shortId", "format", "method", "path", "route", "function", "status",
                "occurredAt", "requestId", "gatewayRequestId", "source", "batch",
            ],
            rows: stories.map { story in
                [
                    .string(story.id.description), .string(story.id.shortID.description),
                    .string(story.origin.format), MachineValue(story.sent?.method),
                    MachineValue(story.path),
                    MachineValue(story.triggered?.route ?? story.origin.route),
                    MachineValue(functions[story.id] ?? story.triggered?.function),
                    MachineValue(story.status),
                    MachineValue(story.startedAt?.rfc3339(decimals: 6)),
                    MachineValue(story.origin.requestID),
                    MachineValue(story.origin.gatewayRequestID), .string(story.place),
                    MachineValue(batch?.description),
                ]
            }
        )
    }
}
