import EventStore
import Flows

extension FlowListing {
    /// Takes `failed` and `function NAME`, the words that are left of a line which chooses flows when
    /// its window and its condition are taken out.
    /// - Throws: another word, with the nearest of `known`; no name after `function`.
    mutating func take(_ words: [Word], of verb: String, known: [String]) throws(ShellError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word.text {
            case "failed": failedOnly = true
            case "function":
                guard let name = rest.popFirst() else {
                    throw ShellError(
                        "no name after 'function'",
                        at: .end(of: word.line),
                        hint: "as in: \(verb) function orders"
                    )
                }
                function = name.text
            default:
                throw ShellError(
                    "\(verb) does not know '\(word.text)'"
                        + didYouMean(nearest(to: word.text, among: known)),
                    at: word,
                    hint: "help \(verb)"
                )
            }
        }
    }
}
