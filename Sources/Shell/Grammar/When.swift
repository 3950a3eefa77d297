import EventStore
import Flows
import Glibc

/// A moment as people write it, before it is known which one.
enum When: Equatable {
    /// `-1h`, `15m`, `90s ago`
    case ago(microseconds: Int64)
    case moment(Timestamp)
    /// `#1234`
    case position(Int64)
    /// `7f3a9c21` or `7f3a9c21:3`, to be looked up
    case request(reference: String, step: FlowStep?)
}

extension When {
    /// The form errors show.
    static let help =
        "-15m, 90s ago, today, yesterday 14:00, 14:02:11, 2026-11-22T15:00Z, #1234, 7f3a:3"

    /// Reads a moment at the start of `words` and says how many words it took.
    ///
    /// Anchored: a word is understood whole or not at all, so `5months` is an error and not 5 m.
    static func parse(
        _ words: ArraySlice<Word>,
        now: Timestamp,
        zone: DisplayZone
    ) throws(ShellError) -> (when: When, count: Int) {
        guard let word = words.first else {
            throw ShellError("no time given", hint: "one of: \(help)")
        }
        let text = word.text
        let second = words.dropFirst().first
        if text == "now" { return (.moment(now), 1) }
        if text == "today" || text == "yesterday" {
            let day = midnight(of: now, daysBefore: text == "today" ? 0 : 1, zone: zone)
            guard let second, second.text.first?.isNumber == true, second.text.contains(":") else {
                return (.moment(timeOn(day, hour: 0, minute: 0, second: 0, zone: zone)), 1)
            }
            guard let clock = clockTime(second.text) else {
                throw ShellError(
                    "'\(second.text)' is no time of day",
                    at: second,
                    hint: "as in: 14:00"
                )
            }
            return (.moment(timeOn(day, clock, zone: zone)), 2)
        }
        if text.hasPrefix("#") {
            guard let position = Int64(text.dropFirst()), position > 0 else {
                throw ShellError("'\(text)' is no place in the log", at: word, hint: "as in: #1234")
            }
            return (.position(position), 1)
        }
        if let clock = clockTime(text) {
            let today = midnight(of: now, daysBefore: 0, zone: zone)
            let candidate = timeOn(today, clock, zone: zone)
            // A time of day that is still to come was meant for yesterday.
            guard candidate > now else { return (.moment(candidate), 1) }
            let day = midnight(of: now, daysBefore: 1, zone: zone)
            return (.moment(timeOn(day, clock, zone: zone)), 1)
        }
        if let moment = try rfc3339(text, at: word, zone: zone) { return (.moment(moment), 1) }
        if let request = reference(text) { return (request, 1) }
        // The sign is ours to ignore: a moment given this way lies in the past.
        if let span = try timeSpan(text.hasPrefix("-") ? text.dropFirst() : text[...], at: word) {
            let isAgo = second?.text == "ago"
            return (.ago(microseconds: span), isAgo ? 2 : 1)
        }
        throw ShellError("'\(text)' is no time", at: word, hint: "one of: \(help)")
    }
}

/// The days and times are computed with the C library, which knows the zones.
private func midnight(of time: Timestamp, daysBefore: Int, zone: DisplayZone) -> tm {
    let fields = zone.fields(of: time)
    var day = tm()
    day.tm_year = Int32(fields.year - 1900)
    day.tm_mon = Int32(fields.month - 1)
    day.tm_mday = Int32(fields.day - daysBefore)
    return day
}

private func timeOn(_ day: tm, hour: Int, minute: Int, second: Int, zone: DisplayZone) -> Timestamp
{
    var fields = day
    fields.tm_hour = Int32(hour)
    fields.tm_min = Int32(minute)
    fields.tm_sec = Int32(second)
    fields.tm_isdst = -1
    let seconds = zone == .utc ? timegm(&fields) : mktime(&fields)
    return Timestamp(microseconds: Int64(seconds) * 1_000_000)
}

private func timeOn(
    _ day: tm,
    _ clock: (hour: Int, minute: Int, second: Int),
    zone: DisplayZone
) -> Timestamp {
    timeOn(day, hour: clock.hour, minute: clock.minute, second: clock.second, zone: zone)
}

/// `HH:MM` or `HH:MM:SS`.
private func clockTime(_ text: some StringProtocol) -> (hour: Int, minute: Int, second: Int)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3,
        parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers[0] < 24, numbers[1] < 60, numbers.count == 2 || numbers[2] < 60 else {
        return nil
    }
    return (numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0)
}

