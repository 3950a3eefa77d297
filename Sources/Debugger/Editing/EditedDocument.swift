import Flows
import HTTPServer
import Lambda

/// A document in flight after changes.
struct EditedDocument {
    var document: HandOffDocument
    /// What was done by name; empty when the whole document was replaced.
    var changes: [AppliedChange]
    /// Whether nothing is different.
    var isUnchanged = false
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

    /// Makes changes by name, all or none.
    func applying(_ changes: [DocumentChange]) throws(HoldingError) -> EditedDocument {
        var document = self
        var applied: [AppliedChange] = []
        for change in changes {
            guard let whole = fieldPath(change.path) else {
                throw HoldingError(
                    .invalid,
                    "'\(change.path)' is no name",
                    hint: "as in: event.body.qty=5"
                )
            }
            let path = try document.ownPath(whole, change.path)
            let (changed, before, after): (HandOffDocument, [UInt8]?, [UInt8]?)
            switch document {
            case .request(let request):
                var editor = MessageEditor(request)
                (before, after) = try editor.set(path, to: change.value, name: change.path)
                changed = .request(editor.request(request))
            case .response(let response):
                var editor = MessageEditor(response)
                (before, after) = try editor.set(path, to: change.value, name: change.path)
                changed = .response(editor.response)
            case .event(let bytes):
                let edit = try editJSON(bytes, path, change)
                guard edit.document.count <= eventLimit else {
                    throw HoldingError(.refused, "the event would be larger than 6 MiB")
                }
                (changed, before, after) = (.event(edit.document), edit.before, edit.after)
            case .result(let bytes):
                guard let bytes else { throw HoldingError(.refused, "there is no result") }
                let edit = try editJSON(bytes, path, change)
                (changed, before, after) = (.result(edit.document), edit.before, edit.after)
            }
            document = changed
            applied.append(AppliedChange(path: change.path, before: before, after: after))
        }
        return EditedDocument(document: document, changes: applied)
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
) throws(HoldingError) -> (document: [UInt8], before: [UInt8]?, after: [UInt8]?) {
    if path.first == "body", let body = ProxyBody(in: document) {
        return try body.set(Array(path.dropFirst()), to: change, in: document)
    }
    let value = try change.value.map { text throws(HoldingError) in
        try jsonValue(typed: text, as: change.path)
    }
    let edit = try settingJSON(path, to: value, in: document, name: change.path)
    return (edit.document, edit.before, value)
}

/// ``settingJSON(_:to:in:)``, which says by name how far the path led.
func settingJSON(
    _ path: [String],
    to value: [UInt8]?,
    in document: [UInt8],
    name: String
) throws(HoldingError) -> JSONChange {
    do {
        return try settingJSON(path, to: value, in: document)
    } catch {
        let parts = fieldPath(name) ?? []
        let reached = parts.prefix(max(1, parts.count - path.count + error.depth))
        throw HoldingError(.invalid, "\(reached.joined(separator: ".")) \(error.description)")
    }
}
