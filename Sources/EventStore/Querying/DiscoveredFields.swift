import Flows
import GRDBSQLite
import Queries

/// Where a query names a member of JSON log lines.
struct DiscoveredUse {
    let name: FieldName
    let range: Range<Int>
    let groups: [SourceClause.LogGroupName]
}

/// What the JSON lines of a window have for members.
struct DiscoveredFields {
    private let scope: QueryScope
    private let connection: OpaquePointer

    /// Lines that are looked at to list members, the newest first.
    private static let lineLimit = 5000
    /// Members that are listed, as many as CloudWatch discovers.
    /// - SeeAlso: [Fields in JSON logs](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html)
    private static let fieldLimit = 200
    /// Objects in objects that are looked into.
    private static let depthLimit = 5

    init(_ scope: QueryScope) {
        self.scope = scope
        connection = scope.functions.connection
    }

    /// Throws for the first name that no line of the window has. Every line is looked at, until one
    /// has the name; a window without lines says nothing about names.
    func checkUses() throws {
        for use in scope.discovered where try !isKnown(use) {
            guard try hasLines(use.groups) else { continue }
            let names = try list(use.groups).map(\.name)
            let fields = QuerySchema.functionLogs.fields.map(\.name)
            throw QueryError(
                "no field '\(use.name.text)' in the window"
                    + didYouMean(nearest(to: use.name.name, among: names + fields)),
                at: use.range,
                hint: names.isEmpty
                    ? "no line of the window holds JSON; parse @message \"…\" as x names parts of text"
                    : "the lines have: \(names.prefix(8).joined(separator: ", "))"
            )
        }
    }

    private func isKnown(_ use: DiscoveredUse) throws(SQLiteFailure) -> Bool {
        let path = DiscoveredPath(use.name.parts)
        let function = scope.functions.register("has", arguments: 1) { arguments, output in
            output.set(path.exists(inLine: arguments.bytes(0)) ? 1 : Int64(0))
        }
        let found = try PreparedStatement.integer(
            "SELECT 1 \(lines(use.groups)) AND \(function)(l.text) LIMIT 1",
            on: connection
        )
        return found != nil
    }

    private func hasLines(_ groups: [SourceClause.LogGroupName]) throws(SQLiteFailure) -> Bool {
        try PreparedStatement.integer("SELECT 1 \(lines(groups)) LIMIT 1", on: connection) != nil
    }

    /// Members of the newest lines, the most frequent first.
    func list(_ groups: [SourceClause.LogGroupName]) throws(SQLiteFailure) -> [DiscoveredField] {
        let statement = try PreparedStatement(
            connection,
            sql: "SELECT l.text \(lines(groups)) ORDER BY l.id DESC LIMIT \(Self.lineLimit)"
        )
        var counts: [String: Int] = [:]
        while try statement.step() {
            guard let object = DiscoveredPath.object(inLine: statement.textBytes(0)) else {
                continue
            }
            for name in Self.names(in: Array(object), [], depth: 0) {
                if counts[name] == nil, counts.count >= Self.fieldLimit { continue }
                counts[name, default: 0] += 1
            }
        }
        return counts.map { DiscoveredField(name: $0, lines: $1) }
            .sorted { ($1.lines, $0.name) < ($0.lines, $1.name) }
    }

    /// The names of the members that are no objects themselves.
    private static func names(in object: [UInt8], _ path: [String], depth: Int) -> [String] {
        DocumentPath(path).children(in: object).flatMap { key -> [String] in
            let inner = path + [key]
            if depth < depthLimit,
                case .structure(let json) = DocumentPath(inner).value(in: object),
                json.utf8.first == UInt8(ascii: "{")
            {
                return names(in: object, inner, depth: depth + 1)
            }
            let written = inner[0].hasPrefix("@") ? ["@" + inner[0]] + inner.dropFirst() : inner
            return [FieldName(written).text]
        }
    }

    private func lines(_ groups: [SourceClause.LogGroupName]) -> String {
        let window = scope.widePositions
        return "FROM log_line l WHERE l.id BETWEEN \(window.lowerBound << 24) "
            + "AND \((window.upperBound << 24) - 1)"
            + LogGroups.condition(groups, on: "l.function")
    }
}

extension LogReader {
    /// The members of the JSON lines that functions wrote in a window, the most frequent first: of the
    /// newest few thousand lines.
    ///
    /// - `function`: nil for all functions.
    public func discoveredFields(
        since: Timestamp?,
        until: Timestamp?,
        function: String? = nil
    ) throws(LogError) -> [DiscoveredField] {
        try read { database in
            let scope = try QueryScope(
                database.sqliteConnection!,
                since: since,
                until: until,
                now: .now()
            )
            let groups = function.map {
                [SourceClause.LogGroupName(name: $0, isPrefix: false, range: 0..<0)]
            }
            return try DiscoveredFields(scope).list(groups ?? [])
        }
    }
}
