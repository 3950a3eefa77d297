import Flows
import HTTPServer

extension HTTPResponse {
    /// An answer that only says something: `{"message":"…"}`, as AWS's services have it.
    public init(status: Int, message: String) {
        self.init(status: status, json: Self.messageBody(message))
    }

    /// An answer in JSON.
    public init(status: Int, json: [UInt8]) {
        self.init(
            status: status,
            headers: [HTTPField("content-type", "application/json")],
            body: json
        )
    }

    /// An answer of JSON objects, one a line: all of them, or the head of a stream.
    public init(status: Int = 200, jsonLines: [UInt8]) {
        self.init(
            status: status,
            headers: [HTTPField("content-type", "application/jsonl")],
            body: jsonLines
        )
    }

    public static func messageBody(_ message: String) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("message")
        json.string(message)
        json.endObject()
        return json.bytes
    }
}
