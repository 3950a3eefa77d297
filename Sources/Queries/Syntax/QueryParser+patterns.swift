extension QueryParser {
    /// Checks a regular expression that stands at `range` in the query.
    /// - Throws: what is wrong with it, at its place when it is written as it is read.
    func checkRegex(_ pattern: String, at range: Range<Int>) throws(QueryError) {
        do {
            _ = try RegularExpression(pattern)
        } catch {
            let start = range.lowerBound + 1
            let part = start + error.range.lowerBound..<start + error.range.upperBound
            // With escapes of the query's own the places differ; then the whole is meant.
            let isVerbatim =
                start + pattern.utf8.count + 1 == range.upperBound
                && lexer.text(start..<range.upperBound - 1) == pattern && !part.isEmpty
            throw QueryError(
                "the regular expression is wrong: \(error.description)",
                at: isVerbatim ? part : range,
                hint: "RE2's syntax, without looking around and back references"
            )
        }
    }
}
