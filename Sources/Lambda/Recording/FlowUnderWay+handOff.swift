import Flows
import HTTPServer

extension FlowUnderWay {
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
