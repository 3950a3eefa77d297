import Flows
import GRDBSQLite
import Queries

/// The functions of the query language, for statements that people type: those whose names SQLite has
/// not taken itself, and `regexp`, which the operator REGEXP calls.
///
/// Maps and lists are JSON text there, booleans 1 and 0, as in SQLite's own functions.
enum SQLCatalog {
    static func register(on connection: OpaquePointer) throws(SQLiteFailure) {
        try SQLFunction.register("regexp", arguments: 2, on: connection, regexp)
        let taken = try takenNames(on: connection)
        for function in FunctionCatalog.functions where function.isOfValues {
            for name in [function.name] + function.aliases where !taken.contains(name.lowercased())
            {
                try SQLFunction.register(name, arguments: -1, on: connection) {
                    arguments,
                    output in
                    call(function, arguments, output)
                }
            }
        }
    }

    private static func takenNames(
        on connection: OpaquePointer
    ) throws(SQLiteFailure) -> Set<String> {
        let list = try PreparedStatement(
            connection,
            sql: "SELECT DISTINCT lower(name) FROM pragma_function_list"
        )
        // Words of SQL's grammar cannot be called.
        var names: Set<String> = ["case", "if", "values"]
        while try list.step() { names.insert(list.text(0)) }
        return names
    }

    private static func call(
        _ function: QueryFunction,
        _ arguments: SQLArguments,
        _ output: SQLOutput
    ) {
        guard function.argumentCounts.contains(arguments.count) else {
            output.fail("\(function.name): it takes \(function.name)(\(function.parameters))")
            return
        }
        let values = (0..<arguments.count).map { arguments.value($0, type: .any) }
        let context = QueryContext(now: 0, start: 0, end: 0)
        switch function.value(of: values, in: context) {
        case .null: break
        case .boolean(let flag): output.set(flag ? 1 : Int64(0))
        case .number(let number): output.set(number)
        case .string(let text), .structure(let text): output.set(text)
        }
    }

    /// `text REGEXP pattern` is `regexp(pattern, text)`.
    private static func regexp(_ arguments: SQLArguments, _ output: SQLOutput) {
        guard arguments.kind(0) != .null, arguments.kind(1) != .null else { return }
        let pattern = arguments.text(0)
        guard let expression = RegularExpression.cached(pattern) else {
            output.fail("regexp: '\(pattern)' is no regular expression")
            return
        }
        let hasMatch =
            arguments.kind(1) == .text
            ? expression.hasMatch(in: arguments.bytes(1))
            : expression.hasMatch(in: arguments.value(1, type: .any).text ?? "")
        output.set(hasMatch ? 1 : Int64(0))
    }
}

extension QueryFunction {
    /// Whether its value follows from values of a row alone: not from the query, its window, or many
    /// rows.
    fileprivate var isOfValues: Bool {
        !isAggregate && periodArgument == nil && argumentCounts.upperBound > 0
    }
}
