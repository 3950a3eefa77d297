import Flows

/// What `ago` counts from: set before each statement, so that one statement has one «now».
///
/// Owned by the thread that owns the connection.
final class SQLClock {
    var now = Timestamp(microseconds: 0)
}
