extension Period {
    /// The beginning of the period that holds a time, in milliseconds since 1970, UTC.
    ///
    /// Periods of fixed length are counted from 1970-01-01, so weeks begin on a Thursday; months,
    /// quarters and years from January 1970.
    public func floor(_ time: Double) -> Double {
        if let length = milliseconds {
            return (time / Double(length)).rounded(.down) * Double(length)
        }
        guard abs(time) < 1e17 else { return .nan }
        let date = CalendarDate(milliseconds: time)
        let months = (date.year - 1970) * 12 + date.month - 1
        let begun = Int((Double(months) / Double(monthCount)).rounded(.down)) * monthCount
        return CalendarDate.milliseconds(ofMonth: begun)
    }

    /// The end of the period that holds a time; the time itself where a period begins.
    public func ceiling(_ time: Double) -> Double {
        let begin = floor(time)
        guard begin < time else { return begin }
        if let length = milliseconds { return begin + Double(length) }
        let date = CalendarDate(milliseconds: begin)
        return CalendarDate.milliseconds(
            ofMonth: (date.year - 1970) * 12 + date.month - 1 + monthCount
        )
    }

    /// The number of months of a calendar period, at most a million years.
    private var monthCount: Int {
        let unitMonths = unit == .year ? 12 : unit == .quarter ? 3 : 1
        return Int(min(max(1, count), 1_000_000)) * unitMonths
    }
}
