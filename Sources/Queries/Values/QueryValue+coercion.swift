extension QueryValue {
    public var isNull: Bool { self == .null }

    /// The value as a number: a text that is one (``decimalNumber(of:)``), true as 1 and false as 0; nil for
    /// other texts, maps, lists and null.
    public var number: Double? {
        switch self {
        case .number(let number): number
        case .string(let text): decimalNumber(of: text)
        case .boolean(let flag): flag ? 1 : 0
        case .null, .structure: nil
        }
    }

    /// The value as a text: numbers as ``decimalText(_:)`` shows them, `true`, `false`; nil for maps,
    /// lists and null.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number): decimalText(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .null, .structure: nil
        }
    }

    /// Whether a condition of this value holds; nil when that cannot be said.
    ///
    /// Numbers hold when they are not 0, texts when they are `true` or such a number; other texts,
    /// maps, lists and null say nothing.
    public var truth: Bool? {
        switch self {
        case .boolean(let flag): flag
        case .number(let number): number != 0
        case .string("true"): true
        case .string("false"): false
        case .string(let text): decimalNumber(of: text).map { $0 != 0 }
        case .null, .structure: nil
        }
    }

    /// `nil` as null.
    public init(_ text: String?) { self = text.map(QueryValue.string) ?? .null }
    public init(_ number: Double?) { self = number.map(QueryValue.number) ?? .null }
    public init(_ flag: Bool?) { self = flag.map(QueryValue.boolean) ?? .null }
}
