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
        let document: HandOffDocument
        switch mode {
        case .event: document = .event(event ?? [])
        case .http: document = .request(request!)
        case .executed: document = .result(outcome?.document)
        }
        guard !edits.isEmpty else { return (document, []) }
        do throws(HoldingError) {
            let edited = try document.applying(edits.map { $0.within(mode) })
            return (edited.document, edited.changes)
        } catch {
            throw ReplayRefusal(error.description, hint: Self.hint(mode))
        }
    }

    /// What the edits would do, for `--dry`.
    public func changes(
        _ mode: ReplayMode,
        _ edits: [DocumentChange]
    ) throws(ReplayRefusal) -> [AppliedChange] {
        try document(mode, edits).changes
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
