import Queries

extension Session {
    /// Takes `where CONDITION` out of the words of a line.
    ///
    /// - Returns: nil when no `where` stands there.
    /// - Throws: nothing after `where`.
    func takeCondition(from words: inout [Word]) throws(ShellError) -> FlowCondition? {
        guard let index = words.firstIndex(where: { !$0.isQuoted && $0.text == "where" }) else {
            return nil
        }
        guard index + 1 < words.count else {
            throw ShellError(
                "no condition after 'where'",
                at: .end(of: words[index].line),
                hint: "as in: where status >= 500 and path like /^\\/orders/"
            )
        }
        let word = words[index + 1]
        words.removeSubrange(index...(index + 1))
        let text = RawText(word.text, line: word.line, offset: word.range.lowerBound)
        do {
            return FlowCondition(text: text, expression: try parseCondition(text.text).condition)
        } catch {
            throw ShellError(error, in: text)
        }
    }
}
