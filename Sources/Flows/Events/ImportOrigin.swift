/// Where an imported flow comes from: a part of its first event, `imported`.
///
/// The file's name and the place in it are the event's content `text`.
public struct ImportOrigin: Equatable, Sendable {
    /// The kind of record, as ``ImportFormat`` of the debugger names it: `destination`, `har`.
    public var format: String
    /// The stream of the import that brought it.
    public var batch: FlowID?
    /// The id that the function saw, at the source.
    public var requestID: String?
    /// The id that the gateway gave the request, at the source.
    public var gatewayRequestID: String?
    /// The template of the route, when it is known and no `triggered` tells it.
    public var route: String?
    /// `http` or `https`, when the source tells it.
    public var scheme: String?
    /// The function, when it was named after the import: by another one of the same record.
    public var function: String?

    public init(
        format: String,
        batch: FlowID? = nil,
        requestID: String? = nil,
        gatewayRequestID: String? = nil,
        route: String? = nil,
        scheme: String? = nil,
        function: String? = nil
    ) {
        self.format = format
        self.batch = batch
        self.requestID = requestID
        self.gatewayRequestID = gatewayRequestID
        self.route = route
        self.scheme = scheme
        self.function = function
    }

    init?(_ fields: EventFields) {
        guard let format = fields.string("format") else { return nil }
        self.format = format
        batch = fields.string("batch").flatMap { FlowID(uuidText: $0) }
        requestID = fields.string("requestId")
        gatewayRequestID = fields.string("gatewayRequestId")
        route = fields.string("route")
        scheme = fields.string("scheme")
        function = fields.string("function")
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("format", format)
        writer.put("batch", batch?.description)
        writer.put("requestId", requestID)
        writer.put("gatewayRequestId", gatewayRequestID)
        writer.put("route", route)
        writer.put("scheme", scheme)
        writer.put("function", function)
    }
}
