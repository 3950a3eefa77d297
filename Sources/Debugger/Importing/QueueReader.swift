import Flows

/// Messages of an SQS queue as `aws sqs receive-message --message-attribute-names All` prints them.
///
/// A message of a dead-letter queue has the event as its body and says in its attributes which request
/// failed with what; a message of a destination's queue has the destination's record as its body. What
/// came through SNS is unwrapped.
/// - SeeAlso: [Dead-letter queues](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq)
struct QueueReader {
    let function: String?

    func read(_ source: ImportSource, into reading: inout ImportReading) {
        source.forEachJSON(opensArrays: true, into: &reading) { node, place, reading in
            guard let messages = node["Messages"]?.elements else {
                reading.add { () throws(ImportProblem) in try story(node, place) }
                return
            }
            for (index, message) in messages.enumerated() {
                reading.add { () throws(ImportProblem) in
                    try story(message, place.at(".Messages[\(index)]"))
                }
            }
        }
    }

    private func story(
        _ message: JSONNode,
        _ place: ImportPlace
    ) throws(ImportProblem) -> ImportedStory {
        guard let text = message["Body"]?.string else {
            throw ImportProblem(place.at(".Body"), "missing: a message has it")
        }
        let envelope = try? JSONNode(Array(text.utf8))
        let isSNS = envelope?["Type"]?.string == "Notification" && envelope?["Message"] != nil
        let body = isSNS ? envelope?["Message"]?.string ?? text : text
        let bytes = Array(body.utf8)
        let node: JSONNode
        do { node = try JSONNode(bytes) } catch {
            throw ImportProblem(
                place.at(".Body"),
                "no JSON (byte \(error.offset)), so no event of a function"
            )
        }
        let ids = message["MessageId"]?.string.map { ["message \($0)"] } ?? []
        let sent = SourceTimes.epoch(
            milliseconds: message["Attributes"]?["SentTimestamp"]?.integer
        )
        let isRecord =
            DestinationReader.isRecord(node)
            || node["detail"].map(DestinationReader.isRecord) == true
        if isRecord {
            return try DestinationReader(function: function).story(
                node,
                place.at(".Body"),
                ids: ids,
                time: sent
            )
        }
        let attributes = isSNS ? envelope?["MessageAttributes"] : message["MessageAttributes"]
        guard let requestID = attribute("RequestID", attributes) else {
            throw ImportProblem(
                place.at(".MessageAttributes"),
                "no RequestID: this is no message of a function's dead-letter queue",
                hint: "receive with --message-attribute-names All, or take the bodies as events: "
                    + "--from event"
            )
        }
        return ImportedStory(
            ImportOrigin(format: ImportFormat.queue.rawValue, requestID: requestID),
            place: place.naming(ids),
            key: requestID,
            startedAt: sent,
            events: StoryParts.trigger(bytes, node, function: function) + [failure(attributes)]
        )
    }

    private func failure(_ attributes: JSONNode?) -> ImportedStory.Event {
        let message = attribute("ErrorMessage", attributes)
        switch attribute("ErrorCode", attributes).flatMap({ Int($0) }) {
        // The invocation itself went well; the function reported the error.
        case 200?: return StoryParts.executed(result: nil, isError: true, message: message)
        case 429?: return StoryParts.aborted(.throttled, message: message)
        default: return StoryParts.aborted(.unspecified, message: message)
        }
    }

    /// SQS says `StringValue`, SNS `Value`.
    private func attribute(_ name: String, _ attributes: JSONNode?) -> String? {
        let node = attributes?[name]
        return (node?["StringValue"] ?? node?["Value"])?.scalarText
    }
}
