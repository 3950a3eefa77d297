import Flows

/// Entries of an HTTP Archive. Each is a request that a browser or proxy saw, with its response; of the
/// function behind it an archive knows nothing.
/// - SeeAlso: [HAR 1.2](http://www.softwareishard.com/blog/har-12-spec/)
struct HARReader {
    func read(_ source: ImportSource, into reading: inout ImportReading) {
        var skipped = 0
        source.forEachJSON(opensArrays: false, into: &reading) { node, place, reading in
            guard let entries = node["log"]?["entries"]?.elements else {
                reading.problems.append(
                    ImportProblem(place.at(".log.entries"), "missing: an HTTP Archive has it")
                )
                return
            }
            for (index, entry) in entries.enumerated() {
                let place = place.at(".log.entries[\(index)]")
                reading.add { () throws(ImportProblem) in
                    let story = try story(entry, place)
                    if story == nil { skipped += 1 }
                    return story
                }
            }
        }
        if skipped > 0 {
            let words = skipped == 1 ? "entry is no HTTP request" : "entries are no HTTP requests"
            reading.notes.append("\(source.fileName): \(skipped) \(words)")
        }
    }

    /// Nil for `data:`, `blob:` and their like.
    private func story(
        _ entry: JSONNode,
        _ place: ImportPlace
    ) throws(ImportProblem) -> ImportedStory? {
        guard let request = entry["request"], let method = request["method"]?.string else {
            throw ImportProblem(place.at(".request.method"), "missing")
        }
        guard let address = request["url"]?.string else {
            throw ImportProblem(place.at(".request.url"), "missing")
        }
        guard let url = HTTPURL(address), address.contains("://") else { return nil }
        let startedAt = entry["startedDateTime"]?.string.flatMap { SourceTimes.rfc3339($0) }
        if let text = entry["startedDateTime"]?.string, startedAt == nil {
            throw ImportProblem(place.at(".startedDateTime"), "'\(text)' is no time")
        }
        let isTimeTold = entry["_timeUnknown"]?.boolean != true
        let time = isTimeTold ? startedAt : nil
        let head = MessageHead(
            method: method,
            target: url.target,
            protocolName: request["httpVersion"]?.string.flatMap(protocolName),
            headers: headers(request, host: url.authority)
        )
        let body = try body(ofRequest: request, place)
        var events = [
            StoryParts.sent(head, body: body.bytes, isBodyKnown: body.isKnown, at: time)
        ]
        var origin = ImportOrigin(format: ImportFormat.har.rawValue, scheme: url.scheme)
        events += try answer(entry, at: time, place, &origin)
        return ImportedStory(
            origin,
            place: place,
            key: nil,
            startedAt: time,
            events: events
        )
    }

    /// `HTTP/1.1`, `HTTP/2`: browsers write `h2` and `http/1.1`. Empty is not told.
    private func protocolName(_ text: String) -> String? {
        switch text.lowercased() {
        case "": nil
        case "h2", "http/2", "http/2.0": "HTTP/2"
        case "h3", "http/3", "http/3.0": "HTTP/3"
        default: text.uppercased()
        }
    }

    /// The fields as listed. HTTP/2's own (`:path`) are no fields of a message; `Host` is what the URL
    /// says where none is listed.
    private func headers(
        _ message: JSONNode,
        host: String?
    ) -> [(name: String, value: String)] {
        let listed = (message["headers"]?.elements ?? []).compactMap {
            node -> (name: String, value: String)? in
            guard let name = node["name"]?.string, !name.hasPrefix(":") else { return nil }
            return (name, node["value"]?.scalarText ?? "")
        }
        guard let host, !listed.contains(where: { $0.name.lowercased() == "host" }) else {
            return listed
        }
        return [("Host", host)] + listed
    }

