import Flows
import Queries

extension Session {
    /// Takes `where CONDITION` out of the words: a condition on flows, checked against the names that
    /// they have. As one word it is the whole condition; else it goes as far as it can be read.
    /// - Throws: what is wrong with it, at its place in the line.
    func takeFlowCondition(from words: inout [Word]) throws(ShellError) -> Condition? {
        guard let index = words.firstIndex(where: { !$0.isQuoted && $0.text == "where" }) else {
            return nil
        }
        let keyword = words[index]
        guard index + 1 < words.count else {
            throw ShellError(
                "no condition after 'where'",
                at: .end(of: keyword.line),
                hint: "as in: where status >= 500 and path like /^\\/orders/"
            )
        }
        let first = words[index + 1]
        let isWhole = first.text.contains(" ") || index + 2 == words.count
        let text: String
        if isWhole {
            text = first.text
        } else {
            text = String(
                decoding: first.line.utf8.dropFirst(first.range.lowerBound),
                as: UTF8.self
            )
        }
        // A quoted word's text begins behind its quote.
        let start =
            first.range.lowerBound + (isWhole && first.range.count > text.utf8.count ? 1 : 0)
        do {
            let (expression, end) = try parseCondition(text)
            let rest = words[(index + 1)...].firstIndex { $0.range.lowerBound >= start + end }
            words.removeSubrange(index..<(isWhole ? index + 2 : rest ?? words.count))
            let now = Double(clock.now().microseconds) / 1000
            return try Condition(
                expression,
                in: .flows,
                context: QueryContext(now: now, start: 0, end: now)
            )
        } catch {
            let place = (start + error.range.lowerBound)..<(start + error.range.upperBound)
            throw ShellError(
                error.description,
                at: Word("", range: place, line: first.line),
                hint: error.hint
            )
        }
    }
}
