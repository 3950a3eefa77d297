import Flows

/// Records of asynchronous invocations as Lambda sends them to destinations, bare, in EventBridge's
/// envelope (`detail`), in an array or one a line. Those of event source mappings have no payload.
///
/// Such a record tells of the last attempt only, and of no time but its own.
/// - SeeAlso: [Capturing records of asynchronous invocations](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)
struct DestinationReader {
    let function: String?

    static func isRecord(_ node: JSONNode) -> Bool {
        node["requestContext"]?["functionArn"]?.string != nil && node["version"] != nil
    }

    func read(_ source: ImportSource, into reading: inout ImportReading) {
        source.forEachJSON(opensArrays: true, into: &reading) { node, place, reading in
            reading.add { () throws(ImportProblem) in try story(node, place) }
        }
    }

    /// The story of one record. `time` is when the message that brought it was sent, for records
    /// without one.
    func story(
        _ node: JSONNode,
        _ place: ImportPlace,
        ids: [String] = [],
        time: Timestamp? = nil
    ) throws(ImportProblem) -> ImportedStory {
        let isWrapped = !Self.isRecord(node) && node["detail"] != nil
        let record = isWrapped ? node["detail"]! : node
        let place = isWrapped ? place.at(".detail") : place
        guard let context = record["requestContext"] else {
            throw ImportProblem(
                place.at(".requestContext"),
                "missing: a destination's record has it",
                hint: "--from event takes a bare Lambda event"
            )
        }
        guard let arn = context["functionArn"]?.string,
            let name = StoryParts.functionName(ofARN: arn)
        else {
            throw ImportProblem(place.at(".requestContext.functionArn"), "no function's ARN")
        }
        let requestID = context["requestId"]?.string
        let startedAt = record["timestamp"]?.string.flatMap { SourceTimes.rfc3339($0) } ?? time
        let attempt = context["approximateInvokeCount"]?.integer ?? 1
        var events: [ImportedStory.Event]
        if let payload = record["requestPayload"] {
            events = StoryParts.trigger(
                payload.bytes,
                payload,
                function: function ?? name,
                attempt: attempt
            )
        } else {
            // The records of an event source mapping name the batch, not what was in it.
            let triggered = Triggered(
                function: function ?? name,
                route: nil,
                format: nil,
                eventBytes: nil,
                attempt: max(1, attempt)
            )
            events = [ImportedStory.Event(.triggered(triggered))]
        }
        if let end = end(of: record, condition: context["condition"]?.string) { events.append(end) }
        return ImportedStory(
            ImportOrigin(format: ImportFormat.destination.rawValue, requestID: requestID),
            place: place.naming(ids),
            key: requestID.map { "\($0) \(arn)" },
            startedAt: startedAt,
            events: events
        )
    }

    private func end(of record: JSONNode, condition: String?) -> ImportedStory.Event? {
        let response = record["responseContext"]
        let payload = record["responsePayload"].flatMap { $0.isNull ? nil : $0 }
        if response?["functionError"]?.string != nil {
            return StoryParts.executed(result: payload?.bytes, isError: true)
        }
        // A result of null is one all the same.
        if condition == "Success" {
            return StoryParts.executed(result: record["responsePayload"]?.bytes, isError: false)
        }
        switch response?["statusCode"]?.integer {
        case 429?: return StoryParts.aborted(.throttled, message: condition)
        default: break
        }
        guard let condition else { return nil }
        return StoryParts.aborted(.unspecified, message: condition)
    }
}

extension ImportPlace {
    /// With the ids that the record has at its source.
    func naming(_ ids: [String]) -> ImportPlace {
        guard !ids.isEmpty else { return self }
        let names = ids.joined(separator: ", ")
        return ImportPlace(
            file: file,
            line: line,
            path: (path.map { "\($0) " } ?? "") + "(\(names))"
        )
    }
}
