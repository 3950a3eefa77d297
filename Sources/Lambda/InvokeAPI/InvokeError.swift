import Flows
import HTTPServer

/// The errors of the Invoke API as SDKs know them: status, `x-amzn-errortype`, a JSON message.
///
/// - SeeAlso: [Invoke, errors](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors)
enum InvokeError: Error, Equatable {
    case functionNotFound(arn: String)
    case invalidContent(String)
    case invalidParameter(String)
    case validation(String)
    case tooLarge
    case eventTooLarge(bytes: Int)
    case throttled(reason: String)
    case unavailable
    case malformed(String)
    /// A call of the Lambda API that is not served.
    case unknownOperation(String)

    static func notServed(_ request: HTTPRequest) -> InvokeError {
        .unknownOperation("\(request.method) \(request.path) is not served by Waybill")
    }

    /// The name that SDKs raise.
    var code: String {
        switch self {
        case .functionNotFound: "ResourceNotFoundException"
        case .invalidContent, .malformed: "InvalidRequestContentException"
        case .invalidParameter: "InvalidParameterValueException"
        case .validation: "ValidationException"
        case .tooLarge, .eventTooLarge: "RequestEntityTooLargeException"
        case .throttled: "TooManyRequestsException"
        case .unavailable: "ServiceException"
        case .unknownOperation: "UnknownOperationException"
        }
    }

    var rejectCause: RejectCause {
        switch self {
        case .functionNotFound: .noFunction
        case .tooLarge, .eventTooLarge: .tooLarge
        case .throttled: .throttled
        case .invalidContent, .invalidParameter, .validation, .malformed: .invalid
        case .unavailable, .unknownOperation: .unsupported
        }
    }

    func response(requestID: String) -> HTTPResponse {
        var json = JSONWriter()
        json.beginObject()
        if case .throttled(let reason) = self {
            json.key("Reason")
            json.string(reason)
        }
        json.key("Type")
        json.string(status >= 500 ? "Service" : "User")
        json.key(hasCapitalMessage ? "Message" : "message")
        json.string(message)
        json.endObject()
        var headers = [
            HTTPField("Content-Type", "application/json"),
            HTTPField("x-amzn-errortype", code),
        ]
        if !requestID.isEmpty { headers.append(HTTPField("X-Amzn-RequestId", requestID)) }
        if case .throttled = self { headers.append(HTTPField("Retry-After", "1")) }
        return HTTPResponse(status: status, headers: headers, body: json.bytes)
    }

    private var status: Int {
        switch self {
        case .functionNotFound, .unknownOperation: 404
        case .invalidContent, .invalidParameter, .validation, .malformed: 400
        case .tooLarge, .eventTooLarge: 413
        case .throttled: 429
        case .unavailable: 500
        }
    }

    private var hasCapitalMessage: Bool {
        switch self {
        case .functionNotFound, .tooLarge, .eventTooLarge, .unavailable: true
        case .invalidContent, .invalidParameter, .validation, .throttled, .malformed,
            .unknownOperation:
            false
        }
    }

    private var message: String {
        switch self {
        case .functionNotFound(let arn): "Function not found: \(arn)"
        case .invalidContent(let text), .invalidParameter(let text), .malformed(let text),
            .unknownOperation(let text):
            text
        case .validation(let text): "1 validation error detected: \(text)"
        case .tooLarge:
            "Request must be smaller than \(InvokeAPI.requestLimit) bytes for the InvokeFunction "
                + "operation"
        case .eventTooLarge(let bytes):
            "\(bytes) byte payload is too large for the Event invocation type (limit "
                + "\(InvokeAPI.eventLimit) bytes)"
        case .throttled: "Rate Exceeded."
        case .unavailable: "An error occurred and the request cannot be processed."
        }
    }
}
