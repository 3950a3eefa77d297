import Debugger
import Flows
import Queries

/// `edit`: changes what is in flight of a held request.
enum EditCommand: Command {
    static let name = "edit"
    static let summary = "change the request, event, result or response of a held request"
    static let grammar = [
        "edit [REQUEST] NAME=VALUE…", "edit [REQUEST] -d NAME…", "edit [REQUEST] -e",
    ]
    static let options = [
        CommandOption("-d", "--delete", summary: "take away what the names name"),
        CommandOption("-e", "--editor", summary: "open the whole document in $EDITOR"),
    ]
    static let examples = [
        (line: "edit event.body.qty=5", effect: "the function gets 5 (held before executed)"),
        (
            line: "edit response.status=201 response.headers.x-made=yes",
            effect: "the client gets 201 and a header (held before displayed)"
        ),
        (line: "edit -d event.body.sku", effect: "the function gets no sku"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "changed, or nothing was different"),
        (code: 2, meaning: "the names or values are wrong, or nothing like that is held"),
        (code: 3, meaning: "no service runs"),
    ]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        let names = documentCompletions(startingWith: request.text, in: session)
        return request.isFirstArgument ? names + session.holdCompletions() : names
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let service = try session.service(for: name)
        var words = arguments.words
        let isDeleting = arguments.has("-d")
        var reference: Word?
        if let first = words.first, !first.isQuoted, !first.text.contains("="),
            arguments.has("-e") || !isDeleting || !first.text.contains(".")
        {
            reference = first
            words.removeFirst()
        }
        let hold = try session.held(reference, at: arguments.verb, by: service)
        session.memory.look(at: hold.flow)
        let result = try edit(hold, arguments, words, service, in: session)
        try session.follow(hold.flow, at: arguments.verb)
        return result
    }

    private static func edit(
        _ hold: HoldRecord,
        _ arguments: Arguments,
        _ words: [Word],
        _ service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        if arguments.has("-e") {
            if let word = words.first {
                throw ShellError("-e takes the whole document", at: word, hint: "edit -e")
            }
            return try editWhole(hold, service, in: session)
        }
        guard !words.isEmpty else {
            throw ShellError(
                "edit needs a name and a value",
                at: arguments.end,
                hint: "as in: edit \(hold.document).body.qty=5, or edit -e"
            )
        }
        var changes: [DocumentChange] = []
        for word in words { changes.append(try change(word, isDeleting: arguments.has("-d"))) }
        guard let done = try edit(hold, changes, words, service, in: session) else {
            return unchanged(changes.map(\.path))
        }
        let names = changes.map(\.path).filter { path in
            !done.changes.contains { $0.path == path }
        }
        return result(of: done.changes, same: names, at: done.position)
    }

    private static func change(
        _ word: Word,
        isDeleting: Bool
    ) throws(ShellError) -> DocumentChange {
        if isDeleting { return DocumentChange(path: word.text, value: nil) }
        guard let change = DocumentChange(assignment: word.text) else {
            throw ShellError(
                "no value for \(word.text)",
                at: word,
                hint: "as in: \(word.text)=5"
            )
        }
        return change
    }

    private static func edit(
        _ hold: HoldRecord,
        _ changes: [DocumentChange],
        _ words: [Word],
        _ service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> (changes: [AppliedChange], position: Int64)? {
        // The word that the service's refusal is about: the one that it names, else the first.
        func word(_ error: HoldingError) -> Word {
            zip(changes, words).first { change, _ in error.description.contains(change.path) }?.1
                ?? words[0]
        }
        return try session.ask {
            do {
                return try service.edit(hold.flow, changes)
            } catch let error as HoldingError {
                throw ShellError(error.description, at: word(error), hint: error.hint)
            }
        }
    }

    private static func editWhole(
        _ hold: HoldRecord,
        _ service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let original = try session.ask { try service.document(of: hold.flow) }
        let shown = maskedJSON(original, indent: 2) ?? original
        let file = try EditorFile(shown + [0x0A])
        try file.edit()
        let edited = try file.read()
        guard edited != shown + [0x0A] else {
            file.remove()
            return unchanged([])
        }
        let text = restoringMasked(edited, from: original)
        do throws(ShellError) {
            let done = try session.ask {
                do {
                    return try service.replaceDocument(of: hold.flow, by: text)
                } catch let error as HoldingError {
                    throw ShellError(
                        error.description
                            + (error.range.map { place($0.lowerBound, in: text) } ?? ""),
                        hint: "nothing was changed; your text is in \(file.path)"
                    )
                }
            }
            file.remove()
            return done.map { result(of: $0.changes, same: [], at: $0.position) } ?? unchanged([])
        } catch {
            throw error
        }
    }

    /// ` (line 3, column 7)`
    private static func place(_ offset: Int, in text: [UInt8]) -> String {
        let before = text.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = String(decoding: text[start..<before.count], as: UTF8.self).count + 1
        return " (line \(line), column \(column))"
    }

    // MARK: What was done

    /// `same` names what was already as it was to be.
    private static func result(
        of changes: [AppliedChange],
        same: [String],
        at position: Int64
    ) -> CommandResult {
        let blocks: [Block] = changes.map { change in
            .verbatim(
                StyledText("+ ", .good) + StyledText(change.path, .identity)
                    + StyledText(" \(change.jsonWords)")
            )
        }
        let end = "recorded as event #\(position) edited; the original is kept"
        return CommandResult(
            blocks: blocks + sameBlocks(same) + [.line(StyledText(end, .faint))],
            records: editRecords(changes),
            hint: "resume",
            isText: true
        )
    }

    /// Nothing was different, and nothing is recorded.
    private static func unchanged(_ names: [String]) -> CommandResult {
        CommandResult(
            blocks: sameBlocks(names) + [.line(StyledText("nothing was changed"))],
            records: editRecords([]),
            isText: true
        )
    }

    private static func sameBlocks(_ names: [String]) -> [Block] {
        names.map { .line(StyledText("  \($0) is that already", .faint)) }
    }

    private static func editRecords(_ changes: [AppliedChange]) -> Records {
        Records(fields: ["path", "before", "after", "added"], rows: changes.map(\.row))
    }

    // MARK: Names

    /// Names inside what is in flight, a level at a time.
    private static func documentCompletions(
        startingWith text: String,
        in session: Session
    ) -> [Completion] {
        guard let service = session.serviceForCompletions,
            let holds = try? service.holds(),
            let hold = holds.count == 1
                ? holds.first : holds.first(where: { $0.flow == session.memory.current }),
            hold.editRefusal == nil, let document = try? service.document(of: hold.flow)
        else { return [] }
        let typed = text.lastIndex(of: ".").map { text[..<$0] } ?? ""
        guard !typed.isEmpty else { return [Completion("\(hold.document).", isFinished: false)] }
        guard var path = fieldPath(typed), path.first == hold.document else { return [] }
        path.removeFirst()
        let isMessage = hold.document == "request" || hold.document == "response"
        if isMessage, path == ["headers"] {
            return headerNames(in: document).map {
                Completion("\(typed).\($0)=", isFinished: false)
            }
        }
        guard let value = jsonValue(at: path, in: document) else { return [] }
        return memberNames(in: value).map { name in
            let member = FieldName(name).text
            // A list or a map has more inside; so has a text that holds one, such as a body.
            let hasMore = jsonValue(at: [name], in: value).map { !memberNames(in: $0).isEmpty }
            let isHeaders = isMessage && path.isEmpty && name == "headers"
            let sign = hasMore == true || isHeaders ? "." : "="
            return Completion("\(typed).\(member)\(sign)", isFinished: false)
        }
    }

    private static func headerNames(in document: [UInt8]) -> [String] {
        guard let pairs = jsonValue(at: ["headers"], in: document) else { return [] }
        var names: [String] = []
        var scanner = JSONScanner(pairs)
        do {
            try scanner.beginArray()
            while try scanner.nextElement() {
                let pair = Array(try scanner.skipValue())
                guard let name = jsonValue(at: ["0"], in: pair) else { continue }
                var text = JSONScanner(name)
                names.append(try text.readString().lowercased())
            }
        } catch {
            return names
        }
        return names
    }

    private static func memberNames(in json: [UInt8]) -> [String] {
        var scanner = JSONScanner(json)
        var names: [String] = []
        do {
            if try scanner.peek() == .string {
                return memberNames(in: try scanner.readStringBytes())
            }
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                names.append(key)
                try scanner.skipValue()
            }
        } catch {
            return names
        }
        return names
    }
}
