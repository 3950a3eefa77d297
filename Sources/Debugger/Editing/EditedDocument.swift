import Flows
import HTTPServer
import Lambda
import Queries

/// A document in flight after changes.
struct EditedDocument {
    var document: HandOffDocument
    /// What is different, by name.
    var changes: [AppliedChange]
    /// Whether nothing is.
    var isUnchanged = false
}

/// What one change made of a document or a message.
struct Edit<Document> {
    var document: Document
    /// JSON text; nil when there was nothing.
    var before: [UInt8]?
    var after: [UInt8]?
    /// As in ``AppliedChange/added``.
    var added: String?
}

extension HandOffDocument {
    /// What the log keeps of it.
    var content: [UInt8] {
        switch self {
        case .request(let request): request.message
        case .event(let bytes): bytes
        case .result(let bytes): bytes ?? []
        case .response(let response): response.message
        }
    }

    /// Bytes of the document, of a message those of its body.
    var bodyBytes: Int {
        switch self {
        case .request(let request): request.body.count
        case .event(let bytes): bytes.count
        case .result(let bytes): bytes?.count ?? 0
        case .response(let response): response.body.count
        }
    }

    /// Makes changes by name, all or none. Those that change nothing are left out.
    func applying(_ changes: [DocumentChange]) throws(HoldingError) -> EditedDocument {
        var document = self
        var applied: [AppliedChange] = []
        for change in changes {
            let edit = try document.applying(change)
            guard edit.document.content != document.content, edit.before != edit.after else {
                continue
            }
            document = edit.document
            applied.append(
                AppliedChange(
                    path: change.path,
                    before: edit.before,
                    after: edit.after,
                    added: edit.added
                )
            )
        }
        return EditedDocument(document: document, changes: applied, isUnchanged: applied.isEmpty)
    }

    private func applying(
        _ change: DocumentChange
    ) throws(HoldingError) -> Edit<HandOffDocument> {
        guard let whole = fieldPath(change.path) else {
            throw HoldingError(
                .invalid,
                "'\(change.path)' is no name",
                hint: "as in: event.body.qty=5, event.items[0].sku=A-1; odd names in backquotes"
            )
        }
        let path = try ownPath(whole, change.path)
        switch self {
        case .request(let request):
            var editor = MessageEditor(request)
            let edit = try editor.set(path, to: change.value, name: change.path)
            return edit.of(.request(editor.request(request)))
        case .response(let response):
            var editor = MessageEditor(response)
            let edit = try editor.set(path, to: change.value, name: change.path)
            return edit.of(.response(editor.response))
        case .event(let bytes):
            let edit = try editJSON(bytes, path, change)
            guard edit.document.count <= eventLimit else {
                throw HoldingError(.refused, "the event would be larger than 6 MiB")
            }
            return edit.of(.event(edit.document))
        case .result(let bytes):
            guard let bytes else { throw HoldingError(.refused, "there is no result") }
            let edit = try editJSON(bytes, path, change)
            return edit.of(.result(edit.document))
        }
    }

    /// The name without the document's own, which short names leave out.
    private func ownPath(_ path: [String], _ name: String) throws(HoldingError) -> [String] {
        let own = documentName
        if path[0] == own { return Array(path.dropFirst()) }
        if case .response = self, path == ["status"] { return path }
        if case .request = self, ["method", "path", "query"].contains(name) { return path }
        let others = ["request", "event", "result", "response"]
        throw HoldingError(
            .refused,
            others.contains(path[0])
                ? "the \(path[0]) cannot be edited here: in flight is the \(own)"
                : "'\(name)' names nothing that is in flight",
            hint: "names here begin with \(own), as in: edit \(example)"
        )
    }

    private var documentName: String {
        switch self {
        case .request: HandOffPoint.sent.documentName
        case .event: HandOffPoint.triggered.documentName
        case .result: HandOffPoint.executed.documentName
        case .response: HandOffPoint.returned.documentName
        }
    }

    private var example: String {
        switch self {
        case .request: "request.headers.x-tenant=acme"
        case .event: "event.body.qty=5"
        case .result: "result.statusCode=201"
        case .response: "response.status=201"
        }
    }
}

/// What Lambda takes as an event, in bytes.
private let eventLimit = 6_291_556

private func editJSON(
    _ document: [UInt8],
    _ path: [String],
    _ change: DocumentChange
) throws(HoldingError) -> Edit<[UInt8]> {
    if path.first == "body", let body = ProxyBody(in: document) {
        return try body.set(Array(path.dropFirst()), to: change, in: document)
    }
    let value = try change.value.map { text throws(HoldingError) in
        try jsonValue(typed: text, as: change.path)
    }
    return try settingJSON(path, to: value, in: document, name: change.path)
}

/// ``settingJSON(_:to:in:)``, which says by name how far the path led, and what was added.
func settingJSON(
    _ path: [String],
    to value: [UInt8]?,
    in document: [UInt8],
    name: String
) throws(HoldingError) -> Edit<[UInt8]> {
    /// The name up to the part behind so many of `path` that led somewhere.
    func reached(_ depth: Int) -> [String] {
        let parts = fieldPath(name) ?? []
        return Array(parts.prefix(max(1, parts.count - path.count + depth)))
    }
    do {
        let change = try settingJSON(path, to: value, in: document)
        return Edit(
            document: change.document,
            before: change.before,
            after: value,
            added: change.added.map { FieldName(reached($0 + 1)).text }
        )
    } catch {
        let place = reached(error.depth).joined(separator: ".")
        throw HoldingError(.invalid, "\(place) \(error.description)")
    }
}

extension Edit {
    /// The same of the document that this one is in.
    func of<Other>(_ document: Other) -> Edit<Other> {
        Edit<Other>(document: document, before: before, after: after, added: added)
    }
}
