import Flows

/// How much of a body is shown without `--full`.
private let bodyLimit = 4096

extension FlowFacts {
    /// `show`: everything that is kept of the flow, for reading.
    func document(zone: DisplayZone, isFull: Bool) -> [Block] {
        var blocks: [Block] = [.heading(header(zone: zone)), .line(lineage)]
        if flow.isErased { blocks.append(.line(StyledText("contents were erased", .caution))) }
        if let request {
            let head = request.head
            let line =
                "\(head.method ?? "") \(maskedTarget(head.target ?? "")) \(head.protocolName ?? "")"
            blocks += section("Request", line + (head.client.map { "   from \($0)" } ?? ""))
            blocks += headerBlocks(head) + bodyBlocks(request.body, of: head, isFull: isFull)
        }
        if let event = content(.event), let attempt = flow.lastAttempt {
            blocks += section(
                "Event",
                "format \(attempt.triggered.format?.rawValue ?? unknownWord), \(sizeText(event.count))"
            )
            blocks += jsonBlocks(event[...], isFull: isFull)
        }
        for index in flow.attempts.indices { blocks += attemptBlocks(index, isFull: isFull) }
        if let response {
            blocks += section("Response", response.head.status.map(statusWords) ?? "")
            blocks += headerBlocks(response.head)
            blocks += bodyBlocks(response.body, of: response.head, isFull: isFull)
        }
        blocks += section("Ids", "")
        blocks += identities.map { name, value in
            .verbatim(StyledText("  \(name): ", .faint) + StyledText(value))
        }
        return blocks
    }

    private func section(_ title: String, _ rest: String) -> [Block] {
        [
            .line(StyledText()),
            .verbatim(StyledText(title, .heading) + StyledText(rest.isEmpty ? "" : "  \(rest)")),
        ]
    }

    private func headerBlocks(_ head: MessageHead) -> [Block] {
        head.headers.map { header in
            let value = isMasked(header.name) ? maskedValue : header.value
            return .verbatim(StyledText("  \(header.name): ", .faint) + StyledText(value))
        }
    }

    /// `function error at step 3 · 1.21 s · 1 attempt · replay of …`
    private var lineage: StyledText {
        var parts = [endWords]
        if let duration = flow.durationMicroseconds {
            parts.append(durationText(microseconds: duration))
        }
        if let replayed = flow.sent?.replayOf { parts.append("replay of \(replayed.shortID)") }
        if let name = flow.sent?.operatorName { parts.append("by \(name)") }
        if let batch = flow.sent?.batch { parts.append("in \(batch)") }
        if let editWords { parts.append(editWords) }
        return StyledText(parts.joined(separator: " · "), role(of: flow.outcome))
    }

    private func attemptBlocks(_ index: Int, isFull: Bool) -> [Block] {
        let attempt = flow.attempts[index]
        let trigger = attempt.triggered
        var parts = [trigger.function ?? "\(unknownWord) function"]
        if trigger.isAuthorizer { parts.append("authorizer") }
        if flow.attempts.count > 1 { parts.append("attempt \(trigger.attempt)") }
        if let started = attempt.started { parts.append(started.isCold ? "cold" : "warm") }
        if let time = attempt.durationMicroseconds {
            parts.append("duration \(durationText(microseconds: Int64(time)))")
        }
        if let time = attempt.initMicroseconds {
            parts.append("init \(durationText(microseconds: Int64(time)))")
        }
        let billed = attempt.executed?.billedMilliseconds ?? attempt.aborted?.billedMilliseconds
        if let billed { parts.append("billed \(billed) ms") }
        let used = attempt.executed?.memoryUsedMB ?? attempt.aborted?.memoryUsedMB
        let size = attempt.executed?.memorySizeMB ?? attempt.aborted?.memorySizeMB
        if let used, let size { parts.append("memory \(used) of \(size) MB") }
        if let code = trigger.code { parts.append("code \(code)") }
        let document = result(ofAttempt: index)
        let failure = failureWords(of: attempt, errorDocument: document)
        var blocks = section(failure == nil ? "Result" : "Error", parts.joined(separator: " · "))
        if let failure { blocks.append(.verbatim(StyledText("  \(failure)", .failure))) }
        if let undecodable = flow.undecodable, index == lastAttemptIndex {
            blocks.append(.verbatim(StyledText("  not mapped: \(undecodable.reason)", .failure)))
        }
        if let document { blocks += jsonBlocks(document[...], isFull: isFull) }
        return blocks
    }

    private func bodyBlocks(
        _ body: ArraySlice<UInt8>,
        of head: MessageHead,
        isFull: Bool
    ) -> [Block] {
        guard !body.isEmpty else { return [] }
        let isForm = head.header("content-type")?.hasPrefix("application/x-www-form") ?? false
        if isForm {
            return jsonBlocks(
                Array(maskedForm(String(decoding: body, as: UTF8.self)).utf8)[...],
                isFull: isFull
            )
        }
        return jsonBlocks(body, isFull: isFull)
    }

    /// JSON laid out for reading, other text as it is; binary data only by its size.
    private func jsonBlocks(_ bytes: ArraySlice<UInt8>, isFull: Bool) -> [Block] {
        let source = Array(bytes)
        let isText = source.withUnsafeBufferPointer { isValidUTF8($0) }
        guard isText, !source.contains(0) else {
            return [
                .verbatim(
                    StyledText(
                        "  (binary, \(sizeText(source.count)); in base64 with -o json)",
                        .faint
                    )
                )
            ]
        }
        let text = maskedJSON(source, indent: 2) ?? source
        let shown = isFull ? text[...] : text.prefix(bodyLimit)
        var lines = String(decoding: shown, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)[...]
        if lines.last?.isEmpty == true { lines.removeLast() }
        var blocks: [Block] = lines.map { .verbatim(StyledText("  \($0)")) }
        if shown.count < text.count {
            let rest = sizeText(text.count - shown.count)
            blocks.append(
                .verbatim(StyledText("  … \(rest) more: show \(flow.id.shortID) --full", .faint))
            )
        }
        return blocks
    }

