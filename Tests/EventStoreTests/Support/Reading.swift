import GRDB

@testable import EventStore

extension LogReader {
    /// Every row of a table or view as this reader sees it, in order, each as text.
    func rows(of relation: String) throws -> [String] {
        try snapshot { database in
            let statement = try database.makeStatement(sql: "SELECT * FROM \(relation)")
            let columns = statement.columnNames.map { "quote(\($0))" }.joined(
                separator: " || '|' || "
            )
            return try String.fetchAll(database, sql: "SELECT \(columns) FROM \(relation)").sorted()
        }
    }

    /// How SQLite goes about a statement, a step an element.
    func queryPlan(_ sql: String) throws -> [String] {
        try snapshot { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] }
        }
    }
}

/// A statement with a number in the place of each of its parameters, for its plan.
func bound(_ sql: String) -> String {
    ["?1", "?2", "?3", "?"].reduce(sql) { $0.replacing($1, with: "9") }
}
