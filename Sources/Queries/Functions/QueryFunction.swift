/// A function of the query language, as help, completion, the parser and evaluation know it.
public struct QueryFunction: Sendable {
    /// How a function comes to its value.
    enum Implementation: Sendable {
        /// From its arguments alone.
        case pure(@Sendable ([QueryValue]) -> QueryValue)
        /// From what is the same for the whole query.
        case context(@Sendable (QueryContext) -> QueryValue)
        /// From a time in milliseconds since 1970 and a period.
        case period(@Sendable (Double, Period) -> Double)
        /// From many rows; the period is that of `rate`.
        case aggregate(@Sendable (Period?) -> any QueryAccumulator)

        /// From one number; what is not finite is null.
        static func number(_ body: @escaping @Sendable (Double) -> Double) -> Implementation {
            .pure { arguments in arguments[0].number.map { .finite(body($0)) } ?? .null }
        }

        /// From one text.
        static func text(_ body: @escaping @Sendable (String) -> QueryValue) -> Implementation {
            .pure { arguments in arguments[0].text.map(body) ?? .null }
        }
    }

    /// The usual spelling; every letter case of it is understood.
    public let name: String
    /// Other spellings.
    public let aliases: [String]
    /// What stands between the parentheses, in help.
    public let parameters: String
    public let argumentCounts: ClosedRange<Int>
    public let result: QueryType
    /// The argument whose type the result has, where that differs from call to call.
    public let resultArgument: Int?
    /// The argument that is a period: `5m`.
    public let periodArgument: Int?
    public let summary: String
    let implementation: Implementation

    init(
        _ name: String,
        aliases: [String] = [],
        _ parameters: String,
        _ argumentCounts: ClosedRange<Int>,
        _ result: QueryType,
        resultArgument: Int? = nil,
        periodArgument: Int? = nil,
        _ summary: String,
        _ implementation: Implementation
    ) {
        self.name = name
        self.aliases = aliases
        self.parameters = parameters
        self.argumentCounts = argumentCounts
        self.result = result
        self.resultArgument = resultArgument
        self.periodArgument = periodArgument
        self.summary = summary
        self.implementation = implementation
    }

    /// Whether it measures many rows and so stands in `stats`.
    public var isAggregate: Bool {
        if case .aggregate = implementation { true } else { false }
    }

    /// The value for arguments in order, without the period that some take; of `bin`, for the time
    /// alone. They must be as many as ``argumentCounts`` allows, and the function no aggregate.
    public func value(
        of arguments: [QueryValue],
        period: Period? = nil,
        in context: QueryContext
    ) -> QueryValue {
        switch implementation {
        case .pure(let body): return body(arguments)
        case .context(let body): return body(context)
        case .period(let body):
            guard let period, let time = arguments[0].number else { return .null }
            return .finite(body(time, period))
        case .aggregate: preconditionFailure("\(name) needs rows")
        }
    }

    /// What adds up the rows of a group; the function must be an aggregate.
    public func accumulator(period: Period? = nil) -> any QueryAccumulator {
        guard case .aggregate(let make) = implementation else {
            preconditionFailure("\(name) is no aggregate")
        }
        return make(period)
    }

    /// `2 arguments`, `1 to 3 arguments`
    var argumentCountText: String {
        let (least, most) = (argumentCounts.lowerBound, argumentCounts.upperBound)
        if least == most { return counted(most, "argument") }
        if most == FunctionCatalog.anyCount { return "at least \(counted(least, "argument"))" }
        return "\(least) to \(most) arguments"
    }
}

/// What is the same for all rows of a query: milliseconds since 1970.
public struct QueryContext: Equatable, Sendable {
    /// When the query began.
    public var now: Double
    /// The window that it reads.
    public var start: Double
    public var end: Double

    public init(now: Double, start: Double, end: Double) {
        self.now = now
        self.start = start
        self.end = end
    }
}

/// `1 row`, `2 rows`
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
