import Flows

/// Finds where a content holds another one of the same flow again, so that it is kept once: the
/// client's body in the Lambda event, the function's body in the response.
struct ContentSharing {
    private struct Sources {
        /// The client's message and where its body begins.
        var request: (id: Int64, bytes: [UInt8], bodyStart: Int)?
        /// The function's result and where the inside of its `body` string lies.
        var result: (id: Int64, bytes: [UInt8], body: Range<Int>)?
    }

    private var sources: [FlowID: Sources] = [:]

    mutating func forget(_ stream: FlowID) { sources[stream] = nil }

    mutating func reset() { sources.removeAll() }

    /// The content in form 1; nil when it is to be kept as it is.
    mutating func pieces(
        of content: (slot: UInt8, bytes: UnsafeRawBufferPointer),
        id: Int64,
        stream: FlowID
    ) -> [UInt8]? {
        guard content.bytes.count >= ContentPieces.smallestSlice else { return nil }
        switch ContentName(rawValue: content.slot) {
        case .request:
            let bytes = Array(content.bytes)
            if let lineFeed = bytes.firstIndex(of: 0x0A),
                bytes.count - lineFeed > ContentPieces.smallestSlice
            {
                sources[stream, default: Sources()].request = (id, bytes, lineFeed + 1)
            }
            return nil
        case .event:
            guard let request = sources[stream]?.request else { return nil }
            return eventPieces(content.bytes, request)
        case .result:
            let bytes = Array(content.bytes)
            if let body = Self.bodyRange(in: bytes),
                body.count > ContentPieces.smallestSlice
            {
                sources[stream, default: Sources()].result = (id, bytes, body)
            }
            return nil
        case .response:
            guard let result = sources[stream]?.result else { return nil }
            return responsePieces(content.bytes, result)
        case .log, .text, nil: return nil
        }
    }

    private func eventPieces(
        _ event: UnsafeRawBufferPointer,
        _ request: (id: Int64, bytes: [UInt8], bodyStart: Int)
    ) -> [UInt8]? {
        let body = request.bytes[request.bodyStart...]
        guard let range = Self.bodyRange(in: Array(event)),
            let escaped = ContentPieces.transform(body, .escaped),
            event[range].elementsEqual(escaped)
        else { return nil }
        return ContentPieces.encode(
            source: request.id,
            offset: request.bodyStart,
            length: body.count,
            way: .escaped,
            before: Array(event[..<range.lowerBound])[...],
            after: Array(event[range.upperBound...])[...]
        )
    }

    private func responsePieces(
        _ response: UnsafeRawBufferPointer,
        _ result: (id: Int64, bytes: [UInt8], body: Range<Int>)
    ) -> [UInt8]? {
        guard let lineFeed = response.firstIndex(of: 0x0A),
            let body = ContentPieces.transform(result.bytes[result.body], .unescaped),
            response.count - lineFeed - 1 == body.count,
            response[(lineFeed + 1)...].elementsEqual(body)
        else { return nil }
        return ContentPieces.encode(
            source: result.id,
            offset: result.body.lowerBound,
            length: result.body.count,
            way: .unescaped,
            before: Array(response[...lineFeed])[...],
            after: []
        )
    }

    /// Where the inside of the top-level string `body` lies in an event or a result.
    private static func bodyRange(in document: [UInt8]) -> Range<Int>? {
        var scanner = JSONScanner(document)
        do {
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                let isBody = key == "body"
                let kind = try scanner.peek()
                let value = try scanner.skipValue()
                if isBody {
                    return kind == .string ? (value.startIndex + 1)..<(value.endIndex - 1) : nil
                }
            }
        } catch {
            return nil
        }
        return nil
    }
}
