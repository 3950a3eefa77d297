import Flows
import HTTPServer
import Lambda

extension ReplayOrigin {
    /// What a replay in `mode` sends or maps, with the edits made.
    /// - Throws: an edit that cannot be made.
    func document(
        _ mode: ReplayMode,
        _ edits: [DocumentChange]
    ) throws(ReplayRefusal)
        -> (document: HandOffDocument, changes: [AppliedChange])
    {
        let changed = try Self.applying(edits, to: recordedDocument(mode), mode)
        if case .request(let request) = changed.document,
            let refusal = bodyRefusal(
                of: request.method,
                isBodyGiven: edits.contains { $0.within(mode).path == "request.body" }
            )
        {
            throw refusal
        }
        return changed
    }

    /// What was recorded, as it is.
    func recordedDocument(_ mode: ReplayMode) -> HandOffDocument {
        switch mode {
        case .event: .event(event ?? [])
        // Checked when the origin was read.
        case .http: .request(request!)
        case .executed: .result(outcome?.document)
        }
    }

    private static func applying(
        _ edits: [DocumentChange],
        to document: HandOffDocument,
        _ mode: ReplayMode
    ) throws(ReplayRefusal) -> (document: HandOffDocument, changes: [AppliedChange]) {
        guard !edits.isEmpty else { return (document, []) }
        do throws(HoldingError) {
            let edited = try document.applying(edits.map { $0.within(mode) })
            return (edited.document, edited.changes)
        } catch {
            throw ReplayRefusal(error.description, hint: hint(mode))
        }
    }

    /// What a replay would send or map.
    /// - Throws: an edit that cannot be made.
    public func preview(
        _ mode: ReplayMode,
        _ edits: [DocumentChange]
    ) throws(ReplayRefusal) -> ReplayPreview {
        let (document, changes) = try document(mode, edits)
        return ReplayPreview(document, mode, kind: sent?.apiKind, changes)
    }

    private static func hint(_ mode: ReplayMode) -> String {
        switch mode {
        case .event: "as in: --set event.body.qty=5; the request itself is sent with --http"
        case .http: "as in: --set request.headers.x-tenant=acme"
        case .executed: "as in: --set result.statusCode=201"
        }
    }
}

extension DocumentChange {
    /// The change with a whole name: `body.sku` is the event's, or with `--http` the request's.
    fileprivate func within(_ mode: ReplayMode) -> DocumentChange {
        let roots = ["request", "event", "result", "response"]
        guard let first = fieldPath(path)?.first, !roots.contains(first) else { return self }
        let own =
            switch mode {
            case .event: "event"
            case .http: "request"
            case .executed: "result"
            }
        return DocumentChange(path: "\(own).\(path)", value: value)
    }
}
