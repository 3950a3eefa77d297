import Debugger
import EventStore
import Flows
import Glibc

/// One export: what was chosen, the form, and where it goes.
struct ExportJob {
    private let selection: FlowSelection
    private let format: ExportFormat
    private let isUnmasked: Bool
    private let folder: Word?
    private let collector: SpanCollector?
    private let collectorWord: Word?
    private let handlerName: String?
    private let arguments: Arguments
    private let session: Session

    /// Flows in one request to a collector.
    private static let spansPerRequest = 100
    /// What a document may have where it cannot be written piece by piece, in bytes.
    private static let documentLimit = 256 << 20

    init(
        _ arguments: Arguments,
        _ selection: FlowSelection,
        in session: Session
    ) throws(ShellError) {
        self.arguments = arguments
        self.selection = selection
        self.session = session
        folder = arguments.value("--into")
        collectorWord = arguments.value("--otlp")
        handlerName = arguments.value("--handler")?.text
        isUnmasked = arguments.has("--unmask")
        let chosen = arguments.value("--as").flatMap { ExportFormat(rawValue: $0.text) }
        format = chosen ?? (collectorWord == nil ? .curl : .otlp)
        if let word = collectorWord {
            let trustFile = environment("SSL_CERT_FILE").flatMap { $0.isEmpty ? nil : $0 }
            do { collector = try SpanCollector(url: word.text, trustFile: trustFile) } catch {
                throw ShellError(error.description, at: word, hint: error.hint)
            }
            guard format == .otlp, folder == nil else {
                throw ShellError(
                    "--otlp sends spans, and writes nothing",
                    at: word,
                    hint: "leave out --as and --into, or write a file: --as otlp"
                )
            }
        } else {
            collector = nil
        }
        if let word = arguments.value("--handler"), format != .pytest || !word.text.contains(".") {
            throw ShellError(
                format == .pytest
                    ? "'\(word.text)' names no handler" : "--handler belongs to --as pytest",
                at: word,
                hint: "as in: --as pytest --handler app.handler"
            )
        }
        if format == .sam, selection.flows.count > 1, folder == nil {
            throw ShellError(
                "sam takes one event a file, and there are \(selection.flows.count) requests",
                at: arguments.value("--as"),
                hint: "name a folder for them: --into events"
            )
        }
    }

    /// Runs the export. `output` takes a document's pieces at once; without it the document is the
    /// result's.
    func run(
        writingTo output: (([UInt8]) -> Bool)? = nil
    ) throws(ShellError) -> CommandResult {
        var warnings = try putOnRecord()
        let handler = handlerToCall(&warnings)
        var result: CommandResult
        if let collector {
            result = try send(to: collector)
        } else if let folder {
            result = try write(into: folder, handler)
        } else {
            result = try writeDocument(handler, output)
        }
        result.warnings = warnings + result.warnings
        return result
    }

    // MARK: On record

    private func putOnRecord() throws(ShellError) -> [String] {
        let export = ExportRecord(
            operatorName: operatingSystemUser(),
            format: format.rawValue,
            isUnmasked: isUnmasked,
            count: selection.flows.count,
            flow: selection.flows.count == 1 ? selection.flows[0] : nil,
            words: selection.words,
            destination: collector?.shownURL
        )
        do {
            try session.transfers.recordExport(export)
            return []
        } catch {
            guard isUnmasked else { return ["this export is not on record: \(error.description)"] }
            let hint = error.hint.isEmpty ? "export without --unmask" : error.hint
            throw ShellError(
                .unreachable,
                "an unmasked export must go on record: \(error.description)",
                hint: hint
            )
        }
    }

    /// For `pytest`: the handler that was named, or the one that the running service knows.
    private func handlerToCall(_ warnings: inout [String]) -> String {
        if let handlerName { return handlerName }
        guard format == .pytest else { return "" }
        if let first = selection.flows.first, let recorded = try? recorded(first),
            let function = recorded.flow.lastAttempt?.triggered.function,
            let handler = session.transfers.handler(function)
        {
            return handler
        }
        warnings.append("no service tells the handler: the tests call app.handler (--handler NAME)")
        return "app.handler"
    }

    // MARK: Reading

    private func recorded(_ id: FlowID) throws(ShellError) -> RecordedFlow {
        let events = try session.events(of: id)
        do {
            if let flow = try Flow(events: events) {
                return RecordedFlow(flow: flow, events: events)
            }
        } catch {
            throw ShellError(
                .unreachable,
                "the record of \(id.shortID) is damaged: \(error)",
                hint: "events \(id.shortID)"
            )
        }
        throw ShellError("no request \(id.shortID) in this log", hint: "ls")
    }

