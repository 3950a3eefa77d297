import Flows
import GRDBSQLite

/// Finds places in the log by time. Times never go back along the log, so every place is found by
/// halving, in a few dozen look-ups, however long the log is.
struct LogPositions {
    private let times: PreparedStatement
    /// The last position; 0 when the log is empty.
    let head: Int64

    init(_ connection: OpaquePointer) throws(SQLiteFailure) {
        head =
            try PreparedStatement.integer("SELECT max(position) FROM log_event", on: connection)
            ?? 0
        times = try PreparedStatement(
            connection,
            sql: "SELECT recorded_at FROM log_event WHERE position = ?"
        )
    }

    /// The first position recorded at `time` or later; one past the head when there is none.
    func position(notBefore time: Timestamp) throws(SQLiteFailure) -> Int64 {
        var (low, high) = (Int64(1), head + 1)
        while low < high {
            let middle = low + (high - low) / 2
            times.reset()
            sqlite3_bind_int64(times.pointer, 1, middle)
            let recorded = try times.step() ? times.integer(0) : .min
            if recorded < time.microseconds { low = middle + 1 } else { high = middle }
        }
        times.reset()
        return low
    }

    /// The positions that a window of time covers; the end of the window is the first moment that no
    /// longer belongs to it.
    func window(since: Timestamp?, until: Timestamp?) throws(SQLiteFailure) -> Range<Int64> {
        let first =
            try since.map { time throws(SQLiteFailure) in try position(notBefore: time) } ?? 1
        let end =
            try until.map { time throws(SQLiteFailure) in try position(notBefore: time) } ?? head
            + 1
        return first..<max(first, end)
    }
}
