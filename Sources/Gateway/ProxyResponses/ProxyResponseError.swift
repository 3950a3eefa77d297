/// A function's result that means nothing to a client: what is wrong with it, and the gateway's answer.
public struct ProxyResponseError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, in our own words; never a value of the function's.
    public let reason: String
    /// What the client gets: ``GatewayError/badResponse``, or ``GatewayError/apiConfiguration`` for
    /// base64 that a REST API was told to decode and cannot.
    public let gatewayError: GatewayError
    /// The status of that answer.
    public let gatewayStatus: Int
    /// What the function should return instead.
    public let hint: String

    init(
        _ reason: String,
        hint: String,
        answer: GatewayError = .badResponse,
        kind: APIConfiguration.Kind
    ) {
        self.reason = reason
        self.hint = hint
        gatewayError = answer
        gatewayStatus = answer.status(for: kind)
    }

    public var description: String { "\(reason); \(hint)" }
}
