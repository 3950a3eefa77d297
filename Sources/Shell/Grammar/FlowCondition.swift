import EventStore
import Flows
import Queries

/// A condition on flows as a line has it.
struct FlowCondition {
    let text: RawText
    /// Its ranges are bytes of ``text``.
    let expression: Expression

    /// The condition for flows in memory.
    /// - Throws: a name that flows do not have.
    func prepared(now: Timestamp) throws(ShellError) -> Condition {
        let context = QueryContext(now: now.milliseconds, start: 0, end: now.milliseconds)
        do {
            return try Condition(expression, in: .flows, context: context)
        } catch {
            throw ShellError(error, in: text)
        }
    }
}

extension Session {
    /// The flows of a listing that meet the condition; nil: all of them.
    func flows(
        _ listing: FlowListing,
        matching condition: FlowCondition?,
        limits: ReadLimits
    ) throws(ShellError) -> FlowPage {
        guard let condition else { return try flows(listing) }
        let log = try log()
        do {
            return try log.flows(
                listing,
                matching: condition.expression,
                now: now,
                limits: limits
            )
        } catch {
            throw ShellError(error, in: condition.text)
        }
    }

    /// The nearest flow that began before or after a position and meets the condition.
    func flow(
        _ direction: Movement.Direction,
        from position: Int64,
        matching condition: FlowCondition
    ) throws(ShellError) -> FlowSummary? {
        let log = try log()
        let limits = ReadLimits(isInterrupted: { [interruption] in interruption.isRequested })
        do {
            let expression = condition.expression
            switch direction {
            case .forward:
                return try log.flow(
                    after: position,
                    matching: expression,
                    now: now,
                    limits: limits
                )
            case .back:
                return try log.flow(
                    before: position,
                    matching: expression,
                    now: now,
                    limits: limits
                )
            }
        } catch {
            throw ShellError(error, in: condition.text)
        }
    }
}
