/// One expression of the query language, and where it stands in the text.
///
/// The language is that of CloudWatch Logs Insights; its `filter` expression is the one condition
/// syntax of every verb.
/// - SeeAlso: [CloudWatch Logs Insights query syntax](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html)
public struct Expression: Equatable, Sendable {
    public indirect enum Node: Equatable, Sendable {
        case literal(QueryValue)
        /// `status`, `@duration`, `` event.headers.`x-tenant` ``, `items.0.sku`
        case field(FieldName)
        /// A scalar function or an aggregate: `strlen(@message)`, `pct(@duration, 95)`. The name is in
        /// its usual spelling, the one ``FunctionCatalog`` has.
        case call(FunctionCall)
        /// `-x`
        case negative(Expression)
        /// `not x`, `!x`
        case not(Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `x in [a, b]`, `x not in [a, b]`
        case inList(Expression, [Expression], isNegated: Bool)
        /// `x in (query)`: the values of the first column of another query.
        case inQuery(Expression, Pipeline, isNegated: Bool)
        /// `x like "part"`, `x like /re/`, `x =~ /re/`, `x not like …`
        case like(Expression, Pattern, isNegated: Bool)
        /// `5m`, `1h`: an argument of `bin` and its like, and in conditions a span of time.
        case period(Period)
    }

    public var node: Node
    /// Bytes of the query's text.
    public var range: Range<Int>

    public init(_ node: Node, range: Range<Int>) {
        self.node = node
        self.range = range
    }
}

/// What `like` looks for.
public enum Pattern: Equatable, Sendable {
    /// A part of the text, as it is.
    case substring(String)
    /// A regular expression, without its slashes.
    case regex(String)
}

public struct FunctionCall: Equatable, Sendable {
    public var name: String
    public var nameRange: Range<Int>
    public var arguments: [Expression]

    public init(name: String, nameRange: Range<Int>, arguments: [Expression]) {
        self.name = name
        self.nameRange = nameRange
        self.arguments = arguments
    }
}

public enum BinaryOperator: String, Equatable, Sendable, CaseIterable {
    case or, and
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"

    public var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        case .or, .and, .add, .subtract, .multiply, .divide, .remainder, .power: false
        }
    }
}

/// The parts of a field's name: `event.headers.x` has three. An index is a part of digits.
public struct FieldName: Hashable, Sendable {
    public var parts: [String]

    public init(_ parts: [String]) { self.parts = parts }
    public init(_ name: String) { self.parts = [name] }

    /// The parts with dots between them and without backquotes: what aliases and column names are
    /// compared with.
    public var name: String { parts.joined(separator: ".") }

    /// As it is written, odd parts between backquotes.
    public var text: String {
        parts.map { part in
            let isPlain =
                !part.isEmpty
                && part.utf8.allSatisfy {
                    $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "@")
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                }
            return isPlain ? part : "`\(part)`"
        }.joined(separator: ".")
    }
}

/// A number of units of time, as `bin(5m)` takes it.
public struct Period: Equatable, Sendable {
    public enum Unit: String, Sendable, CaseIterable {
        case millisecond, second, minute, hour, day, week, month, quarter, year

        /// Nil for calendar units, whose length varies.
        public var milliseconds: Int64? {
            switch self {
            case .millisecond: 1
            case .second: 1000
            case .minute: 60_000
            case .hour: 3_600_000
            case .day: 86_400_000
            case .week: 604_800_000
            case .month, .quarter, .year: nil
            }
        }
    }

    public var count: Int64
    public var unit: Unit

    public init(count: Int64, unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Nil for calendar units.
    public var milliseconds: Int64? { unit.milliseconds.map { $0 * count } }
}
