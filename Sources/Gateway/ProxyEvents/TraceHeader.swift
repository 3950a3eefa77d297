import Flows
import HTTPServer

/// The value of `X-Amzn-Trace-Id`.
///
/// `Root=1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11;Parent=53995c3f42cd8ad8;Sampled=1`
/// - SeeAlso: [Tracing header](https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader)
public struct TraceHeader: Equatable, Sendable, CustomStringConvertible {
    /// The trace id: `1-`, 8 hexadecimal digits of Unix seconds, `-`, 24 digits.
    public var root: String
    /// The id of the caller's segment: 16 hexadecimal digits.
    public var parent: String?
    /// `0`, `1`, or `?` when the decision is left to the receiver.
    public var sampled: String?
    /// Other fields as sent, such as `Lineage=1:9581a8d4:0`; they are passed on.
    public var rest: [String]

    public init(root: String, parent: String? = nil, sampled: String? = nil, rest: [String] = []) {
        self.root = root
        self.parent = parent
        self.sampled = sampled
        self.rest = rest
    }

    /// Reads the header's fields in any order, their keys in any letter case.
    ///
    /// Nil without a valid `Root`. An invalid `Parent` or `Sampled` is left out, and so is `Self`,
    /// which load balancers add and which must not become the parent.
    public init?(parsing text: some StringProtocol) {
        var root: String?
        var parent: String?
        var sampled: String?
        var rest: [String] = []
        for piece in String(text).utf8.split(separator: UInt8(ascii: ";")) {
            let field = Substring(piece.drop { $0 == UInt8(ascii: " ") })
            let key = field.prefix { $0 != "=" }
            let value = field.dropFirst(key.count + 1)
            switch key.lowercased() {
            case "root": root = Self.isTraceID(value) ? String(value) : nil
            case "parent": parent = Self.isHex(value.utf8, count: 16) ? String(value) : nil
            case "sampled": sampled = ["0", "1", "?"].contains(value) ? String(value) : nil
            case "self", "": continue
            default: rest.append(String(field))
            }
        }
        guard let root else { return nil }
        self.init(root: root, parent: parent, sampled: sampled, rest: rest)
    }

    /// Maps a W3C `traceparent`: the 32 digits become the root, the lowest flag bit the sampling.
    ///
    /// Nil for what the recommendation calls invalid: another shape, version `ff`, ids of zeros. Ids
    /// whose first digits are no plausible time are mapped all the same, as AWS does since 2023.
    /// - SeeAlso: [Trace Context](https://www.w3.org/TR/trace-context/#traceparent-header)
    public init?(traceparent text: some StringProtocol) {
        let parts = String(text).utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )
        guard parts.count >= 4, Self.isHex(parts[0], count: 2), Self.isHex(parts[1], count: 32),
            Self.isHex(parts[2], count: 16), Self.isHex(parts[3], count: 2)
        else { return nil }
        let version = String(decoding: parts[0], as: UTF8.self).lowercased()
        let zero = UInt8(ascii: "0")
        guard version != "ff", version != "00" || parts.count == 4,
            !parts[1].allSatisfy({ $0 == zero }), !parts[2].allSatisfy({ $0 == zero }),
            let flags = parts[3].last.flatMap(hexDigitValue)
        else { return nil }
        let trace = String(decoding: parts[1], as: UTF8.self).lowercased()
        self.init(
            root: "1-\(trace.prefix(8))-\(trace.dropFirst(8))",
            parent: String(decoding: parts[2], as: UTF8.self).lowercased(),
            sampled: flags & 1 == 1 ? "1" : "0"
        )
    }

    /// The same trace with a random `Parent` and `Sampled=0` where it had none, as a REST API
    /// answers with it and a function's process gets it.
    public func completed(random: inout some RandomNumberGenerator) -> TraceHeader {
        var copy = self
        if copy.parent == nil {
            var text: [UInt8] = []
            appendHex(of: random.next(), digits: 16, to: &text)
            copy.parent = String(decoding: text, as: UTF8.self)
        }
        copy.sampled = copy.sampled ?? "0"
        return copy
    }

    /// The header's value: `Root`, `Parent`, `Sampled`, then the other fields.
    public var description: String {
        var text = "Root=\(root)"
        if let parent { text += ";Parent=\(parent)" }
        if let sampled { text += ";Sampled=\(sampled)" }
        for field in rest { text += ";\(field)" }
        return text
    }

    private static func isTraceID(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].elementsEqual("1".utf8) && isHex(parts[1], count: 8)
            && isHex(parts[2], count: 24)
    }

    private static func isHex(_ text: some Collection<UInt8>, count: Int) -> Bool {
        text.count == count && text.allSatisfy { hexDigitValue($0) != nil }
    }
}

/// The trace that a request belongs to: the one in its `X-Amzn-Trace-Id`, else the one in its
/// `traceparent`, else a new one with the given root.
public func traceHeader(of request: HTTPRequest, newRoot: @autoclosure () -> String) -> TraceHeader
{
    if let sent = request.header("x-amzn-trace-id") {
        return TraceHeader(parsing: sent) ?? TraceHeader(root: newRoot())
    }
    return request.header("traceparent").flatMap { TraceHeader(traceparent: $0) }
        ?? TraceHeader(root: newRoot())
}
