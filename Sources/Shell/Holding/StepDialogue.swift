import Debugger
import Flows
import Glibc

/// The dialogue about flows that are held while somebody waits for them: `call --step`,
/// `replay --step`, and a replay that meets a breakpoint. At each hand-off it shows what is about to
/// happen and asks what to do. Everything goes to standard error; standard output is the answer's.
///
/// Used by one thread, which waits for the flow.
public final class StepDialogue: @unchecked Sendable {
    /// The name under which flows are held for it.
    public let session: String
    private let service: ServiceClient
    /// While it is open, flows are held for us; nil when we only ask about what others hold.
    private let watching: LineStream?
    private let isUTF8 = Terminal.standardOutput().isUTF8
    /// Whether Ctrl-C is another's to count: that of a run of replays.
    private let isCounted: Bool
    private var hasHelped = false
    /// Whether Ctrl-C at the question has ended the request that was asked about.
    public private(set) var hasEnded = false
    /// Told before a request is ended at the question.
    var whenEnding: () -> Void = {}

    static let help = """
           Enter or s    on to the next hand-off
           c             on to the end
           p [NAME]      print what is in flight, or a part of it: p event.body
           e NAME=VALUE  change it: e event.body.qty=5
           d NAME        take a part of it away
           r STATUS BODY answer in its place
           q             end the request
        """

    /// - `verb`: what waits, `call` or `replay`.
    public convenience init(
        _ service: ServiceClient,
        of verb: String
    ) throws(ServiceError) {
        try self.init(service, of: verb, isStepped: true, isCounted: false)
    }

    /// - `isStepped`: whether flows are to be held for it.
    /// - `isCounted`: whether ``StopSignals`` counts already.
    init(
        _ service: ServiceClient,
        of verb: String,
        isStepped: Bool,
        isCounted: Bool
    ) throws(ServiceError) {
        self.service = service
        self.isCounted = isCounted
        session = Self.session(of: verb)
        watching = isStepped ? try service.watchHolds(session: session) : nil
    }

    private static func session(of verb: String) -> String { "\(verb)-\(getpid())" }

    /// Whether flows are held under that name for a dialogue of this program's prompt.
    static func isOurs(_ session: String) -> Bool { session == self.session(of: "replay") }

    /// Whether somebody can be asked.
    static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks until the flow goes on. Ctrl-C leaves it held, and says so; another one ends it.
    public func ask(_ flow: FlowID) {
        guard let hold = try? service.holds().first(where: { $0.flow == flow }) else { return }
        say(aboutToHappen(hold))
        if isCounted {
            converse(about: hold)
        } else {
            StopSignals.counted([SIGINT]) { _ in converse(about: hold) }
        }
    }

    private func converse(about hold: HoldRecord) {
        var wasTold = false
        while true {
            writePrompt()
            switch nextLine(while: hold.flow) {
            case .goneOn:
                say("\n   \(hold.flow.shortID) is not held any more")
                return
            case .end where Self.hasTerminal:
                end(hold, by: "Ctrl-D")
                return
            case .end:
                // Nobody is there to ask any more.
                say("   the input ends: \(hold.flow.shortID) goes on to its end")
                try? service.resume(hold.flow, .proceed)
                return
            case .interruption where wasTold:
                end(hold, by: "Ctrl-C")
                return
            case .interruption:
                StopSignals.forget()
                wasTold = true
                say("\n   still held \(hold.point): Ctrl-C again ends the request, c lets it go on")
            case .line(let line):
                wasTold = false
                do {
                    if try obey(line, hold) { return }
                } catch let error as HoldingError {
                    say("   \(error.description)" + (error.hint.map { "\n   \($0)" } ?? ""))
                    if error.code == .notFound { return }
                } catch {
                    say("   \(error)")
                    return
                }
            }
        }
    }

    private func end(_ hold: HoldRecord, by key: String) {
        hasEnded = true
        // First, so that nothing further begins when this one has ended.
        whenEnding()
        say("\n   ended by \(key)")
        try? service.resume(hold.flow, .drop)
    }

