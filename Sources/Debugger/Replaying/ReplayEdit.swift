import Flows
import HTTPServer
import Lambda

/// What `--set` made of a recorded document, for the replay's own record: a replay tells by itself what
/// was set, as a live flow tells what was edited.
struct ReplayEdit {
    /// As it was recorded.
    let original: HandOffDocument
    /// As it is sent or mapped.
    let document: HandOffDocument
    private let changes: [AppliedChange]
    private let caller: Operator

    /// Nil when nothing is set.
    init?(of origin: ReplayOrigin, _ context: Replayer.Context) throws(ReplayRefusal) {
        let plan = context.plan
        guard !plan.edits.isEmpty else { return nil }
        original = origin.recordedDocument(plan.mode)
        (document, changes) = try origin.document(plan.mode, plan.edits)
        caller = context.caller
    }

    /// Records `edited`.
    ///
    /// - `request`: the request as it is sent, which may have more than was set: another host.
    func record(in flow: LiveFlow, request: HTTPRequest? = nil) throws(IllegalTransition) {
        var note = Noted(.edited, operatorName: caller.name, step: point.step)
        note.operatorSource = caller.source
        note.content = point.content.name
        note.bytesBefore = original.bodyBytes
        note.bytes = document.bodyBytes
        var content = document.content
        if case .request = document, let request { content = request.message }
        try flow.record(
            .noted(note),
            [Content(point.content, content), Content(.text, changes.flatMap { $0.line })]
        )
    }

    private var point: HandOffPoint {
        switch document {
        case .request: .sent
        case .event: .triggered
        case .result: .executed
        case .response: .returned
        }
    }
}
