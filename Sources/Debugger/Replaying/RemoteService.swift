import Flows
import HTTPServer
import NIOCore

/// The other service that the replays of one run go to.
struct RemoteService: Sendable {
    private let client: HTTPClient
    private let signature: SignatureV4?

    /// Reads whom TLS trusts, and sees whether the service is there and the right one.
    /// - Throws: why nothing can be sent.
    init(
        _ address: HTTPAddress,
        _ access: RemoteAccess,
        on loop: any EventLoop
    ) async throws(ReplayRefusal) {
        signature = access.signature
        do throws(HTTPClientError) {
            client = try await HTTPClient.prepared(for: address.endpoint, trust: access.trust)
            try await client.probe(on: loop)
        } catch {
            throw ReplayRefusal(
                error.description,
                hint: error.hint ?? "is it running?",
                isUnreachable: true
            )
        }
    }

    var credentials: AWSCredentials? { signature?.credentials }
    var authority: String { client.endpoint.authority }

    /// Sends a request, signed where the caller has credentials for it. The answer is as it came, but
    /// for the credentials, should it repeat them.
    func send(
        _ request: HTTPRequest,
        on loop: any EventLoop
    ) async throws(HTTPClientError) -> HTTPResponse {
        guard let signature else { return try await client.send(request, on: loop) }
        var request = request
        request.headers.insert(HTTPField("Host", client.endpoint.authority), at: 0)
        let response = try await client.send(signature.signed(request, at: .now()), on: loop)
        return HTTPResponse(
            status: response.status,
            headers: response.headers.map {
                HTTPField($0.name, signature.credentials.removed(from: $0.value))
            },
            body: signature.credentials.removed(from: response.body)
        )
    }
}
