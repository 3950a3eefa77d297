/// A function of the query language, as help, completion, the parser and evaluation know it.
public struct QueryFunction: Sendable {
    /// The usual spelling; every letter case of it is understood.
    public let name: String
    /// Other spellings.
    public let aliases: [String]
    /// What stands between the parentheses, in help.
    public let parameters: String
    public let argumentCounts: ClosedRange<Int>
    /// Whether it measures many rows and so stands in `stats`.
    public let isAggregate: Bool
    public let result: QueryType
    /// The argument whose type the result has, where that differs from call to call.
    public let resultArgument: Int?
    /// The argument that is a period: `5m`.
    public let periodArgument: Int?
    public let summary: String

    init(
        _ name: String,
        aliases: [String] = [],
        _ parameters: String,
        _ argumentCounts: ClosedRange<Int>,
        isAggregate: Bool = false,
        _ result: QueryType,
        resultArgument: Int? = nil,
        periodArgument: Int? = nil,
        _ summary: String
    ) {
        self.name = name
        self.aliases = aliases
        self.parameters = parameters
        self.argumentCounts = argumentCounts
        self.isAggregate = isAggregate
        self.result = result
        self.resultArgument = resultArgument
        self.periodArgument = periodArgument
        self.summary = summary
    }

    /// `2 arguments`, `1 to 3 arguments`
    var argumentCountText: String {
        let (least, most) = (argumentCounts.lowerBound, argumentCounts.upperBound)
        if least == most { return counted(most, "argument") }
        if most == FunctionCatalog.anyCount { return "at least \(counted(least, "argument"))" }
        return "\(least) to \(most) arguments"
    }
}

/// `1 row`, `2 rows`
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
