import Flows
import HTTPServer

extension HTTPRequest {
    /// The request as the log keeps it.
    public var message: [UInt8] {
        MessageHead(
            method: method,
            target: target,
            protocolName: protocolName,
            client: "\(clientAddress):\(clientPort)",
            headers: headers.map { ($0.name, $0.value) }
        ).message(body: body)
    }
}

extension HTTPResponse {
    /// The response as the log keeps it.
    public var message: [UInt8] {
        MessageHead(status: status, headers: headers.map { ($0.name, $0.value) })
            .message(body: body)
    }

    /// Bytes of status line and headers as built; `Date` and `Content-Length` come later.
    public var headBytes: Int {
        headers.reduce(17) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    }
}
