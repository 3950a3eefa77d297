import Flows
import HTTPServer

/// An answer of the Invoke API that no function gave.
///
/// - SeeAlso: [Invoke, errors](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors),
///   [common errors](https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html)
struct InvokeRefusal {
    private let status: Int
    /// `ResourceNotFoundException`
    let type: String?
    /// What it says itself.
    private let message: String?

    init(_ response: HTTPResponse) {
        status = response.status
        // AWS may write the error's address behind its name.
        type = response.headers.first(named: "x-amzn-errortype").map { text in
            String(text.prefix { $0 != ":" }.prefix(200))
        }
        message =
            topLevelString("message", in: response.body)
            ?? topLevelString("Message", in: response.body)
    }

    /// What became of the invocation.
    var cause: AbortCause {
        switch status {
        case 429: .throttled
        case 300..<500: .unreachable
        default: .unanswered
        }
    }

    /// `403 ExpiredTokenException: the session of …MPLE is over`
    func words(function: String, _ remote: RemoteService) -> String {
        let head = "\(status)" + (type.map { " \($0)" } ?? "")
        let words = explanation(function, remote) ?? message.map { String(oneLine($0).prefix(200)) }
        return words.map { "\(head): \($0)" } ?? "it answered \(head)"
    }

    private func explanation(_ function: String, _ remote: RemoteService) -> String? {
        let key = remote.credentials.map { "access key \($0)" } ?? "the caller"
        switch type {
        case "UnrecognizedClientException", "InvalidClientTokenId":
            return "\(key) is not known there, or its session token is missing or wrong"
        case "ExpiredTokenException", "ExpiredToken":
            return "the session of \(key) is over; get new credentials"
        case "InvalidSignatureException", "SignatureDoesNotMatch":
            let isOfTime =
                message?.contains("expired") == true || message?.contains("current") == true
            return isOfTime
                ? "the time of the signature is off; is this machine's clock right?"
                : "the secret does not belong to \(key)"
        case "MissingAuthenticationTokenException", "MissingAuthenticationToken",
            "IncompleteSignatureException":
            return remote.credentials == nil
                ? "it takes signed requests only; set \(AWSVariable.accessKeyID.rawValue) "
                    + "and \(AWSVariable.secretAccessKey.rawValue)"
                : nil
        case "AccessDeniedException":
            return "\(key) may not invoke \(function) (lambda:InvokeFunction)"
        case "ResourceNotFoundException":
            return "there is no function \(function) at \(remote.authority)"
        case "TooManyRequestsException": return "\(function) is throttled there"
        default: return nil
        }
    }
}