    private func body(
        ofRequest request: JSONNode,
        _ place: ImportPlace
    ) throws(ImportProblem) -> (bytes: [UInt8], isKnown: Bool) {
        guard let data = request["postData"], !data.isNull else {
            let size = request["bodySize"]?.integer ?? -1
            return ([], size <= 0)
        }
        if let text = try content(of: data, place.at(".request.postData")) { return (text, true) }
        guard let fields = data["params"]?.elements, !fields.isEmpty else { return ([], false) }
        let pairs = fields.map { field in
            "\(formEncoded(field["name"]?.string ?? ""))=\(formEncoded(field["value"]?.string ?? ""))"
        }
        return (Array(pairs.joined(separator: "&").utf8), true)
    }

    private func formEncoded(_ text: String) -> String {
        String(percentEncoded(text, keeping: " *").map { $0 == " " ? "+" : $0 })
    }

    /// `text`, decoded when it is in base64; nil when there is none.
    private func content(
        of node: JSONNode,
        _ place: ImportPlace
    ) throws(ImportProblem) -> [UInt8]? {
        guard let text = node["text"]?.string else { return nil }
        guard node["encoding"]?.string == "base64" else { return Array(text.utf8) }
        guard let bytes = decodeBase64(text.utf8) else {
            throw ImportProblem(place.at(".text"), "not base64")
        }
        return bytes
    }

    // MARK: Response

    private func answer(
        _ entry: JSONNode,
        at time: Timestamp?,
        _ place: ImportPlace,
        _ origin: inout ImportOrigin
    ) throws(ImportProblem) -> [ImportedStory.Event] {
        // Browsers write status 0 where no answer came.
        guard let response = entry["response"], let status = response["status"]?.integer, status > 0
        else { return [] }
        let head = MessageHead(status: status, headers: headers(response, host: nil))
        let body = try response["content"].flatMap { (node) throws(ImportProblem) in
            try content(of: node, place.at(".response.content"))
        }
        origin.requestID = head.header("x-amzn-requestid")
        origin.gatewayRequestID = head.header("apigw-requestid") ?? head.header("x-amz-apigw-id")
        let timings = HARClock(entry)
        let size = response["content"]?["size"]?.integer ?? -1
        let returned = Returned(
            status: status,
            headBytes: positive(response["headersSize"]),
            bodyBytes: body?.count ?? (size >= 0 ? size : nil),
            isFromGateway: false,
            integrationMicroseconds: nil
        )
        var events = [
            ImportedStory.Event(
                .returned(returned),
                [Content(.response, head.message(body: body ?? []))],
                at: timings.firstByte.flatMap { time?.advanced(byMicroseconds: $0) }
            )
        ]
        if let first = timings.firstByte, let last = timings.lastByte {
            let displayed = Displayed(
                bytes: sum(positive(response["headersSize"]), positive(response["bodySize"])),
                firstByteMicroseconds: Int(first),
                lastByteMicroseconds: Int(last),
                isReportedByClient: true
            )
            events.append(
                ImportedStory.Event(
                    .displayed(displayed),
                    at: time?.advanced(byMicroseconds: last)
                )
            )
        }
        return events
    }

    private func positive(_ node: JSONNode?) -> Int? {
        node?.integer.flatMap { $0 >= 0 ? $0 : nil }
    }

    private func sum(_ a: Int?, _ b: Int?) -> Int? {
        guard let a, let b else { return nil }
        return a + b
    }
}

/// The times of an entry, in microseconds after its start.
private struct HARClock {
    var firstByte: Int64?
    var lastByte: Int64?

    init(_ entry: JSONNode) {
        guard let timings = entry["timings"], let wait = timings["wait"]?.double, wait >= 0,
            let send = timings["send"]?.double, send >= 0
        else { return }
        // What does not apply is -1; `ssl` is part of `connect`.
        let before = ["blocked", "dns", "connect"].reduce(0.0) {
            $0 + max(0, timings[$1]?.double ?? 0)
        }
        let first = before + send + wait
        firstByte = Int64((first * 1000).rounded())
        guard let receive = timings["receive"]?.double, receive >= 0 else { return }
        lastByte = Int64(((first + receive) * 1000).rounded())
    }
}
