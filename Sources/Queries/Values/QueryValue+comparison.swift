/// How two values stand to each other.
public enum ValueOrder: Sendable {
    case ascending, same, descending

    init<Value: Comparable>(_ a: Value, _ b: Value) {
        self = a < b ? .ascending : b < a ? .descending : .same
    }

    var reversed: ValueOrder {
        switch self {
        case .ascending: .descending
        case .same: .same
        case .descending: .ascending
        }
    }
}

extension QueryValue {
    public var isStructure: Bool {
        if case .structure = self { true } else { false }
    }

    var isBoolean: Bool {
        if case .boolean = self { true } else { false }
    }

    /// A number that is finite, else null.
    static func finite(_ number: Double) -> QueryValue { number.isFinite ? .number(number) : .null }

    /// A list as JSON text.
    static func list(_ elements: [QueryValue]) -> QueryValue {
        .structure("[" + elements.map(\.json).joined(separator: ",") + "]")
    }

    /// The order of two values in a comparison: of numbers when both are (``number``), else of their
    /// texts by code point. Nil when one of them is missing, a map or a list.
    public func order(to other: QueryValue) -> ValueOrder? {
        if let a = number, let b = other.number { return ValueOrder(a, b) }
        return textOrder(to: other)
    }

    /// The order of two values as texts, whatever they look like.
    public func textOrder(to other: QueryValue) -> ValueOrder? {
        guard let a = text, let b = other.text else { return nil }
        return byteOrder(a, b)
    }

    /// ``order(to:)`` is the same; nil when that cannot be said.
    func equals(_ other: QueryValue) -> Bool? { order(to: other).map { $0 == .same } }
}

/// The order of two texts by code point, which is that of their UTF-8.
func byteOrder(_ a: String, _ b: String) -> ValueOrder {
    var (a, b) = (a, b)
    return a.withUTF8 { a in
        b.withUTF8 { b in
            for index in 0..<min(a.count, b.count) where a[index] != b[index] {
                return a[index] < b[index] ? .ascending : .descending
            }
            return ValueOrder(a.count, b.count)
        }
    }
}

/// The order of `min` and `max`: numbers by size, then texts by code point.
func valueOrder(_ a: QueryValue, _ b: QueryValue) -> ValueOrder {
    switch (a.number, b.number) {
    case (let a?, let b?): ValueOrder(a, b)
    case (_?, nil): .ascending
    case (nil, _?): .descending
    case (nil, nil): a.textOrder(to: b) ?? .same
    }
}
