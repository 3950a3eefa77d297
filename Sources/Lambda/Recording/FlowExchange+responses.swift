import Flows
import HTTPServer

/// Answers that neither a function nor its gateway made.
extension FlowExchange {
    /// The one answer that no event justifies: the log cannot take any.
    public static func recordingFailed(_ error: RecordingError) -> HTTPResponse {
        HTTPResponse(
            status: 503,
            message: "Service Unavailable: the flow cannot be recorded: \(error.description)"
        )
    }

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
    public static let killedResponse = HTTPResponse(status: 503, message: killedMessage)

    /// What the client of a killed flow is told.
    public static let killedMessage = "Service Unavailable: an operator ended the flow"
}