    /// Hands the flows over one after the other; those that the form cannot hold are skipped, unless
    /// there is one only.
    /// - Returns: how many were skipped, and why the first ones.
    private func forEachFlow(
        _ body: (RecordedFlow) throws(ExportFailure) -> Void
    ) throws(ShellError) -> SkippedFlows {
        var skipped = SkippedFlows()
        for id in selection.flows {
            let recorded = try recorded(id)
            do throws(ExportFailure) {
                try body(recorded)
            } catch {
                switch error {
                case .shell(let error): throw error
                case .export(let error):
                    guard selection.flows.count > 1 else {
                        throw ShellError(
                            error.description,
                            at: arguments.words.first,
                            hint: error.hint
                        )
                    }
                    skipped.add(error)
                }
            }
        }
        return skipped
    }

    // MARK: Writing

    private func writeDocument(
        _ handler: String,
        _ output: (([UInt8]) -> Bool)?
    ) throws(ShellError) -> CommandResult {
        var export = FlowExport(
            format,
            isSingle: selection.flows.count == 1,
            isUnmasked: isUnmasked,
            handler: handler
        )
        var document = DocumentOutput(
            write: output,
            limit: Self.documentLimit
        )
        try document.add(export.opening())
        let skipped = try forEachFlow { (flow) throws(ExportFailure) in
            let bytes: [UInt8]
            do throws(ExportError) { bytes = try export.write(flow) } catch { throw .export(error) }
            do throws(ShellError) { try document.add(bytes) } catch { throw .shell(error) }
        }
        try document.add(export.closing())
        if session.terminal.isTTY, document.holdsControls {
            throw ShellError(
                "the export holds bytes that a terminal obeys",
                at: arguments.words.first,
                hint: "write it to a file: export … > requests.\(format.fileExtension)"
            )
        }
        var result = CommandResult(
            blocks: [],
            records: Records(fields: ["document"], rows: []),
            warnings: warnings(export.maskedCount, export.incompleteCount, skipped),
            exitCode: export.count == 0 ? 1 : 0,
            isText: true
        )
        result.document = document.rest
        if format == .sam, let flow = selection.flows.first, let recorded = try? recorded(flow) {
            let function = recorded.flow.lastAttempt?.triggered.function ?? "FUNCTION"
            result.footer = "run it with: sam local invoke \(function) -e FILE"
        }
        return result
    }

    private func write(into folder: Word, _ handler: String) throws(ShellError) -> CommandResult {
        if mkdir(folder.text, 0o700) != 0, errno != EEXIST {
            throw ShellError(
                "cannot make \(folder.text): \(String(cString: strerror(errno)))",
                at: folder,
                hint: "name another folder after --into"
            )
        }
        var rows: [(flow: FlowID, file: String, function: String?)] = []
        var maskedCount = 0
        var incompleteCount = 0
        let skipped = try forEachFlow { (flow) throws(ExportFailure) in
            var export = FlowExport(
                format,
                isSingle: true,
                isUnmasked: isUnmasked,
                handler: handler
            )
            var bytes = export.opening()
            do throws(ExportError) { bytes += try export.write(flow) } catch {
                throw .export(error)
            }
            bytes += export.closing()
            let isTest = format == .pytest ? "test_" : ""
            let file = "\(folder.text)/\(isTest)\(flow.flow.id.shortID).\(format.fileExtension)"
            guard writeFile(file, bytes) else {
                let reason = String(cString: strerror(errno))
                throw .shell(
                    ShellError("cannot write \(file): \(reason)", at: folder, hint: "make room")
                )
            }
            maskedCount += export.maskedCount
            incompleteCount += export.incompleteCount
            rows.append((flow.flow.id, file, flow.flow.lastAttempt?.triggered.function))
        }
        return listing(rows, warnings(maskedCount, incompleteCount, skipped))
    }

    private func listing(
        _ rows: [(flow: FlowID, file: String, function: String?)],
        _ warnings: [String]
    ) -> CommandResult {
        let table = Table(
            columns: [Column("REQUEST"), Column("FILE", minimum: 12)],
            rows: rows.map {
                .cells([StyledText("\($0.flow.shortID)", .identity), StyledText($0.file)])
            },
            style: .open
        )
        var result = CommandResult(
            blocks: rows.isEmpty ? [] : [.table(table)],
            records: Records(
                fields: ["flow", "file"],
                rows: rows.map { [.string($0.flow.description), .string($0.file)] }
            ),
            footer: "\(counted(rows.count, "file")) written",
            warnings: warnings,
            exitCode: rows.isEmpty ? 1 : 0
        )
        if format == .sam, let first = rows.first {
            result.hint = "sam local invoke \(first.function ?? "FUNCTION") -e \(first.file)"
        }
        return result
    }

    // MARK: Sending

