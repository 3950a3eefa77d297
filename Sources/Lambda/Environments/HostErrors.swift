import Flows

/// The error documents that the host makes when the function gave no answer of its own:
/// `errorType` and `errorMessage`, in that order.
///
/// - SeeAlso: [Lambda function errors](https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html)
enum HostError {
    case timedOut(seconds: Int)
    case exited(status: Int32)
    case signalled(Int32)
    case noEntrypoint(path: String, reason: String)
    case tooLarge

    /// Event and response bodies, in bytes: 6 MiB and 100 bytes.
    static let payloadLimit = 6_291_556

    var errorType: String {
        switch self {
        case .timedOut: "Sandbox.Timedout"
        case .exited, .signalled: "Runtime.ExitError"
        case .noEntrypoint: "Runtime.InvalidEntrypoint"
        case .tooLarge: "Function.ResponseSizeTooLarge"
        }
    }

    func document(requestID: String) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        switch self {
        case .tooLarge:
            json.key("errorMessage")
            json.string(message)
            json.key("errorType")
            json.string(errorType)
        default:
            json.key("errorType")
            json.string(errorType)
            json.key("errorMessage")
            json.string("RequestId: \(requestID) Error: \(message)")
        }
        json.endObject()
        return json.bytes
    }

    private var message: String {
        switch self {
        case .timedOut(let seconds): "Task timed out after \(seconds).00 seconds"
        case .exited(status: 0): "Runtime exited without providing a reason"
        case .exited(let status): "Runtime exited with error: exit status \(status)"
        case .signalled(let number):
            "Runtime exited with error: signal: \(PlatformLines.signalName(Int(number)))"
        case .noEntrypoint(let path, let reason): "fork/exec \(path): \(reason)"
        case .tooLarge:
            "Response payload size exceeded maximum allowed payload size "
                + "(\(Self.payloadLimit) bytes)."
        }
    }
}
