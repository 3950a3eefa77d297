import Flows

/// OpenTelemetry spans as OTLP/JSON: one trace a flow.
///
/// The root span is the request; its children are the hand-offs: `sent`, for each attempt `queue`,
/// `init` and `executed`, then `returned` and `displayed`. A span whose times nobody knows is left out.
/// The trace's id is X-Ray's, which holds the same 128 bits; span ids are made from the flow's id, so
/// that the same flow gives the same spans each time it is exported.
/// - SeeAlso: [OTLP](https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding),
///   [HTTP spans](https://opentelemetry.io/docs/specs/semconv/http/http-spans/),
///   [FaaS spans](https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/)
struct OTLPWriter: FlowWriter {
    private var count = 0

    mutating func opening() -> [UInt8] { Array("{\"resourceSpans\":[".utf8) }

    mutating func closing() -> [UInt8] { Array("\n]}\n".utf8) }

    mutating func write(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> [UInt8] {
        guard flow.flow.isStartKnown else {
            throw ExportError(
                "\(flow.flow.id.shortID) has no time: its source tells none",
                hint: "show \(flow.flow.id.shortID)"
            )
        }
        let story = SpanStory(flow, disclosure)
        var json = JSONWriter(reservingCapacity: 4096)
        write(
            story.gatewaySpans,
            resource: [("service.name", .text(story.gatewayName))],
            to: &json
        )
        defer { count += 1 }
        var bytes = Array((count > 0 ? ",\n" : "\n").utf8) + json.bytes
        if !story.functionSpans.isEmpty {
            var json = JSONWriter(reservingCapacity: 2048)
            write(story.functionSpans, resource: story.functionResource, to: &json)
            bytes += Array(",\n".utf8) + json.bytes
        }
        return bytes
    }

    private func write(
        _ spans: [Span],
        resource: [(String, SpanValue)],
        to json: inout JSONWriter
    ) {
        json.beginObject()
        json.key("resource")
        json.beginObject()
        json.attributes(resource)
        json.endObject()
        json.key("scopeSpans")
        json.beginArray()
        json.beginObject()
        json.key("scope")
        json.beginObject()
        json.key("name")
        json.string("waybill")
        json.key("version")
        json.string(waybillVersion)
        json.endObject()
        json.key("spans")
        json.beginArray()
        for span in spans { span.write(to: &json) }
        json.endArray()
        json.endObject()
        json.endArray()
        json.endObject()
    }
}