    private func send(to collector: SpanCollector) throws(ShellError) -> CommandResult {
        var group: [RecordedFlow] = []
        var total = SentSpans()
        let skipped = try forEachFlow { (flow) throws(ExportFailure) in
            group.append(flow)
            guard group.count == Self.spansPerRequest else { return }
            try send(&group, to: collector, &total)
        }
        do throws(ExportFailure) {
            if !group.isEmpty { try send(&group, to: collector, &total) }
        } catch {
            throw error.shellError
        }
        var all = skipped
        for error in total.skipped { all.add(error) }
        var notes = warnings(total.maskedCount, 0, all)
        if total.rejectedSpans > 0 {
            let reason = total.message.map { ": \(visible($0))" } ?? ""
            notes.append("the collector refused \(counted(total.rejectedSpans, "span"))\(reason)")
        }
        let sentence =
            "\(counted(total.flows, "request")) sent to \(collector.shownURL) in "
            + counted(total.requests, "message")
        return CommandResult(
            blocks: [.line(StyledText(sentence))],
            records: Records(
                fields: ["sent", "skipped", "rejectedSpans", "messages"],
                rows: [
                    [
                        .integer(Int64(total.flows)), .integer(Int64(all.count)),
                        .integer(Int64(total.rejectedSpans)), .integer(Int64(total.requests)),
                    ]
                ],
                isSingle: true
            ),
            warnings: notes,
            exitCode: total.flows == 0 || total.rejectedSpans > 0 ? 1 : 0,
            isText: true
        )
    }

    private func send(
        _ group: inout [RecordedFlow],
        to collector: SpanCollector,
        _ total: inout SentSpans
    ) throws(ExportFailure) {
        var export = FlowExport(.otlp, isSingle: false, isUnmasked: isUnmasked)
        var bytes = export.opening()
        for flow in group {
            do { bytes += try export.write(flow) } catch { total.skipped.append(error) }
        }
        bytes += export.closing()
        group.removeAll()
        guard export.count > 0 else { return }
        do {
            let receipt = try collector.send(bytes)
            total.rejectedSpans += receipt.rejectedSpans
            total.message = receipt.message ?? total.message
        } catch {
            let already = total.flows > 0 ? "; \(counted(total.flows, "request")) were sent" : ""
            throw .shell(
                ShellError(
                    .unreachable,
                    error.description + already,
                    at: collectorWord,
                    hint: error.hint
                )
            )
        }
        total.flows += export.count
        total.requests += 1
        total.maskedCount += export.maskedCount
    }

    private func warnings(
        _ maskedCount: Int,
        _ incompleteCount: Int,
        _ skipped: SkippedFlows
    ) -> [String] {
        var warnings = skipped.warnings
        if incompleteCount > 0 {
            let verb = incompleteCount == 1 ? "is" : "are"
            warnings.append(
                "\(counted(incompleteCount, "request")) \(verb) not whole: "
                    + "what the source does not tell, host or body, is not here"
            )
        }
        if maskedCount > 0 {
            let verb = maskedCount == 1 ? "is" : "are"
            warnings.append(
                "\(counted(maskedCount, "value")) \(verb) masked; --unmask gives them, on record"
            )
        }
        return warnings
    }
}

/// Why one flow of an export did not go out: its own fault, or everything's.
private enum ExportFailure: Error {
    case export(ExportError)
    case shell(ShellError)

    var shellError: ShellError {
        switch self {
        case .export(let error): ShellError(error.description, hint: error.hint)
        case .shell(let error): error
        }
    }
}

/// Flows that an export left out.
private struct SkippedFlows {
    private(set) var count = 0
    private var reasons: [String] = []
    private static let reasonLimit = 3

    mutating func add(_ error: ExportError) {
        count += 1
        if reasons.count < Self.reasonLimit { reasons.append(error.description) }
    }

    var warnings: [String] {
        guard count > 0 else { return [] }
        let rest = count > reasons.count ? ["and \(countText(count - reasons.count)) more"] : []
        return ["\(counted(count, "request")) left out:"] + reasons.map { "  \($0)" } + rest
    }
}

private struct SentSpans {
    var flows = 0
    var requests = 0
    var rejectedSpans = 0
    var maskedCount = 0
    var message: String?
    var skipped: [ExportError] = []
}

/// The pieces of a document on their way out: at once where that is possible, else gathered.
private struct DocumentOutput {
    let write: (([UInt8]) -> Bool)?
    let limit: Int
    private(set) var rest: [UInt8] = []
    /// Whether bytes were gathered that a terminal would obey.
    private(set) var holdsControls = false

    init(write: (([UInt8]) -> Bool)?, limit: Int) {
        self.write = write
        self.limit = limit
    }

    mutating func add(_ bytes: [UInt8]) throws(ShellError) {
        if let write {
            // A reader that has had enough is no error; a full disk is.
            guard !write(bytes), errno != EPIPE else { return }
            throw ShellError(
                .unreachable,
                "cannot write the output: \(String(cString: strerror(errno)))"
            )
        }
        holdsControls =
            holdsControls
            || bytes.contains {
                $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 || $0 == 0x7F
            }
        rest += bytes
        guard rest.count <= limit else {
            throw ShellError(
                "the export is larger than \(sizeText(limit))",
                hint:
                    "run it as a command of its own, waybill export … > FILE, or use --into FOLDER"
            )
        }
    }
}

/// Writes a file that only its owner can read; false with `errno` when that fails.
private func writeFile(_ name: String, _ bytes: [UInt8]) -> Bool {
    let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return writeAll(bytes, to: descriptor)
}
