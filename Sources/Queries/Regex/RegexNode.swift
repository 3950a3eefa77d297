/// A regular expression as a tree.
indirect enum RegexNode {
    case empty
    case set(ScalarSet)
    case sequence([RegexNode])
    case alternation([RegexNode])
    /// `upper` nil: without end.
    case repetition(RegexNode, lower: Int, upper: Int?, isGreedy: Bool)
    /// The group's number, from 1.
    case capture(RegexNode, index: Int)
    case assertion(RegexAssertion)
}

enum RegexAssertion: Int32 {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, notWordBoundary

    /// Whether the neighbouring characters decide, not only the ends of the text.
    var looksAround: Bool { self != .textStart && self != .textEnd }
}
