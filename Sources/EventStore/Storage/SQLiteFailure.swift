import GRDB
import GRDBSQLite

/// What SQLite answered when a statement could not be prepared or stepped through its C interface.
struct SQLiteFailure: Error, Equatable, CustomStringConvertible {
    /// The extended result code.
    var code: Int32
    var message: String
    /// Where in the statement's text the mistake stands, in bytes; nil when SQLite cannot say.
    var offset: Int?

    init(code: Int32, message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    /// The last failure of a connection.
    init(of connection: OpaquePointer?) {
        let offset = sqlite3_error_offset(connection)
        self.init(
            code: sqlite3_extended_errcode(connection),
            message: String(cString: sqlite3_errmsg(connection)),
            offset: offset < 0 ? nil : Int(offset)
        )
    }

    /// The code without its extension.
    var primaryCode: Int32 { code & 0xFF }

    var description: String { message }

    /// The same failure as GRDB tells it, for the one place that puts such failures in our words.
    var databaseError: DatabaseError {
        DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
