/// A written form of dates and times, in Java's letters or in those of strftime.
///
/// - SeeAlso: [DateTimeFormatter](https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html#patterns),
///   [strftime](https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html)
struct DatePattern {
    private enum Field: Equatable {
        case literal(String)
        case year(digits: Int)
        case month
        case monthName(isLong: Bool)
        case day, dayOfYear
        case hour, hour12, minute, second
        /// Digits after the second's point.
        case fraction(digits: Int)
        case half
        case weekday(isLong: Bool)
        /// `+0200`, `+02:00`; with `z` also `Z` and `UTC`.
        case zone(hasColon: Bool, isZuluShort: Bool)
        case zoneName
        case epochSeconds
        /// `1` Monday to `7`, or `0` Sunday to `6`.
        case weekdayNumber(isISO: Bool)
    }

    private struct Item {
        let field: Field
        /// The least number of digits, filled with zeros.
        let width: Int
        /// A width filled with blanks, as `%e` has it.
        var isBlankPadded = false
    }

    private var items: [Item] = []

    // MARK: Reading patterns

    /// `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`
    static func java(_ text: String) -> DatePattern {
        var pattern = DatePattern()
        var characters = Array(text)[...]
        while let first = characters.first {
            if first == "'" {
                characters.removeFirst()
                pattern.append(literal: takeQuoted(&characters))
                continue
            }
            let run = characters.prefix { $0 == first }.count
            characters = characters.dropFirst(run)
            if let field = javaField(first, run) {
                let isText = run > 2 && (first == "M" || first == "L") || first == "E"
                pattern.items.append(Item(field: field, width: isText ? 0 : run))
            } else {
                pattern.append(literal: String(repeating: first, count: run))
            }
        }
        return pattern
    }

    private static func takeQuoted(_ characters: inout ArraySlice<Character>) -> String {
        var text = ""
        while let character = characters.popFirst() {
            guard character == "'" else {
                text.append(character)
                continue
            }
            // Two quotes are one.
            guard characters.first == "'" else { break }
            characters.removeFirst()
            text.append("'")
        }
        return text.isEmpty ? "'" : text
    }

    private static func javaField(_ letter: Character, _ count: Int) -> Field? {
        switch letter {
        case "y", "u": .year(digits: count)
        case "M", "L": count > 2 ? .monthName(isLong: count > 3) : .month
        case "d": .day
        case "D": .dayOfYear
        case "H": .hour
        case "h": .hour12
        case "m": .minute
        case "s": .second
        case "S": .fraction(digits: count)
        case "a": .half
        case "E": .weekday(isLong: count > 3)
        case "X": .zone(hasColon: count > 2, isZuluShort: true)
        case "x": .zone(hasColon: count > 2, isZuluShort: false)
        case "Z": .zone(hasColon: count > 3, isZuluShort: false)
        case "z", "V", "O": .zoneName
        default: nil
        }
    }

    /// `%Y-%m-%dT%H:%M:%S`
    static func strftime(_ text: String) -> DatePattern {
        var pattern = DatePattern()
        var characters = Array(text)[...]
        while let character = characters.popFirst() {
            guard character == "%", let letter = characters.popFirst() else {
                pattern.append(literal: String(character))
                continue
            }
            pattern.append(strftimeLetter: letter)
        }
        return pattern
    }

