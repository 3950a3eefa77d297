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
}
