import Debugger
import EventStore
import Flows

/// What replaying several flows would send, each looked at with its edits, and which would be refused.
struct ReplaySurvey {
    /// Those that would be replayed, each with the method that would be sent; nil where there is none.
    private(set) var accepted: [(flow: FlowSummary, method: String?)] = []
    private(set) var refused: [(flow: FlowSummary, refusal: ReplayRefusal)] = []

    /// - Throws: the log cannot be read.
    init(
        _ flows: [FlowSummary],
        _ plan: ReplayPlan,
        in session: Session
    ) throws(ShellError) {
        let refusals = try ReplayRunner.refusals(of: plan, in: session)
        for flow in flows {
            if let refusal = refusals[flow.id] {
                refused.append((flow, refusal))
                continue
            }
            let events = try session.events(of: flow.id)
            do throws(ReplayRefusal) {
                let origin = try ReplayOrigin(events, mode: plan.mode)
                accepted.append((flow, try origin.preview(plan.mode, plan.edits).method))
            } catch {
                refused.append((flow, error))
            }
        }
    }
}
