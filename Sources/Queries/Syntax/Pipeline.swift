/// A whole query: where it reads, and what becomes of the rows, stage by stage.
public struct Pipeline: Equatable, Sendable {
    /// Nil: the flows.
    public var source: SourceClause?
    public var stages: [Stage]
    public var range: Range<Int>
    /// What is done otherwise than it is written, for a line under the result: capped periods.
    public var warnings: [QueryError] = []

    public init(source: SourceClause? = nil, stages: [Stage], range: Range<Int>) {
        self.source = source
        self.stages = stages
        self.range = range
    }
}

/// `SOURCE '/aws/lambda/orders' start=-1d end=now`
public struct SourceClause: Equatable, Sendable {
    /// What rows are read. Names in the order written.
    public enum Selection: Equatable, Sendable {
        /// One row a flow.
        case flows
        /// One row an event, of flows and of the service.
        case events
        /// What functions and their runtime wrote; empty: of all functions.
        case functionLogs([LogGroupName])
        /// API Gateway's access log; empty: of all APIs.
        case accessLogs([LogGroupName])
    }

    /// A function's or API's name, or its beginning (`logGroups(namePrefix: …)`).
    public struct LogGroupName: Equatable, Sendable {
        public var name: String
        public var isPrefix: Bool
        public var range: Range<Int>

        public init(name: String, isPrefix: Bool, range: Range<Int>) {
            self.name = name
            self.isPrefix = isPrefix
            self.range = range
        }
    }

    public var selection: Selection
    /// The text after `start=` and `end=`, for the caller, who knows how moments are written.
    public var start: RangedText?
    public var end: RangedText?
    public var range: Range<Int>

    public init(
        selection: Selection,
        start: RangedText? = nil,
        end: RangedText? = nil,
        range: Range<Int>
    ) {
        self.selection = selection
        self.start = start
        self.end = end
        self.range = range
    }
}

/// A piece of the query's text.
public struct RangedText: Equatable, Sendable {
    public var text: String
    public var range: Range<Int>

    public init(_ text: String, range: Range<Int>) {
        self.text = text
        self.range = range
    }
}

/// `expression as name`
public struct NamedExpression: Equatable, Sendable {
    public var expression: Expression
    /// What was written after `as`.
    public var alias: RangedText?
    /// The expression as it was written: the column's name where there is no alias.
    public var source: String

    public init(_ expression: Expression, alias: RangedText?, source: String) {
        self.expression = expression
        self.alias = alias
        self.source = source
    }

    public var name: String { alias?.text ?? source }
}

/// One command of a query.
public struct Stage: Equatable, Sendable {
    public enum Command: Equatable, Sendable {
        case fields([NamedExpression])
        case display([NamedExpression])
        /// `filter`, and `where`, which is the same.
        case filter(Expression)
        case stats([NamedExpression], by: [NamedExpression])
        case sort([SortKey])
        case limit(Int)
        case parse(Parse)
        case dedup([Expression])
        case unnest(Expression, into: RangedText)
        case pattern(Expression)
        case join(Join)
        /// `fillmissing [with VALUE for FIELD, …]`
        case fillMissing([(value: Expression, field: RangedText)])

        public static func == (a: Command, b: Command) -> Bool {
            switch (a, b) {
            case (.fields(let x), .fields(let y)), (.display(let x), .display(let y)): x == y
            case (.filter(let x), .filter(let y)): x == y
            case (.stats(let x, let p), .stats(let y, let q)): x == y && p == q
            case (.sort(let x), .sort(let y)): x == y
            case (.limit(let x), .limit(let y)): x == y
            case (.parse(let x), .parse(let y)): x == y
            case (.dedup(let x), .dedup(let y)): x == y
            case (.unnest(let x, let p), .unnest(let y, let q)): x == y && p == q
            case (.pattern(let x), .pattern(let y)): x == y
            case (.join(let x), .join(let y)): x == y
            case (.fillMissing(let x), .fillMissing(let y)):
                x.map(\.value) == y.map(\.value) && x.map(\.field) == y.map(\.field)
            default: false
            }
        }
    }

    public var command: Command
    /// The whole command, its keyword included.
    public var range: Range<Int>
    public var keywordRange: Range<Int>

    public init(_ command: Command, range: Range<Int>, keywordRange: Range<Int>) {
        self.command = command
        self.range = range
        self.keywordRange = keywordRange
    }
}

public struct SortKey: Equatable, Sendable {
    public var expression: Expression
    public var isDescending: Bool

    public init(_ expression: Expression, isDescending: Bool) {
        self.expression = expression
        self.isDescending = isDescending
    }
}

/// `parse field … as …`
public struct Parse: Equatable, Sendable {
    public enum Form: Equatable, Sendable {
        /// `"a * b *" as x, y`: the literal texts around the stars, one more than there are stars.
        case glob([String])
        /// `/…(?<name>…)…/`, with `as` when the groups are numbered.
        case regex(String, isMulti: Bool)
        /// `logfmt as m`: a map.
        case logfmt
        /// `csv as a, b, c`
        case csv
    }

    /// Nil: `@message`.
    public var field: Expression?
    public var form: Form
    /// The names that are given to the parts, in order: of the aliases, or of the named groups.
    public var names: [RangedText]

    public init(field: Expression?, form: Form, names: [RangedText]) {
        self.field = field
        self.form = form
        self.names = names
    }
}

/// `join type=left left=a right=b where a.k = b.k (SOURCE … | …)`
public struct Join: Equatable, Sendable {
    public enum Kind: String, Equatable, Sendable { case inner, left }

    public var kind: Kind
    public var left: RangedText
    public var right: RangedText
    /// Equal pairs: a field of the left side, a field of the right side, each without its prefix.
    public var keys: [(left: FieldKey, right: FieldKey)]
    public var query: Pipeline

    public struct FieldKey: Equatable, Sendable {
        public var name: FieldName
        public var range: Range<Int>

        public init(_ name: FieldName, range: Range<Int>) {
            self.name = name
            self.range = range
        }
    }

    public init(
        kind: Kind,
        left: RangedText,
        right: RangedText,
        keys: [(left: FieldKey, right: FieldKey)],
        query: Pipeline
    ) {
        self.kind = kind
        self.left = left
        self.right = right
        self.keys = keys
        self.query = query
    }

    public static func == (a: Join, b: Join) -> Bool {
        a.kind == b.kind && a.left == b.left && a.right == b.right && a.query == b.query
            && a.keys.map(\.left) == b.keys.map(\.left)
            && a.keys.map(\.right) == b.keys.map(\.right)
    }
}
