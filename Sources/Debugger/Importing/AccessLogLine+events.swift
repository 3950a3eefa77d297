import Flows

extension AccessLogLine {
    /// The client's request, as far as the line tells it.
    var sent: ImportedStory.Event? {
        guard let method else { return nil }
        let headers = userAgent.map { [(name: "User-Agent", value: $0)] } ?? []
        let head = MessageHead(
            method: method,
            target: path,
            protocolName: protocolName,
            client: sourceIP,
            headers: headers
        )
        return ImportedStory.Event(
            .sent(
                Sent(
                    kind: .imported,
                    api: nil,
                    apiKind: nil,
                    stage: stage,
                    method: method,
                    protocolName: protocolName,
                    headBytes: nil,
                    bodyBytes: nil,
                    isComplete: true,
                    traceID: traceID
                )
            ),
            path == nil && headers.isEmpty && sourceIP == nil
                ? [] : [Content(.request, head.message(body: []))],
            at: time
        )
    }

    /// Whether the line shows that a function was called.
    var tellsInvocation: Bool {
        integrationStatus != nil || integrationLatencyMilliseconds != nil
            || integrationError != nil || !functionRequestIDs.isEmpty
    }

    func triggered(function: String?, at time: Timestamp? = nil) -> ImportedStory.Event {
        ImportedStory.Event(
            .triggered(
                Triggered(function: function, route: route, format: nil, eventBytes: nil)
            ),
            at: time
        )
    }

    /// What the gateway says went wrong: its refusal, or the failure of the call.
    var failure: ImportedStory.Event? {
        if let cause = rejectCause {
            return ImportedStory.Event(
                .rejected(Rejected(cause, detail: errorResponseType)),
                errorMessage.map { [Content(.text, Array($0.utf8))] } ?? []
            )
        }
        if errorResponseType == "INTEGRATION_TIMEOUT" {
            return StoryParts.aborted(.gatewayLimit, message: errorMessage)
        }
        guard let message = integrationError else { return nil }
        return StoryParts.aborted(.unspecified, message: message)
    }

    /// - SeeAlso: [Gateway response types](https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html)
    private var rejectCause: RejectCause? {
        switch errorResponseType {
        case "MISSING_AUTHENTICATION_TOKEN", "RESOURCE_NOT_FOUND": .noRoute
        case "UNAUTHORIZED", "INVALID_SIGNATURE", "EXPIRED_TOKEN": .unauthorized
        case "ACCESS_DENIED", "WAF_FILTERED": .forbidden
        case "INVALID_API_KEY": .apiKey
        case "THROTTLED", "QUOTA_EXCEEDED": .throttled
        case "BAD_REQUEST_PARAMETERS", "BAD_REQUEST_BODY", "UNSUPPORTED_MEDIA_TYPE": .invalid
        case "REQUEST_TOO_LARGE": .tooLarge
        default: nil
        }
    }

    var returned: ImportedStory.Event {
        ImportedStory.Event(
            .returned(
                Returned(
                    status: status,
                    headBytes: nil,
                    bodyBytes: responseBytes,
                    isFromGateway: errorResponseType != nil || integrationError != nil,
                    integrationMicroseconds: integrationLatencyMilliseconds.map { $0 * 1000 }
                )
            ),
            at: responseLatencyMilliseconds.flatMap {
                time?.advanced(byMicroseconds: Int64($0) * 1000)
            }
        )
    }
}
