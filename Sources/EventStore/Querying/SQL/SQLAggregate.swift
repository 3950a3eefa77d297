import GRDBSQLite

/// What an aggregate has seen of a group so far.
protocol SQLAccumulator: AnyObject {
    func add(_ arguments: SQLArguments)
    func finish(_ output: SQLOutput)
}

/// An aggregate function of a connection, with its body in Swift.
///
/// - SeeAlso: [Create Or Redefine SQL Functions](https://www.sqlite.org/c3ref/create_function.html)
enum SQLAggregate {
    private final class Maker {
        let make: () -> any SQLAccumulator
        init(_ make: @escaping () -> any SQLAccumulator) { self.make = make }
    }

    private final class Group {
        let accumulator: any SQLAccumulator
        init(_ accumulator: any SQLAccumulator) { self.accumulator = accumulator }
    }

    /// Registers an aggregate; each group has an accumulator of its own.
    static func register(
        _ name: String,
        arguments: Int,
        on connection: OpaquePointer,
        _ make: @escaping () -> any SQLAccumulator
    ) throws(SQLiteFailure) {
        let code = sqlite3_create_function_v2(
            connection,
            name,
            Int32(arguments),
            SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC,
            Unmanaged.passRetained(Maker(make)).toOpaque(),
            nil,
            { context, count, values in
                SQLAggregate.group(of: context!).accumulator.add(
                    SQLArguments(values: values, count: Int(count))
                )
            },
            { context in
                // A group without rows has no memory yet.
                let room = sqlite3_aggregate_context(context, 0)?
                    .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
                let output = SQLOutput(context: context!)
                if let room, let pointer = room.pointee {
                    room.pointee = nil
                    let group = Unmanaged<Group>.fromOpaque(pointer).takeRetainedValue()
                    group.accumulator.finish(output)
                } else {
                    SQLAggregate.maker(of: context!).make().finish(output)
                }
            },
            { Unmanaged<Maker>.fromOpaque($0!).release() }
        )
        guard code == SQLITE_OK else { throw SQLiteFailure(of: connection) }
    }

    private static func maker(of context: OpaquePointer) -> Maker {
        Unmanaged<Maker>.fromOpaque(sqlite3_user_data(context)!).takeUnretainedValue()
    }

    private static func group(of context: OpaquePointer) -> Group {
        let size = Int32(MemoryLayout<UnsafeMutableRawPointer?>.size)
        let room = sqlite3_aggregate_context(context, size)!
            .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
        if let pointer = room.pointee {
            return Unmanaged<Group>.fromOpaque(pointer).takeUnretainedValue()
        }
        let group = Group(maker(of: context).make())
        room.pointee = Unmanaged.passRetained(group).toOpaque()
        return group
    }
}