    private mutating func append(strftimeLetter letter: Character) {
        func add(_ field: Field, _ width: Int) { items.append(Item(field: field, width: width)) }
        switch letter {
        case "Y": add(.year(digits: 4), 4)
        case "y": add(.year(digits: 2), 2)
        case "m": add(.month, 2)
        case "d": add(.day, 2)
        case "e": items.append(Item(field: .day, width: 2, isBlankPadded: true))
        case "j": add(.dayOfYear, 3)
        case "H": add(.hour, 2)
        case "I": add(.hour12, 2)
        case "M": add(.minute, 2)
        case "S": add(.second, 2)
        case "L": add(.fraction(digits: 3), 3)
        case "f": add(.fraction(digits: 6), 6)
        case "p": add(.half, 0)
        case "a": add(.weekday(isLong: false), 0)
        case "A": add(.weekday(isLong: true), 0)
        case "b", "h": add(.monthName(isLong: false), 0)
        case "B": add(.monthName(isLong: true), 0)
        case "u": add(.weekdayNumber(isISO: true), 1)
        case "w": add(.weekdayNumber(isISO: false), 1)
        case "z": add(.zone(hasColon: false, isZuluShort: false), 0)
        case "Z": add(.zoneName, 0)
        case "s": add(.epochSeconds, 1)
        case "F": items += Self.strftime("%Y-%m-%d").items
        case "T": items += Self.strftime("%H:%M:%S").items
        case "R": items += Self.strftime("%H:%M").items
        case "D": items += Self.strftime("%m/%d/%y").items
        case "n": append(literal: "\n")
        case "t": append(literal: "\t")
        case "%": append(literal: "%")
        // Letters without a meaning stay as they are.
        default: append(literal: "%\(letter)")
        }
    }

    private mutating func append(literal text: String) {
        if case .literal(let before)? = items.last?.field {
            items[items.count - 1] = Item(field: .literal(before + text), width: 0)
        } else {
            items.append(Item(field: .literal(text), width: 0))
        }
    }

    // MARK: Formatting

    /// A time in milliseconds since 1970, shown in a zone so many seconds east of UTC; nil beyond the
    /// calendar.
    func format(_ time: Double, zone: Int) -> String? {
        guard abs(time) < 1e15 else { return nil }
        let date = CalendarDate(milliseconds: time + Double(zone) * 1000)
        return items.map { text(of: $0, date, time: time, zone: zone) }.joined()
    }

    private func text(of item: Item, _ date: CalendarDate, time: Double, zone: Int) -> String {
        func number(_ value: Int) -> String {
            let digits = String(value)
            let fill = item.isBlankPadded ? " " : "0"
            return String(repeating: fill, count: max(0, item.width - digits.count)) + digits
        }
        func name(_ text: String, _ isLong: Bool) -> String {
            isLong ? text : String(text.prefix(3))
        }
        switch item.field {
        case .literal(let text): return text
        case .year(let digits): return number(digits == 2 ? date.year % 100 : date.year)
        case .month: return number(date.month)
        case .monthName(let isLong): return name(CalendarDate.monthNames[date.month - 1], isLong)
        case .day: return number(date.day)
        case .dayOfYear: return number(date.dayOfYear)
        case .hour: return number(date.hour)
        case .hour12: return number((date.hour + 11) % 12 + 1)
        case .minute: return number(date.minute)
        case .second: return number(date.second)
        case .fraction(let digits):
            let text = String(date.microsecond)
            let six = String(repeating: "0", count: 6 - text.count) + text
            return String(six.prefix(digits)) + String(repeating: "0", count: max(0, digits - 6))
        case .half: return date.hour < 12 ? "AM" : "PM"
        case .weekday(let isLong): return name(CalendarDate.weekdayNames[date.weekday], isLong)
        case .weekdayNumber(let isISO):
            return String(isISO ? (date.weekday + 6) % 7 + 1 : date.weekday)
        case .zone(let hasColon, let isZuluShort):
            return isZuluShort && zone == 0 ? "Z" : zoneText(zone, hasColon: hasColon)
        case .zoneName: return zone == 0 ? "UTC" : zoneText(zone, hasColon: true)
        case .epochSeconds: return String(Int((time / 1000).rounded(.down)))
        }
    }

