import Flows
import HTTPServer

extension HTTPResponse {
    /// An answer that only says something: `{"message":"…"}`, as AWS's services have it.
    public init(status: Int, message: String) {
        self.init(
            status: status,
            headers: [HTTPField("content-type", "application/json")],
            body: Self.messageBody(message)
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
