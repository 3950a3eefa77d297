/// Adds up the rows of one group of `stats`.
public protocol QueryAccumulator {
    /// Takes a row.
    ///
    /// - Parameters:
    ///   - arguments: The values of the aggregate's arguments, without a period.
    ///   - time: The row's @timestamp in milliseconds since 1970, as far as there is one.
    mutating func add(_ arguments: [QueryValue], at time: Double?)

    /// The value for the rows so far.
    var result: QueryValue { get }
}

/// `count`: rows, or those that have the field.
struct CountAccumulator: QueryAccumulator {
    private var count = 0

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        if let value = arguments.first, value.isNull { return }
        count += 1
    }

    var result: QueryValue { .number(Double(count)) }
}

/// `sum`: of the values that are numbers; null when there are none.
struct SumAccumulator: QueryAccumulator {
    private var sum: Double?

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        guard let number = arguments[0].number else { return }
        sum = (sum ?? 0) + number
    }

    var result: QueryValue { sum.map { .finite($0) } ?? .null }
}

/// `avg`, `variance`, `stddev`, of the whole population, in one pass (Welford).
struct MomentsAccumulator: QueryAccumulator {
    enum Moment { case mean, variance, deviation }

    private let moment: Moment
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0

    init(_ moment: Moment) { self.moment = moment }

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        guard let number = arguments[0].number else { return }
        count += 1
        let distance = number - mean
        mean += distance / count
        squares += distance * (number - mean)
    }

    var result: QueryValue {
        guard count > 0 else { return .null }
        return switch moment {
        case .mean: .finite(mean)
        case .variance: .finite(squares / count)
        case .deviation: .finite((squares / count).squareRoot())
        }
    }
}

/// `min`, `max`, `sortsFirst`, `sortsLast`: the value that an order puts first, or last.
struct ExtremeAccumulator: QueryAccumulator {
    private let wanted: ValueOrder
    private let comparison: (QueryValue, QueryValue) -> ValueOrder
    private var best: QueryValue?

    /// `wanted` is how the result stands to every other value.
    init(_ wanted: ValueOrder, comparison: @escaping (QueryValue, QueryValue) -> ValueOrder) {
        self.wanted = wanted
        self.comparison = comparison
    }

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        guard !arguments[0].isNull, !arguments[0].isStructure else { return }
        if let best, comparison(arguments[0], best) != wanted { return }
        best = arguments[0]
    }

    var result: QueryValue { best ?? .null }
}

/// `pct`: the smallest value that at least so many percent do not exceed (nearest rank).
struct PercentileAccumulator: QueryAccumulator {
    private var numbers: [Double] = []
    private var percent = 50.0

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        percent = arguments[1].number ?? percent
        if let number = arguments[0].number { numbers.append(number) }
    }

    var result: QueryValue {
        guard !numbers.isEmpty else { return .null }
        let rank = Int((percent / 100 * Double(numbers.count)).rounded(.up))
        return .number(numbers.sorted()[min(max(rank - 1, 0), numbers.count - 1)])
    }
}

/// `countDistinct`, `values`: different values, by their texts.
struct DistinctAccumulator: QueryAccumulator {
    enum Form { case count, list }

    /// A list has no more values; those that come later are left out.
    static let listLimit = 10_000

    private let form: Form
    private var seen: Set<[UInt8]> = []
    private var list: [QueryValue] = []

    init(_ form: Form) { self.form = form }

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        guard let text = arguments[0].text else { return }
        if form == .list, list.count >= Self.listLimit { return }
        // Texts that only look the same are different, so bytes and not characters.
        guard seen.insert(Array(text.utf8)).inserted, form == .list else { return }
        list.append(arguments[0])
    }

    var result: QueryValue {
        switch form {
        case .count: .number(Double(seen.count))
        case .list: .list(list)
        }
    }
}

/// `topk`: the most frequent values, the first ones first among equals.
struct FrequencyAccumulator: QueryAccumulator {
    private var counts: [[UInt8]: (value: QueryValue, count: Int, place: Int)] = [:]
    private var limit = 1

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        limit = Int(min(max(arguments[0].number ?? 1, 1), 10_000))
        guard let text = arguments[1].text else { return }
        let place = counts.count
        counts[Array(text.utf8), default: (arguments[1], 0, place)].count += 1
    }

    var result: QueryValue {
        let ordered = counts.values.sorted { ($1.count, $0.place) < ($0.count, $1.place) }
        return .list(ordered.prefix(limit).map(\.value))
    }
}

/// `earliest`, `latest`: the value of the row with that @timestamp, among those that have one.
struct MomentAccumulator: QueryAccumulator {
    private let isLatest: Bool
    private var best: (time: Double, value: QueryValue)?

    init(isLatest: Bool) { self.isLatest = isLatest }

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        guard let time, !arguments[0].isNull else { return }
        if let best, isLatest ? time < best.time : time >= best.time { return }
        best = (time, arguments[0])
    }

    var result: QueryValue { best?.value ?? .null }
}

/// `rate`: how much a value grew from the earliest to the latest row, in each period; null when there
/// is no time between them.
struct RateAccumulator: QueryAccumulator {
    private let length: Double?
    private var first: (time: Double, value: Double)?
    private var last: (time: Double, value: Double)?

    init(period: Period?) { length = period?.milliseconds.map { Double($0) } }

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        guard let time, let value = arguments[0].number else { return }
        if first.map({ time < $0.time }) ?? true { first = (time, value) }
        if last.map({ time >= $0.time }) ?? true { last = (time, value) }
    }

    var result: QueryValue {
        guard let length, let first, let last, last.time > first.time else { return .null }
        return .finite((last.value - first.value) * length / (last.time - first.time))
    }
}

/// `histogram`: a map from ranges of the same width (`0-10`, the upper bound not in it but for the
/// last) to how many values are in them.
struct HistogramAccumulator: QueryAccumulator {
    private var numbers: [Double] = []
    private var buckets = 1

    mutating func add(_ arguments: [QueryValue], at time: Double?) {
        buckets = Int(min(max(arguments[1].number ?? 1, 1), 1000))
        if let number = arguments[0].number { numbers.append(number) }
    }

    var result: QueryValue {
        guard let least = numbers.min(), let most = numbers.max() else { return .null }
        let count = least == most ? 1 : buckets
        let width = (most - least) / Double(count)
        var counts = Array(repeating: 0, count: count)
        for number in numbers {
            counts[width == 0 ? 0 : min(count - 1, Int((number - least) / width))] += 1
        }
        let members = counts.enumerated().map { index, count in
            let lower = decimalText(least + Double(index) * width)
            let upper = decimalText(
                index == counts.count - 1 ? most : least + Double(index + 1) * width
            )
            return "\"\(lower)-\(upper)\":\(count)"
        }
        return .structure("{\(members.joined(separator: ","))}")
    }
}
