/// A table or view that statements may name.
public struct SQLTable: Equatable, Sendable {
    public struct Column: Equatable, Sendable {
        public var name: String
        /// As declared; empty for a view's expression.
        public var type: String

        public init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }

    public var name: String
    public var isView: Bool
    public var columns: [Column]

    public init(name: String, isView: Bool, columns: [Column]) {
        self.name = name
        self.isView = isView
        self.columns = columns
    }
}

extension SQLTable {
    /// The views whose names never change their meaning within a schema version.
    static let documentedViews = [
        "flows", "events", "steps", "attempts", "logs", "replays", "batches",
    ]

    /// First the views that are documented, then other views, then the tables behind them.
    static func all(on connection: OpaquePointer) throws(SQLiteFailure) -> [SQLTable] {
        let list = try PreparedStatement(
            connection,
            sql: """
                SELECT t.name, t.type = 'view', c.name, c.type
                FROM main.sqlite_master t JOIN pragma_table_info(t.name, 'main') c
                WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
                ORDER BY t.type = 'table', t.rowid, c.cid
                """
        )
        var tables: [SQLTable] = []
        while try list.step() {
            let column = Column(name: list.text(2), type: list.text(3))
            if tables.last?.name == list.text(0) {
                tables[tables.count - 1].columns.append(column)
            } else {
                let isView = list.integer(1) != 0
                tables.append(SQLTable(name: list.text(0), isView: isView, columns: [column]))
            }
        }
        let documented = documentedViews.compactMap { name in tables.first { $0.name == name } }
        return documented + tables.filter { !documentedViews.contains($0.name) }
    }
}
