import Flows
import GRDBSQLite
import Queries

/// The functions that statements may call beside SQLite's own.
///
/// | function | gives |
/// | --- | --- |
/// | `ago('1h')` | the moment so long ago, in microseconds since 1970, the unit of the views' times |
/// | `human(duration_ms)` | a duration for people: `1.21 s` |
/// | `human(sent_at, 'time')` | a moment, UTC: `2026-11-22 15:01:50.102` |
/// | `human(bytes, 'bytes')` | a size: `1.4 kB` |
/// | `position(ago('1h'))` | the last position of the log that was recorded at a moment or before |
enum SQLHelpers {
    static func register(on connection: OpaquePointer, clock: SQLClock) throws(SQLiteFailure) {
        try SQLFunction.register("ago", arguments: 1, on: connection) { arguments, output in
            ago(arguments, output, now: clock.now)
        }
        for count in 1...2 {
            try SQLFunction.register("human", arguments: count, on: connection, human)
        }
        try SQLFunction.register("position", arguments: 1, on: connection) { arguments, output in
            position(arguments, output, connection)
        }
    }

    private static func ago(_ arguments: SQLArguments, _ output: SQLOutput, now: Timestamp) {
        guard arguments.kind(0) != .null else { return }
        let text = arguments.text(0)
        let span = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let period = Period(span), let milliseconds = period.milliseconds,
            milliseconds < 1 << 50
        else {
            output.fail("ago: '\(text)' is no span of time; as in ago('15m'), ago('1h'), ago('7d')")
            return
        }
        output.set(now.microseconds - milliseconds * 1000)
    }

    private static func human(_ arguments: SQLArguments, _ output: SQLOutput) {
        guard arguments.kind(0) == .integer || arguments.kind(0) == .real else {
            if arguments.kind(0) != .null { output.fail("human: its first argument is no number") }
            return
        }
        let number = arguments.real(0)
        // Beyond it there is no duration, moment or size of ours.
        guard abs(number) < 1e15 * (arguments.count == 2 ? 10 : 1) else { return }
        switch arguments.count == 2 ? arguments.text(1) : "ms" {
        case "ms": output.set(durationText(microseconds: Int64((number * 1000).rounded())))
        case "time":
            let time = Timestamp(microseconds: Int64(number)).utc
            output.set("\(time.date) \(time.timeOfDay(decimals: 3))")
        case "bytes": output.set(sizeText(Int(number)))
        case let unit:
            output.fail("human: '\(unit)' is none of its units: 'ms', 'time', 'bytes'")
        }
    }

    private static func position(
        _ arguments: SQLArguments,
        _ output: SQLOutput,
        _ connection: OpaquePointer
    ) {
        guard arguments.kind(0) == .integer || arguments.kind(0) == .real else { return }
        do {
            let next = Timestamp(microseconds: arguments.integer(0)).advanced(byMicroseconds: 1)
            output.set(try LogPositions(connection).position(notBefore: next) - 1)
        } catch {
            output.fail("position: \(error)")
        }
    }
}
