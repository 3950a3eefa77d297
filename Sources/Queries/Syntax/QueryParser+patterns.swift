extension QueryParser {
    /// - Throws: what is wrong with the regular expression.
    func checkRegex(_ pattern: String, at range: Range<Int>) throws(QueryError) {
    }
}
