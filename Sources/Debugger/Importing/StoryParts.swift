import Flows

/// The events of a story from what a record tells of it.
enum StoryParts {
    /// `sent`, from a whole request.
    static func sent(
        _ head: MessageHead,
        body: [UInt8],
        isBodyKnown: Bool = true,
        apiKind: APIKind? = nil,
        stage: String? = nil,
        traceID: String? = nil,
        at time: Timestamp? = nil
    ) -> ImportedStory.Event {
        ImportedStory.Event(
            .sent(
                Sent(
                    kind: .imported,
                    api: nil,
                    apiKind: apiKind,
                    stage: stage,
                    method: head.method ?? "",
                    protocolName: head.protocolName,
                    headBytes: nil,
                    bodyBytes: isBodyKnown ? body.count : nil,
                    isComplete: true,
                    traceID: traceID ?? self.traceID(of: head)
                )
            ),
            [Content(.request, head.message(body: body))],
            at: time
        )
    }

    /// `sent` and `triggered`, from a Lambda event; the first only when it is a proxy event.
    static func trigger(
        _ event: [UInt8],
        _ node: JSONNode,
        function: String?,
        attempt: Int = 1,
        at time: Timestamp? = nil
    ) -> [ImportedStory.Event] {
        let request = ProxyEventRequest(node)
        var events: [ImportedStory.Event] = []
        if let request {
            events.append(
                sent(
                    request.head,
                    body: request.body,
                    apiKind: request.format == .rest ? .rest : .http,
                    stage: request.stage,
                    traceID: request.traceID,
                    at: request.time
                )
            )
        }
        let triggered = Triggered(
            function: function,
            route: request?.route,
            format: request?.format ?? .payload,
            eventBytes: event.count,
            attempt: max(1, attempt)
        )
        events.append(
            ImportedStory.Event(.triggered(triggered), [Content(.event, event)], at: time)
        )
        return events
    }

    /// `executed` with a result or an error document.
    static func executed(
        result: [UInt8]?,
        isError: Bool,
        errorType: String? = nil,
        message: String? = nil,
        at time: Timestamp? = nil
    ) -> ImportedStory.Event {
        let type = errorType ?? result.flatMap { topLevelString("errorType", in: $0) }
        var contents: [Content] = []
        if let result { contents.append(Content(.result, result)) }
        if let message, result == nil { contents.append(Content(.text, Array(message.utf8))) }
        return ImportedStory.Event(
            .executed(
                Executed(
                    errorType: isError ? type.map { String($0.prefix(200)) } : nil,
                    isError: isError,
                    durationMicroseconds: nil,
                    initMicroseconds: nil,
                    billedMilliseconds: nil,
                    memoryUsedMB: nil,
                    memorySizeMB: nil,
                    resultBytes: result?.count,
                    logBytes: 0
                )
            ),
            contents,
            at: time
        )
    }

    /// `aborted`: the record says that there was no answer.
    static func aborted(
        _ cause: AbortCause,
        errorType: String? = nil,
        message: String? = nil,
        at time: Timestamp? = nil
    ) -> ImportedStory.Event {
        let contents = message.map { [Content(.text, Array($0.utf8))] } ?? []
        return ImportedStory.Event(
            .aborted(Aborted(cause, errorType: errorType)),
            contents,
            at: time
        )
    }

    private static func traceID(of head: MessageHead) -> String? {
        head.header("x-amzn-trace-id").flatMap { FlowReference.traceID($0) }
    }

    /// `orders` of `arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST`.
    static func functionName(ofARN arn: String) -> String? {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 7, parts[0] == "arn", parts[2] == "lambda", parts[5] == "function",
            !parts[6].isEmpty
        else { return nil }
        return String(parts[6])
    }
}