    /// - Returns: whether the flow goes on.
    private func obey(_ line: String, _ hold: HoldRecord) throws -> Bool {
        let word = line.prefix { $0 != " " }
        let rest = line.dropFirst(word.count).drop { $0 == " " }
        switch word {
        case "", "s", "n", "step": try service.resume(hold.flow, .step)
        case "c", "continue": try service.resume(hold.flow, .proceed)
        case "q", "kill": try service.resume(hold.flow, .drop)
        case "r", "respond":
            let status = rest.prefix { $0 != " " }
            guard let number = Int(status) else {
                throw HoldingError(
                    .invalid,
                    "'\(status)' is no status",
                    hint: "as in: r 418 teapot"
                )
            }
            let body = rest.dropFirst(status.count).drop { $0 == " " }
            try service.resume(hold.flow, .respond, status: number, body: String(body))
        case "p", "print":
            let document = try service.document(of: hold.flow)
            say(indented(try shown(document, String(rest), hold)))
            return false
        case "e", "edit":
            guard let change = DocumentChange(assignment: rest), let value = change.value else {
                throw HoldingError(
                    .invalid,
                    "no value",
                    hint: "as in: e \(hold.document).body.qty=5"
                )
            }
            let typed = DocumentChange(path: change.path, value: unquoted(value))
            try report(service.edit(hold.flow, [typed]))
            return false
        case "d", "delete":
            try report(service.edit(hold.flow, [DocumentChange(path: String(rest), value: nil)]))
            return false
        default:
            say(Self.help)
            return false
        }
        return true
    }

    /// A value as it would be typed at a shell, which takes single quotes away.
    private func unquoted(_ value: String) -> String {
        let isQuoted = value.count > 1 && value.first == "'" && value.last == "'"
        return isQuoted ? String(value.dropFirst().dropLast()) : value
    }

    private func shown(
        _ document: [UInt8],
        _ name: String,
        _ hold: HoldRecord
    ) throws(HoldingError) -> String {
        guard var path = name.isEmpty ? [hold.document] : fieldPath(name) else {
            throw HoldingError(.invalid, "'\(name)' is no name", hint: "as in: p event.body")
        }
        if path.first == hold.document { path.removeFirst() }
        guard let text = shownValue(at: path, in: document) else {
            throw HoldingError(
                .invalid,
                "there is no \(name)",
                hint: "p shows all that is in flight"
            )
        }
        return text
    }

    private func report(_ done: (changes: [AppliedChange], position: Int64)?) {
        guard let done else { return say("   nothing was changed: it is that already") }
        for change in done.changes {
            say("   + \(change.path) \(change.words)   recorded as event #\(done.position)")
        }
    }

    /// What comes next, and with what.
    private func aboutToHappen(_ hold: HoldRecord) -> String {
        let next =
            switch hold.step {
            case .sent: "the gateway looks for the route of \(hold.method) \(hold.path)"
            case .triggered: "\(hold.function ?? "the function") gets the event"
            case .executed:
                hold.problem.map { "the gateway answers for the function: \($0)" }
                    ?? "the gateway maps the result"
            case .returned, .displayed: "the client gets HTTP \(hold.status ?? 200)"
            }
        let help = hasHelped ? "" : " (? for help)"
        hasHelped = true
        return terminalLine(
            "◼ \(hold.flow.shortID) \(hold.method) \(hold.path) \(hold.point): \(next); "
                + "in flight: \(hold.document)\(help)"
        )
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "   \($0)" }
            .joined(separator: "\n")
    }

    // MARK: The terminal

    private func say(_ text: String) { write(text + "\n") }

    private func writePrompt() {
        if isatty(STDIN_FILENO) == 1 { write("step▸ ") }
    }

    private func write(_ text: String) {
        let shown = isUTF8 ? text : StyledText(text).folded().plain
        writeAll(Array(shown.utf8), to: STDERR_FILENO)
    }

    private enum Input {
        case line(String)
        case interruption
        case end
        /// The flow went on without an answer.
        case goneOn
    }

    /// How often to look whether the flow is still held, in tenths of a second.
    private static let period = 5

    /// The next line without what surrounds it.
    private func nextLine(while flow: FlowID) -> Input {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        var waits = 0
        while true {
            if StopSignals.hasCome { return .interruption }
            // The signal may come to another thread, so this one looks up now and then.
            var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&source, 1, 100) > 0 else {
                waits += 1
                if waits % Self.period == 0, !isHeld(flow) { return .goneOn }
                continue
            }
            // Byte by byte: what stands behind the line belongs to somebody else.
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 || !line.isEmpty else { return .end }
            guard count == 1, byte != 0x0A else { return .line(trimmed(line)) }
            line.append(byte)
        }
    }

    private func isHeld(_ flow: FlowID) -> Bool {
        (try? service.holds().contains { $0.flow == flow }) ?? false
    }

    private func trimmed(_ line: [UInt8]) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var rest = line.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}
