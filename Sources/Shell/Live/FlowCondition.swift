import Queries

extension Session {
    /// Takes `where CONDITION` out of the words of a line: a condition on flows, checked against the
    /// names that they have.
    /// - Throws: what is wrong with it, at its place in the line.
    func takeFlowCondition(from words: inout [Word]) throws(ShellError) -> Condition? {
        guard let (text, expression) = try takeCondition(from: &words) else { return nil }
        let now = Double(clock.now().microseconds) / 1000
        do {
            return try Condition(
                expression,
                in: .flows,
                context: QueryContext(now: now, start: 0, end: now)
            )
        } catch {
            throw ShellError(error, in: text)
        }
    }
}