    /// Every id by which somebody may have met this flow.
    private var identities: [(name: String, value: String)] {
        var list = [
            ("flow", flow.id.description)
        ]
        if let id = lambdaRequestID { list.append(("lambda request", id)) }
        if let id = flow.origin?.gatewayRequestID { list.append(("gateway request", id)) }
        if let batch = flow.origin?.batch { list.append(("import", batch.description)) }
        for name in ["apigw-requestid", "x-amzn-requestid", "x-amz-apigw-id"] {
            if let value = response?.head.header(name) { list.append((name, value)) }
        }
        if let trace = flow.sent?.traceID { list.append(("trace", trace)) }
        if let origin = flow.sent?.replayOf { list.append(("replay of", origin.description)) }
        return list.map { (name: $0.0, value: $0.1) }
    }
}

extension FlowFacts {
    /// A flow with all that is kept of it, for machines: the fields of ``flowFields``, then
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `request` | `{method, target, protocol, client, headers: [[name, value]…], body}`; a body that is not UTF-8 is `bodyBase64` |
    /// | `event` `result` | the documents, as JSON; a result that is no JSON as a string |
    /// | `response` | `{status, headers, body}` |
    /// | `attemptList` | one object an attempt: function, attempt, outcome, errorType, durationMs, initMs, billedMs, memoryUsedMB, memorySizeMB, cold |
    /// | `lambdaRequestId` | the id that the function saw |
    ///
    /// Masked values are `‹masked›`.
    var documentRecords: Records {
        let extra: [(String, MachineValue)] = [
            ("request", request.map { .json(messageJSON($0.head, $0.body)) } ?? .null),
            ("event", contentJSON(.event)), ("result", contentJSON(.result)),
            ("response", response.map { .json(messageJSON($0.head, $0.body)) } ?? .null),
            ("attemptList", .json(attemptsJSON)),
            ("lambdaRequestId", MachineValue(lambdaRequestID)),
        ]
        return Records(
            fields: flowFields + extra.map(\.0),
            rows: [flowRow(FlowSummary(flow)) + extra.map(\.1)],
            isSingle: true
        )
    }

    private func contentJSON(_ name: ContentName) -> MachineValue {
        guard let bytes = content(name) else { return .null }
        if let masked = maskedJSON(bytes, indent: nil) { return .json(masked) }
        return .string(String(decoding: bytes, as: UTF8.self))
    }

    private func messageJSON(_ head: MessageHead, _ body: ArraySlice<UInt8>) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        let texts: [(StaticString, String?)] = [
            ("method", head.method), ("target", head.target.map(maskedTarget)),
            ("protocol", head.protocolName), ("client", head.client),
        ]
        for (name, text) in texts {
            guard let text else { continue }
            json.key(name)
            json.string(text)
        }
        if let status = head.status {
            json.key("status")
            json.integer(status)
        }
        json.key("headers")
        json.beginArray()
        for header in head.headers {
            json.beginArray()
            json.string(header.name)
            json.string(isMasked(header.name) ? maskedValue : header.value)
            json.endArray()
        }
        json.endArray()
        let bytes = Array(body)
        if bytes.withUnsafeBufferPointer({ isValidUTF8($0) }) {
            let isForm = head.header("content-type")?.hasPrefix("application/x-www-form") ?? false
            let text = String(decoding: bytes, as: UTF8.self)
            json.key("body")
            if let masked = maskedJSON(bytes, indent: nil).map({
                String(decoding: $0, as: UTF8.self)
            }),
                masked.contains(maskedValue)
            {
                json.string(masked)
            } else {
                json.string(isForm ? maskedForm(text) : text)
            }
        } else {
            json.key("bodyBase64")
            json.string(base64: bytes)
        }
        json.endObject()
        return json.bytes
    }

    private var attemptsJSON: [UInt8] {
        var json = JSONWriter()
        json.beginArray()
        for attempt in flow.attempts {
            let fields: [(String, MachineValue)] = [
                ("function", MachineValue(attempt.triggered.function)),
                ("attempt", .integer(Int64(attempt.triggered.attempt))),
                ("authorizer", .boolean(attempt.triggered.isAuthorizer)),
                ("outcome", MachineValue(attempt.outcome)),
                ("errorType", MachineValue(attempt.errorType)),
                (
                    "durationMs",
                    MachineValue(milliseconds: attempt.durationMicroseconds.map { Int64($0) })
                ),
                ("initMs", MachineValue(milliseconds: attempt.initMicroseconds.map { Int64($0) })),
                (
                    "billedMs",
                    MachineValue(
                        attempt.executed?.billedMilliseconds ?? attempt.aborted?.billedMilliseconds
                    )
                ),
                (
                    "memoryUsedMB",
                    MachineValue(attempt.executed?.memoryUsedMB ?? attempt.aborted?.memoryUsedMB)
                ),
                (
                    "memorySizeMB",
                    MachineValue(attempt.executed?.memorySizeMB ?? attempt.aborted?.memorySizeMB)
                ),
                ("cold", MachineValue(attempt.started?.isCold)),
            ]
            json.beginObject()
            for (name, value) in fields {
                json.key(name)
                value.write(to: &json)
            }
            json.endObject()
        }
        json.endArray()
        return json.bytes
    }
}
