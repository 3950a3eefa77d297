import HTTPServer

extension HTTPRequest {
    /// The query's pairs, as they stand: what calls of the control socket take.
    var queryWords: [Substring: String] {
        var words: [Substring: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { words[parts[0]] = String(parts[1]) }
        }
        return words
    }
}
