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
    /// While it is open, flows are held for us.
    private let watching: LineStream
    private let isUTF8 = Terminal.standardOutput().isUTF8
    private let isStopped: () -> Bool

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
    /// - `isStopped`: whether a signal asks for an end; looked at when one came.
    public init(
        _ service: ServiceClient,
        of verb: String,
        isStopped: @escaping () -> Bool = { false }
    ) throws(ServiceError) {
        self.service = service
        self.isStopped = isStopped
        session = Self.session(of: verb)
        watching = try service.watchHolds(session: session)
    }

    private static func session(of verb: String) -> String { "\(verb)-\(getpid())" }

    /// Whether flows are held under that name for a dialogue of this program's prompt.
    static func isOurs(_ session: String) -> Bool { session == self.session(of: "replay") }

    /// Whether somebody can be asked.
    static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks until the flow goes on.
    public func ask(_ flow: FlowID) {
        guard let hold = try? service.holds().first(where: { $0.flow == flow }) else { return }
        say(aboutToHappen(hold))
        while true {
            writePrompt()
            guard let line = nextLine() else {
                // Nobody is there to ask any more.
                try? service.resume(flow, .proceed)
                return
            }
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
            guard let equals = rest.firstIndex(of: "=") else {
                throw HoldingError(
                    .invalid,
                    "no value",
                    hint: "as in: e \(hold.document).body.qty=5"
                )
            }
            let change = DocumentChange(
                path: String(rest[..<equals]),
                value: unquoted(rest[rest.index(after: equals)...])
            )
            try report(service.edit(hold.flow, [change]))
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
    private func unquoted(_ value: Substring) -> String {
        let isQuoted = value.count > 1 && value.first == "'" && value.last == "'"
        return String(isQuoted ? value.dropFirst().dropLast() : value)
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

    private func report(_ done: (changes: [AppliedChange], position: Int64)) {
        for change in done.changes {
            let path = fieldPath(change.path) ?? []
            let before = change.before.map { shownText($0, named: path.last) } ?? "—"
            let after = change.after.map { shownText($0, named: path.last) } ?? "—"
            say(
                "   + \(change.path) \(before) → \(after)   recorded as event #\(done.position)"
            )
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
        return "◼ \(hold.point): \(next)   (in flight: \(hold.document); ? for help)"
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

    /// The next line without what surrounds it; nil at the end of the input, and when a signal asks for
    /// an end.
    private func nextLine() -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            // Byte by byte: what stands behind the line belongs to somebody else.
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR, !isStopped() { continue }
            guard count == 1 || !line.isEmpty else { return nil }
            guard count == 1, byte != 0x0A else { return trimmed(line) }
            line.append(byte)
        }
    }

    private func trimmed(_ line: [UInt8]) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var rest = line.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}
