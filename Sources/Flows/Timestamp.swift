#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A moment of wall-clock time in microseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Sendable, Comparable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The clock of this machine, now.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Microseconds from `earlier` to this moment; negative when the clock went back.
    public func microseconds(since earlier: Timestamp) -> Int64 {
        microseconds - earlier.microseconds
    }

    public func advanced(byMicroseconds delta: Int64) -> Timestamp {
        Timestamp(microseconds: microseconds + delta)
    }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }

    /// The calendar fields of this moment in UTC.
    public var utc: CalendarFields {
        var seconds = time_t(microseconds.flooredQuotient(by: 1_000_000))
        var fields = tm()
        gmtime_r(&seconds, &fields)
        return CalendarFields(
            fields,
            microsecond: Int(microseconds.flooredRemainder(by: 1_000_000))
        )
    }

    /// The calendar fields of this moment in the zone of the process (`TZ`).
    public var local: CalendarFields {
        var seconds = time_t(microseconds.flooredQuotient(by: 1_000_000))
        var fields = tm()
        localtime_r(&seconds, &fields)
        return CalendarFields(
            fields,
            microsecond: Int(microseconds.flooredRemainder(by: 1_000_000))
        )
    }

    /// `2026-11-22T15:01:50.102Z` (or six decimals), always UTC: RFC 3339.
    public func rfc3339(decimals: Int = 3) -> String {
        let fields = utc
        return "\(fields.date)T\(fields.timeOfDay(decimals: decimals))Z"
    }
}

/// The fields of a calendar date and time of day.
public struct CalendarFields: Sendable, Equatable {
    public let year: Int
    public let month: Int
    public let day: Int
    public let hour: Int
    public let minute: Int
    public let second: Int
    public let microsecond: Int
    /// Seconds east of UTC.
    public let zoneOffset: Int

    init(_ fields: tm, microsecond: Int) {
        self.year = Int(fields.tm_year) + 1900
        self.month = Int(fields.tm_mon) + 1
        self.day = Int(fields.tm_mday)
        self.hour = Int(fields.tm_hour)
        self.minute = Int(fields.tm_min)
        self.second = Int(fields.tm_sec)
        self.microsecond = microsecond
        self.zoneOffset = Int(fields.tm_gmtoff)
    }

    /// `2026-11-22`
    public var date: String { "\(year)-\(padded(month, 2))-\(padded(day, 2))" }

    /// `15:01:50`, with `decimals` (0 to 6) digits of the second's fraction.
    public func timeOfDay(decimals: Int = 0) -> String {
        let whole = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        guard decimals > 0 else { return whole }
        return whole + "." + padded(microsecond, 6).prefix(min(decimals, 6))
    }

    /// `22/Nov/2026:13:04:05 +0000`, the common log format, as `requestContext.time` has it.
    public var commonLogFormat: String {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let minutes = abs(zoneOffset) / 60
        let zone = (zoneOffset < 0 ? "-" : "+") + padded(minutes / 60, 2) + padded(minutes % 60, 2)
        return "\(padded(day, 2))/\(months[month - 1])/\(year):\(timeOfDay()) \(zone)"
    }
}

/// `number` in at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    fileprivate func flooredRemainder(by divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
