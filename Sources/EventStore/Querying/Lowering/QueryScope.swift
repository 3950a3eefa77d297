import Flows
import Queries

/// What the whole of a query shares while it is lowered: the window, the moment it runs at, the
/// functions of its rows.
final class QueryScope {
    let since: Timestamp?
    let until: Timestamp?
    /// The positions recorded in the window.
    let positions: Range<Int64>
    /// Positions of everything that may have happened in the window: an invocation that lasts for 15
    /// minutes is recorded when it ends, and tells of lines that were written before.
    let widePositions: Range<Int64>
    let now: Timestamp
    let functions: RowFunctions
    let contents: ContentReader
    /// The steps of the query in order.
    private(set) var relations: [Relation] = []
    var warnings: [QueryError] = []
    /// Names that may be members of JSON lines: some line of the window must have them.
    var discovered: [DiscoveredUse] = []

    /// The longest time a function may take.
    private static let longestInvocation: Int64 = 900_000_000

    init(
        _ connection: OpaquePointer,
        since: Timestamp?,
        until: Timestamp?,
        now: Timestamp
    ) throws(SQLiteFailure) {
        let log = try LogPositions(connection)
        self.since = since
        self.until = until
        self.now = now
        positions = try log.window(since: since, until: until)
        widePositions = try log.window(
            since: since?.advanced(byMicroseconds: -Self.longestInvocation),
            until: until?.advanced(byMicroseconds: Self.longestInvocation)
        )
        functions = RowFunctions(connection)
        contents = ContentReader(connection)
    }

    /// The scope of a condition on flows that began at these positions.
    init(_ connection: OpaquePointer, positions: Range<Int64>, now: Timestamp) {
        since = nil
        until = nil
        self.now = now
        self.positions = positions
        widePositions = positions
        functions = RowFunctions(connection)
        contents = ContentReader(connection)
    }

    /// What functions without arguments give. A window without bounds goes from 1970 to now.
    var context: QueryContext {
        func milliseconds(_ time: Timestamp) -> Double { Double(time.microseconds) / 1000 }
        return QueryContext(
            now: milliseconds(now),
            start: since.map(milliseconds) ?? 0,
            end: milliseconds(until ?? now)
        )
    }

    /// Adds a step.
    func relation(
        _ arms: @escaping () -> [String],
        define: @escaping (FieldName, Range<Int>) throws(QueryError) -> Relation.Definition
    ) -> Relation {
        let relation = Relation(
            name: "step_\(relations.count + 1)",
            arms: arms,
            member: { [unowned self] term, path throws(QueryError) in member(path, of: term) },
            define: define
        )
        relations.append(relation)
        return relation
    }

    /// A step that has the columns of the one before and rows by `tail`.
    func relation(after input: Relation, _ tail: @escaping () -> String = { "" }) -> Relation {
        let next = relation(
            { ["FROM \(input.name)" + tail()] },
            define: {
                field,
                range throws(QueryError) in
                let column = try input.column(field, at: range)
                return Relation.Definition([column.sql], column.type)
            }
        )
        next.defineNative = { field in
            input.native(field).map { Relation.Definition([$0.sql], $0.type) }
        }
        return next
    }

    /// The value inside a map or list.
    func member(_ path: [String], of term: SQLTerm) -> SQLTerm {
        let way = DocumentPath(path)
        let name = functions.register("member", arguments: 1) { arguments, output in
            guard arguments.kind(0) == .blob || arguments.kind(0) == .text else { return }
            output.set(way.value(in: arguments.bytes(0)), type: .any)
        }
        return SQLTerm("\(name)(\(term.sql))", .any)
    }
}
