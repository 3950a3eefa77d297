import GRDB

/// A view that people query with SQL, and its columns.
public struct LogTable: Equatable, Sendable {
    public struct Column: Equatable, Sendable {
        public var name: String
        /// As the table below declares it; empty for computed columns.
        public var type: String

        public init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }

    public var name: String
    public var columns: [Column]

    public init(name: String, columns: [Column]) {
        self.name = name
        self.columns = columns
    }
}

extension LogReader {
    /// The views of the log, as the file has them.
    public func tables() throws(LogError) -> [LogTable] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT view.name, info.name, info.type
                    FROM sqlite_schema AS view, pragma_table_info(view.name) AS info
                    WHERE view.type = 'view' ORDER BY view.rowid, info.cid
                    """
            )
            var tables: [LogTable] = []
            for row in rows {
                if tables.last?.name != row[0] { tables.append(LogTable(name: row[0], columns: [])) }
                tables[tables.count - 1].columns.append(.init(name: row[1], type: row[2]))
            }
            return tables
        }
    }
}
