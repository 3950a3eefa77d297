extension LogReader {
    /// The views and tables that SQL may name, the documented views first.
    public func tables() throws(LogError) -> [SQLTable] {
        try read { try SQLTable.all(on: $0.sqliteConnection!) }
    }
}
