import Flows
import Queries

/// The functions or APIs that a `SOURCE` names.
enum LogGroups {
    /// ` AND (…)`, or nothing when all are meant.
    static func condition(_ groups: [SourceClause.LogGroupName], on column: String) -> String {
        guard !groups.isEmpty else { return "" }
        let terms = groups.map { group in
            let name = sqlLiteral(group.name)
            return group.isPrefix
                ? "substr(\(column), 1, \(group.name.unicodeScalars.count)) = \(name)"
                : "\(column) = \(name)"
        }
        return " AND (\(terms.joined(separator: " OR ")))"
    }

    /// Which of the named groups wrote nothing in the window, so that an empty result explains itself.
    static func warnings(
        _ source: SourceClause?,
        in scope: QueryScope,
        _ connection: OpaquePointer
    ) throws(SQLiteFailure) -> [QueryError] {
        let window = scope.widePositions
        let place = "BETWEEN \(window.lowerBound) AND \(window.upperBound - 1)"
        let (groups, kind, seen): ([SourceClause.LogGroupName], String, [String])
        switch source?.selection {
        case .functionLogs(let names) where !names.isEmpty:
            let sql = "SELECT DISTINCT function FROM attempt_state WHERE position \(place)"
            (groups, kind, seen) = (names, "function", try texts(sql, connection))
        case .accessLogs(let names) where !names.isEmpty:
            let sql =
                "SELECT DISTINCT api FROM flow_state WHERE first_position \(place) "
                + "AND api IS NOT NULL"
            (groups, kind, seen) = (names, "API", try texts(sql, connection))
        default: return []
        }
        return groups.filter { group in
            !seen.contains { group.isPrefix ? $0.hasPrefix(group.name) : $0 == group.name }
        }.map { group in
            QueryError(
                "no \(kind) '\(group.name)' in the window"
                    + didYouMean(nearest(to: group.name, among: seen)),
                at: group.range
            )
        }
    }

    private static func texts(
        _ sql: String,
        _ connection: OpaquePointer
    ) throws(SQLiteFailure) -> [String] {
        let statement = try PreparedStatement(connection, sql: sql)
        var texts: [String] = []
        while try statement.step() { texts.append(statement.text(0)) }
        return texts
    }
}
