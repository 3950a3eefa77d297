import Debugger
import Flows
import Foundation
import Shell

#if canImport(Glibc)
import Glibc
#endif

/// The dialogue of `waybill call --step`: at each hand-off it shows what is about to happen and asks
/// what to do. Everything goes to standard error; standard output is the response's.
///
/// Used by the thread that follows the call's events, which wait meanwhile.
final class CallStepper: @unchecked Sendable {
    /// The name under which the flow is held.
    let session: String
    private let service: ServiceClient
    /// While it is open the flow is held for us.
    private let watching: LineStream
    private var input: [UInt8] = []
    private var hasInput = true

    static let help = """
           Enter or s    on to the next hand-off
           c             on to the end
           p [NAME]      print what is in flight, or a part of it: p event.body
           e NAME=VALUE  change it: e event.body.qty=5
           d NAME        take a part of it away
           r STATUS BODY answer in its place
           q             end the request
        """

    init(_ service: ServiceClient) throws(ServiceError) {
        self.service = service
        session = "call-\(getpid())"
        watching = try service.watchHolds(session: session)
    }

    /// Whether the event's line would only repeat what is asked.
    func isSilent(_ type: String) -> Bool {
        type == EventType.held.rawValue || type == EventType.resumed.rawValue
    }

    /// Asks until the flow goes on.
    func ask(_ flow: FlowID, at step: Int) {
        guard let hold = try? service.holds().first(where: { $0.flow == flow }) else { return }
        printError(aboutToHappen(hold))
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
                printError("   \(error.description)" + (error.hint.map { "\n   \($0)" } ?? ""))
                if error.code == .notFound { return }
            } catch {
                printError("   \(error)")
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
            printError(indented(try shown(document, String(rest), hold)))
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
                value: String(rest[rest.index(after: equals)...])
            )
            try report(service.edit(hold.flow, [change]))
            return false
        case "d", "delete":
            try report(service.edit(hold.flow, [DocumentChange(path: String(rest), value: nil)]))
            return false
        default:
            printError(Self.help)
            return false
        }
        return true
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
            printError(
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

    private func writePrompt() {
        guard isatty(STDIN_FILENO) == 1 else { return }
        let prompt = Array("step▸ ".utf8)
        _ = write(STDERR_FILENO, prompt, prompt.count)
    }

    private func nextLine() -> String? {
        while true {
            if let end = input.firstIndex(of: 0x0A) {
                defer { input.removeFirst(end + 1) }
                return String(decoding: input[..<end], as: UTF8.self)
                    .trimmingCharacters(in: .whitespaces)
            }
            guard hasInput else { return nil }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                hasInput = false
                return nil
            }
            input += chunk[..<count]
        }
    }
}
