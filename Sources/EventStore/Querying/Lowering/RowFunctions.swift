import GRDBSQLite

/// The SQL functions of one query: what SQL cannot say, with the language's own implementation as
/// their body. They go when the query is over.
final class RowFunctions {
    let connection: OpaquePointer
    private var registered: [(name: String, arguments: Int)] = []
    private var counts: [String: Int] = [:]
    private(set) var failure: SQLiteFailure?

    init(_ connection: OpaquePointer) { self.connection = connection }

    deinit {
        for function in registered {
            sqlite3_create_function_v2(
                connection,
                function.name,
                Int32(function.arguments),
                SQLITE_UTF8,
                nil,
                nil,
                nil,
                nil,
                nil
            )
        }
    }

    /// Registers a function of rows.
    ///
    /// - `word`: what it does, in one word: the name in the SQL that `explain` shows.
    /// - Returns: its name.
    func register(_ word: String, arguments: Int, _ body: @escaping SQLFunction.Body) -> String {
        let name = nextName(word, arguments)
        do {
            try SQLFunction.register(name, arguments: arguments, on: connection, body)
        } catch {
            failure = failure ?? error
        }
        return name
    }

    /// Registers an aggregate.
    func register(
        _ word: String,
        arguments: Int,
        aggregate: @escaping () -> any SQLAccumulator
    ) -> String {
        let name = nextName(word, arguments)
        do {
            try SQLAggregate.register(name, arguments: arguments, on: connection, aggregate)
        } catch {
            failure = failure ?? error
        }
        return name
    }

    private func nextName(_ word: String, _ arguments: Int) -> String {
        let number = (counts[word] ?? 0) + 1
        counts[word] = number
        let name = "\(word)_\(number)"
        registered.append((name, arguments))
        return name
    }
}
