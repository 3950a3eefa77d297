import Flows

#if canImport(Glibc)
import Glibc
#endif

/// Moments as other systems write them.
enum SourceTimes {
    /// `2026-11-22T13:04:05.568Z`, with any number of decimals, `+02:00` or `+0200`; a blank may stand
    /// for the `T`. Nil for other text: a time without a zone tells no moment.
    static func rfc3339(_ text: some StringProtocol) -> Timestamp? {
        var rest = text[...]
        guard let year = number(&rest, 4), take("-", &rest), let month = number(&rest, 2),
            take("-", &rest), let day = number(&rest, 2), take("T", &rest) || take(" ", &rest),
            let hour = number(&rest, 2), take(":", &rest), let minute = number(&rest, 2),
            take(":", &rest), let second = number(&rest, 2)
        else { return nil }
        var microseconds: Int64 = 0
        if take(".", &rest) || take(",", &rest) {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, let value = Int64((digits + "000000").prefix(6)) else {
                return nil
            }
            microseconds = value
            rest = rest.dropFirst(digits.count)
        }
        guard let offset = zone(&rest), rest.isEmpty else { return nil }
        return moment(year, month, day, hour, minute, second, offset)?
            .advanced(byMicroseconds: microseconds)
    }

    /// `22/Nov/2026:13:04:05 +0000`
    static func commonLogFormat(_ text: some StringProtocol) -> Timestamp? {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        var rest = text[...]
        guard let day = number(&rest, 2), take("/", &rest),
            let month = months.firstIndex(of: String(rest.prefix(3)))
        else { return nil }
        rest = rest.dropFirst(3)
        guard take("/", &rest), let year = number(&rest, 4), take(":", &rest),
            let hour = number(&rest, 2), take(":", &rest), let minute = number(&rest, 2),
            take(":", &rest), let second = number(&rest, 2), take(" ", &rest),
            let offset = zone(&rest), rest.isEmpty
        else { return nil }
        return moment(year, month + 1, day, hour, minute, second, offset)
    }

    /// Milliseconds since 1970, as CloudWatch and `requestTimeEpoch` have it.
    static func epoch(milliseconds: Int?) -> Timestamp? {
        guard let milliseconds, milliseconds > 0, milliseconds < 1 << 52 else { return nil }
        return Timestamp(microseconds: Int64(milliseconds) * 1000)
    }

    private static func take<Text: StringProtocol>(
        _ character: Character,
        _ rest: inout Text
    ) -> Bool where Text.SubSequence == Text {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func number<Text: StringProtocol>(_ rest: inout Text, _ digits: Int) -> Int?
    where Text.SubSequence == Text {
        let text = rest.prefix(digits)
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        rest = rest.dropFirst(digits)
        return Int(text)
    }

    /// Seconds east of UTC.
    private static func zone<Text: StringProtocol>(_ rest: inout Text) -> Int?
    where Text.SubSequence == Text {
        if take("Z", &rest) || take("z", &rest) { return 0 }
        let isEast = take("+", &rest)
        guard isEast || take("-", &rest), let hours = number(&rest, 2) else { return nil }
        _ = take(":", &rest)
        guard let minutes = number(&rest, 2) else { return nil }
        return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    private static func moment(
        _ year: Int,
        _ month: Int,
        _ day: Int,
        _ hour: Int,
        _ minute: Int,
        _ second: Int,
        _ offset: Int
    ) -> Timestamp? {
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        var fields = tm()
        fields.tm_year = Int32(year - 1900)
        fields.tm_mon = Int32(month - 1)
        fields.tm_mday = Int32(day)
        fields.tm_hour = Int32(hour)
        fields.tm_min = Int32(minute)
        fields.tm_sec = Int32(second)
        let seconds = timegm(&fields)
        // The library carries a 31st of June over into July.
        guard fields.tm_mday == Int32(day) || second == 60 else { return nil }
        return Timestamp(microseconds: (Int64(seconds) - Int64(offset)) * 1_000_000)
    }
}