/// `2026-11-22`, `2026-11-22T15:01[:50[.102]][Z|+02:00]`; without a zone, the one of the screen.
private func rfc3339(
    _ text: String,
    at word: Word,
    zone: DisplayZone
) throws(ShellError) -> Timestamp? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
        let year = Int(text.prefix(4)), let month = Int(text.dropFirst(5).prefix(2)),
        let day = Int(text.dropFirst(8).prefix(2))
    else { return nil }
    let wrong = ShellError(
        "'\(text)' is no date and time",
        at: word,
        hint: "as in: 2026-11-22T15:01:50Z"
    )
    guard (1...12).contains(month), (1...daysIn(month: month, year: year)).contains(day) else {
        throw wrong
    }
    var fields = tm()
    fields.tm_year = Int32(year - 1900)
    fields.tm_mon = Int32(month - 1)
    fields.tm_mday = Int32(day)
    var rest = text.dropFirst(10)
    guard !rest.isEmpty else { return timeOn(fields, hour: 0, minute: 0, second: 0, zone: zone) }
    guard rest.first == "T" || rest.first == "t" || rest.first == " " else { throw wrong }
    rest = rest.dropFirst()
    let clockPart = rest.prefix { $0.isNumber || $0 == ":" }
    guard let clock = clockTime(clockPart) else { throw wrong }
    rest = rest.dropFirst(clockPart.count)
    var microseconds: Int64 = 0
    if rest.first == "." {
        let digits = rest.dropFirst().prefix { $0.isNumber }
        guard !digits.isEmpty, digits.count <= 9,
            let value = Int64((digits + "000000").prefix(6))
        else { throw wrong }
        microseconds = value
        rest = rest.dropFirst(digits.count + 1)
    }
    if rest.isEmpty {
        return timeOn(fields, clock, zone: zone).advanced(byMicroseconds: microseconds)
    }
    let utc = timeOn(fields, clock, zone: .utc).advanced(byMicroseconds: microseconds)
    if rest == "Z" || rest == "z" { return utc }
    guard let sign = rest.first, sign == "+" || sign == "-",
        let offset = clockTime(rest.dropFirst())
    else { throw wrong }
    let seconds = Int64(offset.hour * 3600 + offset.minute * 60)
    return utc.advanced(byMicroseconds: (sign == "+" ? -seconds : seconds) * 1_000_000)
}

private func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

/// `7f3a`, `@last:3`, a UUID; a step may follow a colon.
private func reference(_ text: String) -> When? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.first, !name.isEmpty else { return nil }
    let isMarked = name.first == "@" || name.first == "%" || name == "."
    let isHexadecimal = name.utf8.allSatisfy { hexDigitValue($0) != nil || $0 == UInt8(ascii: "-") }
    // `15d` and `5000` are spans or mistakes; an id alone needs all eight digits to be one.
    let isID = isHexadecimal && (parts.count == 2 ? name.count >= 4 : name.count >= 8)
    guard isMarked || isID else { return nil }
    guard parts.count == 2 else { return .request(reference: String(name), step: nil) }
    let step = Int(parts[1]).flatMap { FlowStep(rawValue: $0) } ?? FlowStep(name: parts[1])
    guard let step else { return nil }
    return .request(reference: String(name), step: step)
}

extension Session {
    /// Which moment is meant.
    func resolve(_ when: When, at word: Word) throws(ShellError) -> Timestamp {
        switch when {
        case .ago(let span): return now.advanced(byMicroseconds: -span)
        case .moment(let time): return time
        case .position(let position):
            let log = try log()
            do {
                let events = try log.events(from: position, limit: 1, newestFirst: false)
                if let event = events.first, event.position == position { return event.recordedAt }
                let head = try log.head()
                throw ShellError(
                    "the log ends at #\(head)",
                    at: word,
                    hint: "a place from #1 to #\(head)"
                )
            } catch let error as LogError {
                throw ShellError(error)
            } catch let error as ShellError {
                throw error
            } catch {
                throw ShellError(.unreachable, "\(error)")
            }
        case .request(let reference, let step):
            let place = Word(reference, range: word.range, line: word.line)
            let (flow, _) = try story(of: place)
            guard let step else { return flow.sentAt }
            guard let time = flow.stepTimes[step] else {
                throw ShellError(
                    "\(flow.id.shortID) never reached '\(step.name)'",
                    at: word,
                    hint: "steps \(flow.id.shortID)"
                )
            }
            return time
        }
    }
}

/// The window of a listing.
struct TimeRange {
    var since: Timestamp?
    var until: Timestamp?
}

extension Session {
    /// Takes `since WHEN`, `until WHEN` and `in WHEN..WHEN` out of the words.
    func takeRange(from words: inout [Word]) throws(ShellError) -> TimeRange? {
        var range: TimeRange?
        var index = 0
        while index < words.count {
            let keyword = words[index]
            guard !keyword.isQuoted, ["since", "until", "in"].contains(keyword.text) else {
                index += 1
                continue
            }
            guard index + 1 < words.count else {
                throw ShellError(
                    "no time after '\(keyword.text)'",
                    at: .end(of: keyword.line),
                    hint: "one of: \(When.help)"
                )
            }
            var current = range ?? TimeRange()
            let following = words[(index + 1)...]
            var count = 1
            if keyword.text == "in" {
                (current.since, current.until) = try window(following[index + 1])
            } else {
                let parsed = try When.parse(following, now: now, zone: settings.zone)
                count = parsed.count
                let time = try resolve(parsed.when, at: words[index + 1])
                if keyword.text == "since" { current.since = time } else { current.until = time }
            }
            if let since = current.since, let until = current.until, since >= until {
                throw ShellError(
                    "the window ends before it begins",
                    at: words[index + 1],
                    hint: "put the earlier time after 'since'"
                )
            }
            range = current
            words.removeSubrange(index...(index + count))
        }
        return range
    }

    /// `14:00..15:00`
    private func window(_ word: Word) throws(ShellError) -> (Timestamp, Timestamp) {
        let bytes = Array(word.text.utf8)
        let dots = bytes.indices.dropLast().first {
            bytes[$0] == UInt8(ascii: ".") && bytes[$0 + 1] == UInt8(ascii: ".")
        }
        guard let dots else {
            throw ShellError("'\(word.text)' is no window", at: word, hint: "as in: 14:00..15:00")
        }
        func moment(_ part: ArraySlice<UInt8>) throws(ShellError) -> Timestamp {
            let text = Word(
                String(decoding: part, as: UTF8.self),
                range: word.range,
                line: word.line
            )
            let when = try When.parse([text], now: now, zone: settings.zone).when
            return try resolve(when, at: text)
        }
        return (try moment(bytes[..<dots]), try moment(bytes[(dots + 2)...]))
    }
}
