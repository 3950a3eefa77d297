import Flows
import HTTPServer
import Lambda

extension HandOffDocument {
    /// The document as JSON text, for an editor: an event or a result as it is; a message as
    /// `{method, target, headers: [[name, value]…], body}` or `{status, headers, body}`, a body that is
    /// not UTF-8 as `bodyBase64`.
    var text: [UInt8] {
        switch self {
        case .event(let bytes): return bytes
        case .result(let bytes): return bytes ?? []
        case .request(let request):
            return messageText(request.headers, request.body) {
                $0.key("method")
                $0.string(request.method)
                $0.key("target")
                $0.string(request.target)
            }
        case .response(let response):
            return messageText(response.headers, response.body) {
                $0.key("status")
                $0.integer(response.status)
            }
        }
    }

    /// The document that ``text`` became.
    /// - Throws: where it is no JSON, or no message, with the place.
    func replaced(by text: [UInt8]) throws(HoldingError) -> EditedDocument {
        do {
            try checkJSON(text)
        } catch {
            throw HoldingError(
                .invalid,
                "the document is \(error)",
                hint: "nothing was changed",
                range: error.offset..<min(error.offset + 1, text.count)
            )
        }
        let document: HandOffDocument
        switch self {
        case .event:
            guard text.count <= 6_291_556 else {
                throw HoldingError(.refused, "the event would be larger than 6 MiB")
            }
            document = .event(text)
        case .result: document = .result(text)
        case .request(let original):
            let message = try Self.message(in: text)
            guard let method = message.method, let target = message.target else {
                throw HoldingError(.invalid, "a request has a method and a target")
            }
            var editor = MessageEditor(original)
            _ = try editor.set(["method"], to: method, name: "request.method")
            _ = try editor.set(["target"], to: target, name: "request.target")
            try editor.replace(message.headers, message.body)
            document = .request(editor.request(original))
        case .response(let original):
            let message = try Self.message(in: text)
            guard let status = message.status, 200...599 ~= status else {
                throw HoldingError(.invalid, "a response has a status from 200 to 599")
            }
            var editor = MessageEditor(original)
            _ = try editor.set(["status"], to: String(status), name: "response.status")
            try editor.replace(message.headers, message.body)
            document = .response(editor.response)
        }
        let changes = changes(to: document)
        var isUnchanged = document.content == content
        // Another layout of the same JSON is no change; of a message the order of headers is one.
        switch self {
        case .event, .result: isUnchanged = isUnchanged || changes.isEmpty
        case .request, .response: break
        }
        return EditedDocument(document: document, changes: changes, isUnchanged: isUnchanged)
    }

    private func messageText(
        _ headers: [HTTPField],
        _ body: [UInt8],
        _ head: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 512 + body.count)
        json.beginObject()
        head(&json)
        json.key("headers")
        json.beginArray()
        for field in headers {
            json.beginArray()
            json.string(field.name)
            json.string(field.value)
            json.endArray()
        }
        json.endArray()
        if body.withUnsafeBufferPointer({ isValidUTF8($0) }) {
            json.key("body")
            json.string(utf8: body)
        } else {
            json.key("bodyBase64")
            json.string(base64: body)
        }
        json.endObject()
        return json.bytes
    }

    private struct MessageText {
        var method: String?
        var target: String?
        var status: Int?
        var headers: [HTTPField] = []
        var body: [UInt8] = []
    }

    private static func message(in text: [UInt8]) throws(HoldingError) -> MessageText {
        var message = MessageText()
        do {
            var scanner = JSONScanner(text)
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                switch key {
                case "method": message.method = try scanner.readString()
                case "target": message.target = try scanner.readString()
                case "status": message.status = Int(try scanner.readNumberText())
                case "body": message.body = try scanner.readStringBytes()
                case "bodyBase64":
                    guard let body = decodeBase64(try scanner.readStringBytes()) else {
                        throw HoldingError(.invalid, "bodyBase64 is no base64")
                    }
                    message.body = body
                case "headers": message.headers = try headers(&scanner)
                default: throw HoldingError(.invalid, "a message has no '\(key)'")
                }
            }
        } catch let error as HoldingError {
            throw error
        } catch {
            throw HoldingError(.invalid, "the message is \(error)")
        }
        return message
    }

    private static func headers(_ scanner: inout JSONScanner) throws -> [HTTPField] {
        var headers: [HTTPField] = []
        try scanner.beginArray()
        while try scanner.nextElement() {
            var pair: [String] = []
            try scanner.beginArray()
            while try scanner.nextElement() { pair.append(try scanner.readString()) }
            guard pair.count == 2 else {
                throw HoldingError(.invalid, "a header is a pair: [\"name\", \"value\"]")
            }
            try MessageEditor.checkHeader(pair[0], pair[1])
            headers.append(HTTPField(pair[0], pair[1]))
        }
        return headers
    }
}
