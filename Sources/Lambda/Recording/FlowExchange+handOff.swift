import Flows
import HTTPServer

extension FlowExchange {
    /// Whether somebody wants to be asked about flows at this hand-off. False nearly always: then
    /// nothing is awaited and nothing allocated.
    public func isWatched(at point: HandOffPoint) -> Bool {
        !isSettled && recording.handOffs?.watchedPoints.contains(HandOffPoints(point)) ?? false
    }

    /// Asks how the flow goes on. `problem` tells what is wrong with the function's result besides an
    /// error that it reported.
    public func pass(
        _ document: HandOffDocument,
        editRefusal: String? = nil,
        respondRefusal: String? = nil,
        problem: String? = nil
    ) async -> HandOffDecision {
        guard let handOffs = recording.handOffs else { return .proceed }
        let handOff = HandOff(
            document,
            of: self,
            editRefusal: editRefusal,
            respondRefusal: respondRefusal,
            problem: problem
        )
        guard handOffs.concerns(handOff) else { return .proceed }
        let decision = await handOffs.pass(handOff)
        switch decision {
        case .respond, .drop: isSettled = true
        case .replace(.request(let edited)): request = edited
        case .proceed, .replace, .finish: break
        }
        return decision
    }

    /// After `returned`: the response that leaves.
    func passReturned(_ response: HTTPResponse) async -> HTTPResponse {
        switch await pass(.response(response)) {
        case .replace(.response(let edited)), .respond(let edited): return edited
        case .proceed, .replace, .drop, .finish: return response
        }
    }

    /// Ends the client's connection as if the network had.
    public func disconnect() { exchange.disconnect() }

    /// Another response in place of one that was ready, with the ids and CORS headers of that one.
    public static func replacing(
        _ ready: HTTPResponse,
        with response: HTTPResponse
    ) -> HTTPResponse {
        var leaving = response
        leaving.headers += ready.headers.filter { field in
            let name = field.name.lowercased()
            let belongsToAny =
                name.hasPrefix("access-control-") || name == "vary"
                || ["apigw-requestid", "x-amzn-requestid", "x-amz-apigw-id"].contains(name)
            return belongsToAny && response.headers.first(named: name) == nil
        }
        return leaving
    }

    /// The answer of a flow that an operator ended when its response was ready.
    public static let killedResponse: HTTPResponse = {
        var json = JSONWriter()
        json.beginObject()
        json.key("message")
        json.string(killedMessage)
        json.endObject()
        return HTTPResponse(
            status: 503,
            headers: [HTTPField("content-type", "application/json")],
            body: json.bytes
        )
    }()

    /// What the client of a killed flow is told.
    public static let killedMessage = "Service Unavailable: an operator ended the flow"
}

extension HandOffDocument {
    /// The hand-off at which such a document is in flight.
    var point: HandOffPoint {
        switch self {
        case .request: .sent
        case .event: .triggered
        case .result: .executed
        case .response: .returned
        }
    }
}
