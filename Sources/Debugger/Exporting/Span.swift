import Flows

/// A value of an attribute.
enum SpanValue {
    case text(String)
    case integer(Int)
    case boolean(Bool)
}

/// One span as OTLP/JSON has it.
struct Span {
    /// The numbers of the protocol.
    enum Kind: Int {
        case `internal` = 1
        case server = 2
    }

    var name: String
    var kind: Kind
    /// 32 hexadecimal digits.
    var traceID: String
    /// 16 hexadecimal digits.
    var id: String
    var parentID: String?
    var start: Timestamp
    var end: Timestamp
    var attributes: [(String, SpanValue)] = []
    /// Why it failed; nil when it did not.
    var failure: String?
    /// Type and message of an error that was raised in it.
    var exception: (type: String?, message: String?)?

    func write(to json: inout JSONWriter) {
        json.beginObject()
        for (key, value) in [
            ("traceId", traceID), ("spanId", id), ("parentSpanId", parentID ?? ""), ("name", name),
        ] {
            json.key(key)
            json.string(value)
        }
        json.key("kind")
        json.integer(kind.rawValue)
        json.key("startTimeUnixNano")
        json.string(nanoseconds(start))
        json.key("endTimeUnixNano")
        json.string(nanoseconds(max(start, end)))
        json.attributes(attributes)
        if let exception { writeEvent(exception, to: &json) }
        json.key("status")
        json.beginObject()
        if let failure {
            json.key("message")
            json.string(failure)
            json.key("code")
            json.integer(2)
        }
        json.endObject()
        json.endObject()
    }

    private func writeEvent(
        _ exception: (type: String?, message: String?),
        to json: inout JSONWriter
    ) {
        json.key("events")
        json.beginArray()
        json.beginObject()
        json.key("timeUnixNano")
        json.string(nanoseconds(end))
        json.key("name")
        json.string("exception")
        var attributes: [(String, SpanValue)] = []
        if let type = exception.type { attributes.append(("exception.type", .text(type))) }
        if let text = exception.message { attributes.append(("exception.message", .text(text))) }
        json.attributes(attributes)
        json.endObject()
        json.endArray()
    }

    private func nanoseconds(_ time: Timestamp) -> String { "\(time.microseconds)000" }
}

extension JSONWriter {
    mutating func attributes(_ attributes: [(String, SpanValue)]) {
        key("attributes")
        beginArray()
        for (name, value) in attributes {
            beginObject()
            key("key")
            string(name)
            key("value")
            beginObject()
            switch value {
            case .text(let text):
                key("stringValue")
                string(text)
            case .integer(let number):
                // The JSON form of a 64-bit number is a string.
                key("intValue")
                string(String(number))
            case .boolean(let flag):
                key("boolValue")
                boolean(flag)
            }
            endObject()
            endObject()
        }
        endArray()
    }
}
