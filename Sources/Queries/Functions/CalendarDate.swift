/// A date of the Gregorian calendar and a time of day, in UTC.
///
/// - SeeAlso: [chrono-Compatible Low-Level Date Algorithms](https://howardhinnant.github.io/date_algorithms.html)
struct CalendarDate: Equatable {
    var year: Int
    /// 1 to 12.
    var month: Int
    /// 1 to 31.
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    /// 0 to 999,999.
    var microsecond = 0

    init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The date of a time in milliseconds since 1970, less than 10^17 in size.
    init(milliseconds: Double) {
        let microseconds = (milliseconds * 1000).rounded()
        let seconds = (microseconds / 1e6).rounded(.down)
        let days = Int((seconds / 86_400).rounded(.down))
        let secondOfDay = Int(seconds) - days * 86_400
        self.init(daysSince1970: days)
        hour = secondOfDay / 3600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
        microsecond = Int(microseconds - seconds * 1e6)
    }

    private init(daysSince1970 days: Int) {
        // Years begin in March and are counted in eras of 400.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    var milliseconds: Double {
        let seconds = daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
        return Double(seconds) * 1000 + Double(microsecond) / 1000
    }

    /// The beginning of a month, counted from January 1970.
    static func milliseconds(ofMonth month: Int) -> Double {
        let year = 1970 + (month >= 0 ? month : month - 11) / 12
        return CalendarDate(year: year, month: month - (year - 1970) * 12 + 1, day: 1).milliseconds
    }

    /// 0 is Sunday.
    var weekday: Int { ((daysSince1970 + 4) % 7 + 7) % 7 }

    /// From 1.
    var dayOfYear: Int {
        daysSince1970 - CalendarDate(year: year, month: 1, day: 1).daysSince1970 + 1
    }

    /// Whether the fields are within their bounds.
    var exists: Bool {
        guard (1...12).contains(month), (0..<24).contains(hour), (0..<60).contains(minute),
            (0...60).contains(second), (-200_000...200_000).contains(year)
        else { return false }
        return day >= 1 && CalendarDate(daysSince1970: daysSince1970).day == day
    }

    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    static let weekdayNames = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
}

/// Seconds east of UTC: `UTC`, `GMT`, `Z`, `+02:00`, `+0200`, `+02`, `UTC+2`. Nil for other zones, which
/// are not known here.
func zoneOffset(_ text: String) -> Int? {
    var rest = text.uppercased()[...]
    if rest.hasPrefix("UTC") || rest.hasPrefix("GMT") { rest = rest.dropFirst(3) }
    if rest.isEmpty { return text.isEmpty ? nil : 0 }
    if rest == "Z" { return 0 }
    guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
    let digits = rest.dropFirst().filter { $0 != ":" }
    guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(digits) else { return nil }
    let seconds: Int
    switch digits.count {
    case 1, 2: seconds = number * 3600
    case 4 where number % 100 < 60: seconds = number / 100 * 3600 + number % 100 * 60
    default: return nil
    }
    guard seconds <= 18 * 3600 else { return nil }
    return sign == "-" ? -seconds : seconds
}
