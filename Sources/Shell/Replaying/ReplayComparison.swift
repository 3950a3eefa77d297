import Debugger
import EventStore
import Flows
import Queries

/// A replay beside its origin.
struct ReplayComparison {
    let left: ComparisonSide
    let right: ComparisonSide
    let found: FlowComparison
    private let isStrict: Bool
    private let gaps: [FieldName]

    /// - Throws: the log cannot be read.
    init?(
        _ origin: FlowID,
        _ replay: FlowID,
        of plan: ReplayPlan,
        _ request: ReplayRequest,
        in session: Session
    ) throws(ShellError) {
        // What the log tells of a flow is legal, or the log would not have it.
        guard let left = try? ComparedFlow(events: session.events(of: origin)),
            let right = try? ComparedFlow(events: session.events(of: replay))
        else { return nil }
        isStrict = request.isStrict
        gaps = plan.comparisonGaps
        self.left = ComparisonSide(state: left, step: nil)
        self.right = ComparisonSide(state: right, step: nil)
        found = FlowComparison(
            left,
            right,
            options: FlowComparison.Options(
                isStrict: request.isStrict,
                ignoredPaths: request.ignoredPaths + gaps
            )
        )
    }

    var screen: ComparisonScreen {
        ComparisonScreen(found, left, right, isStrict: isStrict, gaps: gaps)
    }
}
