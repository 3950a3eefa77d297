import Flows
import Glibc

/// What one terminal remembers between commands: the last listing (`%1`), the request looked at
/// (`.`) and the one before (`@prev`), the request in focus and the place in it.
///
/// Kept in one small file a terminal, so that `%1` works one-shot too. Ids only, mode 0600. A file
/// that cannot be read or written is no reason to fail: the references then are unknown.
final class TerminalMemory {
    private let logPath: String
    private let file: String?
    /// The rows of the last listing, and those that a `tail` has added since.
    let rows = ListedRows()
    var listing: [FlowID] { rows.all }
    private(set) var current: FlowID?
    private(set) var previous: FlowID?
    private(set) var focus: Focus?

    /// The most rows of a listing that are kept.
    static let rowLimit = 10_000

    /// Nil for `file`: remembered for this process only.
    init(logPath: String, file: String?) {
        self.logPath = logPath
        self.file = file
        load()
    }

    /// The memory of the terminal this process runs in.
    convenience init(logPath: String) {
        let name = Self.terminalName()
        let path = stateFolder().map { folder in
            if name.hasPrefix(Self.sessionPrefix) { Self.removeEndedSessions(in: folder) }
            return "\(folder)/terminal-\(name)"
        }
        self.init(logPath: absolutePath(logPath), file: path)
    }

    func list(_ flows: [FlowID]) {
        rows.replace(with: flows)
        save()
    }

    func look(at flow: FlowID) {
        guard flow != current else { return }
        previous = current
        current = flow
        save()
    }

    /// Nil: nothing is in focus any more.
    func focus(on focus: Focus?) {
        self.focus = focus
        save()
    }

    /// The controlling terminal's name; without one, the session's number.
    private static func terminalName() -> String {
        for descriptor in [STDIN_FILENO, STDERR_FILENO, STDOUT_FILENO] {
            guard isatty(descriptor) == 1, let name = ttyname(descriptor) else { continue }
            return String(cString: name).replacingSlashes()
        }
        return "\(sessionPrefix)\(getsid(0))"
    }

    private static let sessionPrefix = "session-"

    /// Sessions without a terminal leave a file each; those whose leader has ended need none.
    private static func removeEndedSessions(in folder: String) {
        let start = "terminal-\(sessionPrefix)"
        for name in fileNames(in: folder) where name.hasPrefix(start) {
            guard let leader = pid_t(name.dropFirst(start.count)) else { continue }
            if kill(leader, 0) != 0, errno == ESRCH { unlink("\(folder)/\(name)") }
        }
    }

    /// The log and the session of processes that the memory belongs to: a terminal's name is given
    /// to others once it is closed.
    private var owner: String { "\(getsid(0)) \(logPath)" }

    private func load() {
        // An id and a line feed take 37 bytes.
        guard let file, let bytes = readFile(file, limit: 64 * Self.rowLimit) else { return }
        var lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )[...]
        guard lines.count >= 3, lines.removeFirst() == owner else { return }
        current = FlowID(uuidText: lines.removeFirst())
        previous = FlowID(uuidText: lines.removeFirst())
        focus = lines.lazy.compactMap { Focus(line: $0) }.first
        rows.replace(with: lines.compactMap { FlowID(uuidText: $0) })
    }

    /// Keeps what is remembered for the next command in this terminal.
    func save() {
        guard let file else { return }
        var lines = [owner, current?.description ?? "-", previous?.description ?? "-"]
        if let focus { lines.append(focus.line) }
        lines += listing.map(\.description)
        // Replaced whole, so that two commands at once cannot mix their lines.
        _ = replaceFile(file, with: Array(lines.joined(separator: "\n").utf8))
    }
}

extension String {
    fileprivate func replacingSlashes() -> String {
        String(map { $0 == "/" ? "-" : $0 }.drop { $0 == "-" })
    }
}

func absolutePath(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
}
