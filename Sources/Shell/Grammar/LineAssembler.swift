/// Puts the lines that are typed, pasted or read together to statements that can be run.
///
/// - A statement of SQL goes on until `;`, `\G` or `\g FILE`, over any number of lines.
/// - A query goes on when a line ends with `|`. Where the next line is known already, in scripts and in
///   what is pasted, it also goes on when that begins with `|`; an empty line ends it.
/// - Everything else is one line.
struct LineAssembler {
    let verbs: [any Command.Type]
    /// Whether a query waits for the line after it.
    var looksAhead: Bool
    /// What was begun and goes on; empty when the next line begins anew.
    private(set) var open = ""
    private var openKind = LineKind.nothing

    init(verbs: [any Command.Type], looksAhead: Bool) {
        self.verbs = verbs
        self.looksAhead = looksAhead
    }

    var isOpen: Bool { !open.isEmpty }

    /// Adds a line; gives the statements that are complete now.
    mutating func add(_ line: String) -> [String] {
        guard isOpen else { return begin(line) }
        switch openKind {
        case .sql:
            open += "\n" + line
            return completeSQL()
        case .query where endsWithBar || continuesQuery(line):
            open += "\n" + line
            return looksAhead || endsWithBar ? [] : [take()]
        case .query: return [take()] + begin(line)
        case .nothing, .shell, .verb: return begin(line)
        }
    }

    /// There is no further line: what is open is a statement as it is.
    mutating func finish() -> [String] { isOpen ? [take()] : [] }

    /// There is no further line just now: a query that waits for one is complete.
    mutating func pause() -> [String] {
        openKind == .query && isOpen && !endsWithBar ? [take()] : []
    }

    mutating func discard() { _ = take() }

    private mutating func begin(_ line: String) -> [String] {
        switch LineKind(line, verbs: verbs) {
        case .nothing: return []
        case .shell, .verb: return [line]
        case .query:
            (open, openKind) = (line, .query)
            return looksAhead || endsWithBar ? [] : [take()]
        case .sql:
            (open, openKind) = (line, .sql)
            return completeSQL()
        }
    }

    private var endsWithBar: Bool { open.last { !$0.isWhitespace } == "|" }

    /// A stage or a comment of the query that is open.
    private func continuesQuery(_ line: String) -> Bool {
        guard looksAhead, let first = line.first(where: { !$0.isWhitespace }) else { return false }
        return first == "|" || first == "#"
    }

    private mutating func take() -> String {
        defer { (open, openKind) = ("", .nothing) }
        return open
    }

    private mutating func completeSQL() -> [String] {
        guard var end = SQLText.end(of: open.utf8) else { return [] }
        let bytes = Array(open.utf8)
        // `\G` and `\g FILE` take the rest of their line, also behind the semicolon.
        let next = bytes[(bytes[end] == UInt8(ascii: ";") ? end + 1 : end)...]
            .first { $0 != 0x20 && $0 != 0x09 }
        if next == UInt8(ascii: "\\") {
            end = bytes[end...].firstIndex(of: 0x0A) ?? bytes.count
        } else {
            end += 1
        }
        let rest = bytes[end...]
        _ = take()
        let statement = String(decoding: bytes[..<end], as: UTF8.self)
        guard !SQLText.isBlank(rest) else { return [statement] }
        return [statement] + begin(String(decoding: rest, as: UTF8.self))
    }
}
