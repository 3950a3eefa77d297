import GRDBSQLite

/// A scalar function that statements of a connection may call, with its body in Swift.
///
/// - SeeAlso: [Create Or Redefine SQL Functions](https://www.sqlite.org/c3ref/create_function.html)
enum SQLFunction {
    /// Computes the function's value from its arguments.
    typealias Body = (SQLArguments, SQLOutput) -> Void

    private final class Box {
        let body: Body
        init(_ body: @escaping Body) { self.body = body }
    }

    /// Registers a function under a name and number of arguments; -1 stands for any number.
    ///
    /// - `isPure`: whether the same arguments always give the same value while a statement
    /// runs, so that a call with constants is computed once.
    static func register(
        _ name: String,
        arguments: Int,
        isPure: Bool = true,
        on connection: OpaquePointer,
        _ body: @escaping Body
    ) throws(SQLiteFailure) {
        let flags = SQLITE_UTF8 | SQLITE_INNOCUOUS | (isPure ? SQLITE_DETERMINISTIC : 0)
        let code = sqlite3_create_function_v2(
            connection,
            name,
            Int32(arguments),
            flags,
            Unmanaged.passRetained(Box(body)).toOpaque(),
            { context, count, values in
                let box = Unmanaged<Box>.fromOpaque(sqlite3_user_data(context)!)
                box._withUnsafeGuaranteedRef {
                    $0.body(
                        SQLArguments(values: values, count: Int(count)),
                        SQLOutput(context: context!)
                    )
                }
            },
            nil,
            nil,
            { Unmanaged<Box>.fromOpaque($0!).release() }
        )
        guard code == SQLITE_OK else { throw SQLiteFailure(of: connection) }
    }
}

/// The arguments of one call.
struct SQLArguments {
    fileprivate let values: UnsafeMutablePointer<OpaquePointer?>?
    let count: Int

    init(values: UnsafeMutablePointer<OpaquePointer?>?, count: Int) {
        self.values = values
        self.count = count
    }

    func kind(_ index: Int) -> PreparedStatement.Kind {
        switch sqlite3_value_type(values![index]) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    func integer(_ index: Int) -> Int64 { sqlite3_value_int64(values![index]) }
    func real(_ index: Int) -> Double { sqlite3_value_double(values![index]) }

    /// The bytes of a text or BLOB; valid during the call.
    func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let value = values![index]
        let start = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }

    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
}

/// Where the value of one call goes; null when nothing is given.
struct SQLOutput {
    let context: OpaquePointer

    func set(_ value: Int64) { sqlite3_result_int64(context, value) }
    func set(_ value: Double) { sqlite3_result_double(context, value) }

    func set(_ text: String) {
        var text = text
        text.withUTF8 { set(text: UnsafeRawBufferPointer($0)) }
    }

    func set(text bytes: UnsafeRawBufferPointer) {
        sqlite3_result_text64(
            context,
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? Self.empty,
            UInt64(bytes.count),
            sqliteCopied,
            UInt8(SQLITE_UTF8)
        )
    }

    func set(blob bytes: UnsafeRawBufferPointer) {
        if bytes.isEmpty {
            sqlite3_result_zeroblob(context, 0)
        } else {
            sqlite3_result_blob64(context, bytes.baseAddress, UInt64(bytes.count), sqliteCopied)
        }
    }

    /// Ends the statement with an error in these words.
    func fail(_ message: String) { sqlite3_result_error(context, message, -1) }

    /// A text without bytes is a text, not null.
    private static nonisolated(unsafe) let empty = UnsafePointer(
        UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    )
}
