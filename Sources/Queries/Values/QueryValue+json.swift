import Flows

extension QueryValue {
    /// The value that a JSON value is, given by its bytes without white space around them.
    ///
    /// Numbers of more than 15 digits stay texts, which count as numbers in conditions and print as
    /// they are. Nil: the bytes are no JSON value.
    init?(json: Slice<UnsafeBufferPointer<UInt8>>) {
        guard let first = json.first else { return nil }
        switch first {
        case UInt8(ascii: "\""):
            var scanner = JSONScanner(Array(json))
            guard let text = try? scanner.readString() else { return nil }
            self = .string(text)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            self = .structure(String(decoding: json, as: UTF8.self))
        case UInt8(ascii: "t"): self = .boolean(true)
        case UInt8(ascii: "f"): self = .boolean(false)
        case UInt8(ascii: "n"): self = .null
        default:
            guard let number = decimalNumber(of: UnsafeBufferPointer(rebasing: json)) else {
                return nil
            }
            let digits = json.count { $0 &- UInt8(ascii: "0") < 10 }
            self = digits <= 15 ? .number(number) : .string(String(decoding: json, as: UTF8.self))
        }
    }

    /// The value as JSON text.
    public var json: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): decimalText(number)
        case .structure(let text): text
        case .string(let text):
            {
                var writer = JSONWriter(reservingCapacity: text.utf8.count + 2)
                writer.string(text)
                return String(decoding: writer.bytes, as: UTF8.self)
            }()
        }
    }
}
