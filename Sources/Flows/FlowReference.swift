/// The ids that clients and functions see, all of them made from the flow's identity, so that any of
/// them leads back to the flow without an index.
public enum FlowReference {
    /// `apigw-requestid` of an HTTP API: 16 characters ending with `=`.
    public static func gatewayRequestID(of flow: FlowID) -> String {
        base64Text(Array(flow.bytes.suffix(11)))
    }

    /// The short id inside an `apigw-requestid`; nil when the text is none.
    public static func shortID(ofGatewayRequestID text: String) -> ShortID? {
        guard text.utf8.count == 16, text.hasSuffix("="), let bytes = decodeBase64(text.utf8),
            bytes.count == 11
        else { return nil }
        return ShortID(value: bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) })
    }

    /// `x-amzn-RequestId` of a REST API.
    public static func restRequestID(of flow: FlowID) -> String { flow.uuidText(version: 8) }

    /// `1-8hex-24hex`, a new trace whose last digits are the short id.
    public static func traceID(of flow: FlowID) -> String {
        var text: [UInt8] = Array("1-".utf8)
        appendHex(of: UInt64(flow.time.microseconds / 1_000_000), digits: 8, to: &text)
        text.append(UInt8(ascii: "-"))
        appendHex(of: flow.high, digits: 8, to: &text)
        appendHex(of: flow.low, digits: 16, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The trace id in `text`, which may be a whole trace header; nil when there is none.
    public static func traceID(_ text: String) -> String? {
        let field = text.split(separator: ";").first { $0.lowercased().hasPrefix("root=") }
        let root = field.map { $0.dropFirst(5) } ?? text[...]
        let parts = root.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "1", parts[1].count == 8, parts[2].count == 24,
            root.dropFirst(2).utf8.allSatisfy({ $0 == 0x2D || hexDigitValue($0) != nil })
        else { return nil }
        return root.lowercased()
    }
}
