import Flows
import HTTPServer
import Lambda
import Queries

/// Every name of the schema `flows` on a flow that is under way, as it stands at a hand-off; what it
/// has not come to is null. `duration` is the time since `sent`, and what was edited counts as it is
/// now.
struct LiveFields: QueryRow {
    private let handOff: HandOff
    private let names: [(name: FieldName, meaning: LiveName)]

    /// `names` says what the names stand for that are asked for; others are null.
    init(_ handOff: HandOff, names: [(name: FieldName, meaning: LiveName)]) {
        self.handOff = handOff
        self.names = names
    }

    private var exchange: FlowUnderWay { handOff.exchange }

    func value(of name: FieldName) -> QueryValue {
        // A condition has few names.
        switch names.first(where: { $0.name == name })?.meaning {
        case .field(let field): value(of: field)
        case .request(let path):
            MessageFields(message: exchange.request.message)?.value(of: path) ?? .null
        case .response(let path):
            exchange.response.flatMap { MessageFields(message: $0.message)?.value(of: path) }
                ?? .null
        case .event(let path): value(in: exchange.event, path)
        case .result(let path): value(in: exchange.outcome?.document, path)
        case .unknown, nil: .null
        }
    }

    private func value(in document: [UInt8]?, _ path: [String]) -> QueryValue {
        document.map { DocumentPath(path).value(in: $0) } ?? .null
    }

    private func value(of field: LiveField) -> QueryValue {
        let sent = exchange.sent
        switch field {
        case .id: return .string(exchange.flow.id.description)
        case .shortId: return .string(exchange.flow.id.shortID.description)
        case .kind: return .string(sent.kind.rawValue)
        case .method: return .string(exchange.request.method)
        case .path: return .string(String(exchange.request.path))
        case .route: return QueryValue(exchange.route)
        case .api: return QueryValue(sent.api)
        case .apiKind: return QueryValue(sent.apiKind?.rawValue)
        case .stage: return QueryValue(sent.stage)
        case .function: return QueryValue(exchange.function)
        case .status: return QueryValue(exchange.response.map { Double($0.status) })
        case .step: return .number(Double(handOff.point.rawValue))
        case .state: return .string(handOff.point.step.name)
        case .cause: return QueryValue(cause)
        case .failed: return .boolean(cause != nil)
        case .errorType: return QueryValue(errorType)
        case .errorMessage:
            let document = cause == nil ? nil : exchange.outcome?.document
            return QueryValue(document.flatMap { topLevelString("errorMessage", in: $0) })
        case .duration: return .number(Double(exchange.flow.elapsedMicroseconds()) / 1000)
        case .cold: return exchange.outcome == nil ? .null : .boolean(exchange.isCold)
        case .attempts: return .number(exchange.event == nil ? 0 : 1)
        case .replayOf: return QueryValue(sent.replayOf?.description)
        case .traceId: return QueryValue(sent.traceID)
        case .sentAt: return .number(Double(exchange.flow.sentAt.microseconds) / 1000)
        }
    }

    private var cause: String? {
        switch exchange.outcome?.event {
        case .executed(let executed) where executed.isError: "error"
        case .aborted(let aborted): aborted.cause.rawValue
        default: exchange.response.flatMap { $0.status >= 500 ? "status" : nil }
        }
    }

    private var errorType: String? {
        switch exchange.outcome?.event {
        case .executed(let executed): executed.errorType
        case .aborted(let aborted): aborted.errorType
        default: nil
        }
    }
}
