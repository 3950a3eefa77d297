import Flows

/// Lambda events, one document or one a line. A proxy event tells the request too.
struct EventReader {
    let function: String?

    func read(_ source: ImportSource, into reading: inout ImportReading) {
        source.forEachJSON(opensArrays: false, into: &reading) { node, place, reading in
            let request = ProxyEventRequest(node)
            reading.stories.append(
                ImportedStory(
                    ImportOrigin(
                        format: ImportFormat.event.rawValue,
                        gatewayRequestID: request?.requestID
                    ),
                    place: place,
                    // An event that was changed by hand keeps its ids, and is another event.
                    key: nil,
                    startedAt: request?.time,
                    events: StoryParts.trigger(node.bytes, node, function: function)
                )
            )
        }
    }
}