    private func zoneText(_ zone: Int, hasColon: Bool) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = abs(zone) / 60
        return (zone < 0 ? "-" : "+") + two(minutes / 60) + (hasColon ? ":" : "")
            + two(minutes % 60)
    }

    // MARK: Parsing

    /// The time in milliseconds since 1970 of a text of this form; nil when it is of another one.
    /// A zone in the text goes before `zone`.
    func parse(_ text: String, zone: Int) -> Double? {
        var rest = text[...]
        var date = CalendarDate(year: 1970, month: 1, day: 1)
        var zone = zone
        var isAfternoon: Bool?
        var epochSeconds: Int?
        for (index, item) in items.enumerated() {
            let isNumberNext = index + 1 < items.count && isNumber(items[index + 1].field)
            func number(_ digits: ClosedRange<Int>) -> Int? {
                let most = isNumberNext ? max(1, item.width) : digits.upperBound
                let run = rest.prefix { $0.isASCII && $0.isNumber }.prefix(most)
                guard run.count >= min(digits.lowerBound, item.width), let value = Int(run) else {
                    return nil
                }
                rest = rest.dropFirst(run.count)
                return value
            }
            switch item.field {
            case .literal(let text):
                guard rest.hasPrefix(text) else { return nil }
                rest = rest.dropFirst(text.count)
            case .year(let digits):
                guard let value = number(digits == 2 ? 2...2 : 1...6) else { return nil }
                date.year = digits == 2 ? 2000 + value : value
            case .month:
                guard let value = number(1...2) else { return nil }
                date.month = value
            case .monthName(let isLong):
                guard let value = takeName(CalendarDate.monthNames, isLong, &rest) else {
                    return nil
                }
                date.month = value + 1
            case .day:
                guard let value = number(1...2) else { return nil }
                date.day = value
            case .dayOfYear:
                guard let value = number(1...3), (1...366).contains(value) else { return nil }
                (date.month, date.day) = (1, 1)
                date = CalendarDate(
                    milliseconds: date.milliseconds + Double(value - 1) * 86_400_000
                )
            case .hour:
                guard let value = number(1...2) else { return nil }
                date.hour = value
            case .hour12:
                guard let value = number(1...2), (1...12).contains(value) else { return nil }
                date.hour = value % 12
            case .minute:
                guard let value = number(1...2) else { return nil }
                date.minute = value
            case .second:
                guard let value = number(1...2) else { return nil }
                date.second = value
            case .fraction(let digits):
                let run = rest.prefix { $0.isASCII && $0.isNumber }.prefix(digits)
                guard run.count == digits, let value = Int(run.prefix(6)) else { return nil }
                date.microsecond =
                    value * (0..<max(0, 6 - digits)).reduce(1) { power, _ in power * 10 }
                rest = rest.dropFirst(digits)
            case .half:
                guard let value = takeName(["AM", "PM"], true, &rest) else { return nil }
                isAfternoon = value == 1
            case .weekday(let isLong):
                guard takeName(CalendarDate.weekdayNames, isLong, &rest) != nil else { return nil }
            case .weekdayNumber: guard number(1...1) != nil else { return nil }
            case .epochSeconds:
                guard let value = number(1...12) else { return nil }
                epochSeconds = value
            case .zone, .zoneName:
                let run = rest.prefix { $0.isLetter || $0.isNumber || "+-:".contains($0) }
                guard let value = zoneOffset(String(run)) else { return nil }
                zone = value
                rest = rest.dropFirst(run.count)
            }
        }
        guard rest.isEmpty, date.exists else { return nil }
        if let epochSeconds { return Double(epochSeconds) * 1000 }
        if isAfternoon == true { date.hour += 12 }
        return date.milliseconds - Double(zone) * 1000
    }

    private func isNumber(_ field: Field) -> Bool {
        switch field {
        case .year, .month, .day, .dayOfYear, .hour, .hour12, .minute, .second, .fraction,
            .epochSeconds, .weekdayNumber:
            true
        case .literal, .monthName, .half, .weekday, .zone, .zoneName: false
        }
    }

    /// The number of the name, from 0, that the text begins with, in any letter case.
    private func takeName(_ names: [String], _ isLong: Bool, _ rest: inout Substring) -> Int? {
        for (index, name) in names.enumerated() {
            let name = isLong ? name : String(name.prefix(3))
            guard rest.lowercased().hasPrefix(name.lowercased()) else { continue }
            rest = rest.dropFirst(name.count)
            return index
        }
        return nil
    }
}
