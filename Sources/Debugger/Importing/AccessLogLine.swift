import Flows

/// One request in an access log of API Gateway. Which variables a log has is its owner's choice; what
/// it has not is nil, and so is what the gateway left open (`-`).
///
/// - SeeAlso: [$context variables](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html)
struct AccessLogLine {
    var requestID: String?
    var extendedID: String?
    /// The ids of the call of the function.
    var functionRequestIDs: [String] = []
    var traceID: String?
    var sourceIP: String?
    var time: Timestamp?
    var method: String?
    /// Raw, with the stage where the API has one; without the query, which access logs do not have.
    var path: String?
    /// `POST /orders/{id}`
    var route: String?
    var protocolName: String?
    var status: Int
    var responseBytes: Int?
    var responseLatencyMilliseconds: Int?
    var integrationLatencyMilliseconds: Int?
    /// The code that Lambda answered with.
    var integrationStatus: Int?
    var errorMessage: String?
    /// `UNAUTHORIZED`, `INTEGRATION_TIMEOUT`
    var errorResponseType: String?
    var integrationError: String?
    var userAgent: String?
    var stage: String?

    /// Nil when the text is neither a JSON object with a status nor a line of the common log format.
    init?(_ text: String) {
        let trimmed = text.drop { $0.isWhitespace }
        if trimmed.hasPrefix("{") {
            guard let node = try? JSONNode(Array(trimmed.utf8)) else { return nil }
            self.init(node)
        } else {
            self.init(commonLogFormat: trimmed)
        }
    }

    // MARK: Common log format

    /// `IP CALLER USER [TIME] "METHOD RESOURCE PROTOCOL" STATUS LENGTH [ID [EXTENDED ID]]`; AWS's own
    /// pattern has no blank before the quote.
    private init?(commonLogFormat line: Substring) {
        guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]"),
            let quote = line[close...].firstIndex(of: "\"")
        else { return nil }
        let lead = line[..<open].split(separator: " ")
        guard lead.count == 3,
            let time = SourceTimes.commonLogFormat(line[line.index(after: open)..<close])
        else { return nil }
        let afterQuote = line.index(after: quote)
        guard let endQuote = line[afterQuote...].firstIndex(of: "\"") else { return nil }
        let request = line[afterQuote..<endQuote].split(separator: " ")
        let tail = line[line.index(after: endQuote)...].split { $0.isWhitespace }
        guard request.count >= 3, let first = tail.first, let status = Int(first) else {
            return nil
        }
        self.status = status
        self.time = time
        sourceIP = Self.told(lead[0])
        method = Self.told(request[0])
        protocolName = Self.told(request[request.count - 1])
        setResource(request[1..<(request.count - 1)].joined(separator: " "))
        responseBytes = tail.count > 1 ? Int(tail[1]) : nil
        requestID = tail.count > 2 ? Self.told(tail[2]) : nil
        extendedID = tail.count > 3 ? Self.told(tail[3]) : nil
    }

    /// A route key, a resource's template, or a path: an access log does not say which.
    private mutating func setResource(_ text: String) {
        guard let text = Self.told(text) else { return }
        if text == "$default" || text.contains(" ") {
            route = text
        } else if text.contains("{") {
            route = method.map { "\($0) \(text)" } ?? text
        } else {
            path = text
        }
    }

    // MARK: JSON

    /// Names are the owner's choice: the variables' own (`requestId`, `identity.sourceIp`) and the usual
    /// short ones are known, in any letter case and with any signs between.
    init?(_ node: JSONNode) {
        guard let members = node.members else { return nil }
        var values: [String: JSONNode] = [:]
        for (key, value) in members { values[Self.plainName(key)] = value }
        func text(_ names: String...) -> String? {
            names.lazy.compactMap { values[$0]?.scalarText.flatMap(Self.told) }.first
        }
        func number(_ names: String...) -> Int? {
            names.lazy.compactMap { values[$0]?.integer }.first
        }
        guard let status = number("status", "statuscode") else { return nil }
        self.status = status
        requestID = text("requestid")
        method = text("httpmethod", "method", "requestmethod")
        let resource = text("routekey", "resourcepath", "resource", "route")
        path = text("path", "rawpath", "requestpath", "uri")
        guard requestID != nil || method != nil, path != nil || resource != nil || requestID != nil
        else { return nil }
        extendedID = text("extendedrequestid")
        functionRequestIDs = [
            "integrationrequestid", "awsendpointrequestid", "lambdarequestid",
            "awsendpointrequestid2",
        ].compactMap { text($0) }
        traceID = text("xraytraceid", "traceid").flatMap { FlowReference.traceID($0) }
        sourceIP = text("ip", "sourceip", "identitysourceip", "clientip", "remoteaddr")
        time =
            SourceTimes.epoch(milliseconds: number("requesttimeepoch", "timeepoch", "epoch"))
            ?? text("requesttime", "time", "timestamp").flatMap {
                SourceTimes.commonLogFormat($0) ?? SourceTimes.rfc3339($0)
            }
        protocolName = text("protocol")
        responseBytes = number("responselength", "length", "bytes")
        responseLatencyMilliseconds = number("responselatency", "latency")
        integrationLatencyMilliseconds = number("integrationlatency")
        integrationStatus = number("integrationstatus", "integrationintegrationstatus")
        errorMessage = text("errormessage", "errormessagestring", "error")
        errorResponseType = text("errorresponsetype", "responsetype")
        integrationError = text("integrationerror", "integrationerrormessage")
        userAgent = text("useragent", "identityuseragent")
        stage = text("stage")
        if let resource { setRoute(resource) }
    }

    private mutating func setRoute(_ text: String) {
        let isKey = text == "$default" || text.contains(" ")
        route = isKey ? text : method.map { "\($0) \(text)" } ?? text
    }

    private static func plainName(_ key: String) -> String {
        let name = key.lowercased().filter { $0.isLetter || $0.isNumber }
        return name.hasPrefix("context") ? String(name.dropFirst(7)) : name
    }

    /// The gateway writes `-` for a variable that is not set.
    private static func told(_ text: some StringProtocol) -> String? {
        text.isEmpty || text == "-" ? nil : String(text)
    }
}
