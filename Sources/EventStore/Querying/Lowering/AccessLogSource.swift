import Flows
import Queries

/// API Gateway's access log: a row for each response of an API, computed from the flows.
enum AccessLogSource {
    static func relation(
        of groups: [SourceClause.LogGroupName],
        in scope: QueryScope
    ) -> Relation {
        let window = scope.positions
        return scope.relation(
            {
                [
                    """
                    FROM flow_state
                      WHERE first_position BETWEEN \(window.lowerBound) AND \(window.upperBound - 1)
                      AND status IS NOT NULL AND api_kind IN ('http', 'rest')\
                    \(LogGroups.condition(groups, on: "api"))
                    """
                ]
            },
            define: { name, range throws(QueryError) in
                if let hidden = hidden[name.name] { return .init([hidden], .any) }
                guard case .field(let field) = try QuerySchema.accessLogs.resolve(name, at: range)
                else { preconditionFailure("access logs have fields only") }
                return .init([sql(field.name, in: scope)], field.type)
            }
        )
    }

    private static let hidden = ["#flow": "flow_id", "#order": "first_position"]

    private static let time = "(sent_at + coalesce(displayed_us, returned_us)) / 1000.0"

    /// The flow's event `returned`, or something of it.
    private static func returned(_ what: String) -> String {
        "(SELECT \(what) FROM log_event e WHERE e.stream_id = flow_id AND e.type = 'returned' "
            + "ORDER BY e.revision DESC LIMIT 1)"
    }

    private static func sql(_ field: String, in scope: QueryScope) -> String {
        switch field {
        case "@timestamp": time
        case "@message": message(in: scope)
        case "@log": "'/aws/apigateway/' || api"
        case "@logStream": "stage"
        case "@ingestionTime": returned("e.recorded_at / 1000.0")
        case "@seq": returned("e.position")
        case "requestId": "gateway_request_id(flow_id, api_kind)"
        case "ip": address(in: scope)
        case "httpMethod": "method"
        case "path", "status", "stage", "api": field
        case "resourcePath": resourcePath
        case "protocol":
            "(SELECT json_extract(e.data, '$.protocol') FROM log_event e "
                + "WHERE e.position = first_position)"
        case "responseLength": returned("json_extract(e.data, '$.bodyBytes')")
        case "responseLatency": "returned_us / 1000.0"
        case "integrationLatency": returned("json_extract(e.data, '$.integrationMicros') / 1000.0")
        case "@function": "function"
        default: preconditionFailure("the field '\(field)' is in the schema and not here")
        }
    }

    /// The path of `POST /orders/{id}`; `$default` is itself.
    private static let resourcePath = "substr(route, instr(route, ' ') + 1)"

    private static func address(in scope: QueryScope) -> String {
        let client = FlowSource.document("request", ["client"], of: "flow_id", in: scope)
        return "without_port(\(client.arms[0]))"
    }

    /// The line as an access log of API Gateway in JSON has it.
    private static func message(in scope: QueryScope) -> String {
        let members = [
            "requestId", "ip", "httpMethod", "path", "resourcePath", "protocol", "status",
            "responseLength", "responseLatency", "integrationLatency",
        ]
        let pairs = members.map { "'\($0)', \(sql($0, in: scope))" }
        return
            "json_object('requestTime', common_log_time(sent_at), \(pairs.joined(separator: ", ")))"
    }

    /// Registers what its columns are made with.
    static func register(on connection: OpaquePointer) throws(SQLiteFailure) {
        try SQLFunction.register("gateway_request_id", arguments: 2, on: connection) {
            arguments,
            output in
            guard let id = FlowID(bytes: UnsafeRawBufferPointer(arguments.bytes(0))) else { return }
            let isREST = arguments.text(1) == APIKind.rest.rawValue
            output.set(
                isREST
                    ? FlowReference.restRequestID(of: id) : FlowReference.gatewayRequestID(of: id)
            )
        }
        try SQLFunction.register("without_port", arguments: 1, on: connection) {
            arguments,
            output in
            guard arguments.kind(0) == .text else { return }
            let address = arguments.text(0)
            let host = address.lastIndex(of: ":").map { address[..<$0] } ?? address[...]
            // An IPv6 address stands in brackets.
            let isBracketed = host.first == "[" && host.last == "]"
            output.set(String(isBracketed ? host.dropFirst().dropLast() : host))
        }
        try SQLFunction.register("common_log_time", arguments: 1, on: connection) {
            arguments,
            output in
            output.set(Timestamp(microseconds: arguments.integer(0)).utc.commonLogFormat)
        }
    }
}
