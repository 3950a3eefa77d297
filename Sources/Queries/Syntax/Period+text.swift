extension Period.Unit {
    /// The spellings of the documentation; those of more than one letter also with an `s`.
    /// - SeeAlso: [bin](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html)
    var spellings: [String] {
        switch self {
        case .millisecond: ["ms", "msec", "millisecond"]
        case .second: ["s", "sec", "second"]
        case .minute: ["m", "min", "minute"]
        case .hour: ["h", "hr", "hour"]
        case .day: ["d", "day"]
        case .week: ["w", "week"]
        case .month: ["mo", "mon", "month"]
        case .quarter: ["q", "qtr", "quarter"]
        case .year: ["y", "yr", "year"]
        }
    }

    /// The unit of a spelling, in any letter case; nil for another word.
    public init?(spelling: some StringProtocol) {
        let word = spelling.lowercased()
        let unit = Self.allCases.first { unit in
            unit.spellings.contains { $0 == word || $0.utf8.count > 1 && $0 + "s" == word }
        }
        guard let unit else { return nil }
        self = unit
    }
}

extension Period {
    /// `5m`, `1h`, `500ms`; and `1.5s`, which is a whole number of milliseconds. Nil for other text.
    public init?(_ text: some StringProtocol) {
        guard let end = text.firstIndex(where: { !$0.isASCII || !($0.isNumber || $0 == ".") }),
            let unit = Unit(spelling: text[end...])
        else { return nil }
        self.init(number: String(text[..<end]), unit: unit)
    }

    /// The number is decimal digits, perhaps with a fraction.
    init?(number: String, unit: Unit) {
        if let count = Int64(number) {
            let (_, isTooLong) = count.multipliedReportingOverflow(by: unit.milliseconds ?? 1)
            if isTooLong { return nil }
            self.init(count: count, unit: unit)
            return
        }
        guard let length = unit.milliseconds, let count = Double(number) else { return nil }
        let milliseconds = count * Double(length)
        guard milliseconds == milliseconds.rounded(), milliseconds < 0x1p53 else { return nil }
        self.init(count: Int64(milliseconds), unit: .millisecond)
    }

    /// As it is written: `5m`, `1mo`.
    public var text: String { "\(count)\(unit.spellings[0])" }
}
