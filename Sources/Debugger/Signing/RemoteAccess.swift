import Flows
import HTTPServer

/// What the one who asks for a replay brings along for the service that it goes to: the signature of
/// requests and whom TLS trusts, as the caller's own shell has them.
///
/// It crosses the control socket beside the plan, which is recorded, and lives in memory as long as the
/// run. It is never recorded or printed.
public struct RemoteAccess: Sendable {
    let trust: TLSTrust
    /// How requests are signed; nil: not.
    let signature: SignatureV4?
    /// Whether there are credentials that must not be used there.
    private let isWithheld: Bool

    /// Where nothing but the target's address is needed.
    static let none = RemoteAccess(trust: TLSTrust(), signature: nil, isWithheld: false)

    private init(trust: TLSTrust, signature: SignatureV4?, isWithheld: Bool) {
        self.trust = trust
        self.signature = signature
        self.isWithheld = isWithheld
    }

    /// Takes what `target` needs from the caller's environment, and nothing else.
    ///
    /// Invocations are signed when there are credentials, as the AWS SDKs do whatever the endpoint; but
    /// a session token never goes over plain HTTP to another machine.
    /// - `absolutePath`: the whole name of a file, for one that starts in the caller's folder.
    /// - Throws: AWS's own endpoint without credentials or TLS, and values that make no sense.
    public init(
        for target: ReplayTarget,
        environment: (String) -> String?,
        absolutePath: (String) -> String
    ) throws(ReplayRefusal) {
        guard let endpoint = target.remoteAddress?.endpoint else {
            self = .none
            return
        }
        let isInvocation = if case .lambda = target { true } else { false }
        trust = Self.trust(environment, absolutePath, isInvocation: isInvocation)
        var credentials: AWSCredentials?
        if isInvocation { credentials = try AWSCredentials(environment: environment) }
        isWithheld = credentials != nil && !Self.mayCarryCredentials(endpoint)
        signature =
            isWithheld
            ? nil
            : try credentials.map { credentials throws(ReplayRefusal) in
                SignatureV4(
                    credentials: credentials,
                    region: try Self.region(of: endpoint, environment),
                    service: "lambda"
                )
            }
        try check(target)
    }

    /// - Throws: why the target would take no such request.
    func check(_ target: ReplayTarget) throws(ReplayRefusal) {
        guard case .lambda(let address, _) = target else { return }
        let endpoint = address.endpoint
        if AWSEndpoint(host: endpoint.host) != nil {
            guard endpoint.scheme == .https else {
                throw ReplayRefusal(
                    "\(endpoint.host) is AWS's, which takes https only",
                    hint: "https://\(endpoint.host)\(ReplayTarget.functionsPath)"
                )
            }
            guard signature != nil else {
                throw ReplayRefusal(
                    "\(endpoint.host) takes signed requests only, "
                        + "and \(AWSVariable.accessKeyID.rawValue) is not set",
                    hint: AWSVariable.credentialsHint
                )
            }
        }
        guard signature == nil || Self.mayCarryCredentials(endpoint) else {
            throw ReplayRefusal("credentials do not go over plain http to another machine")
        }
    }

    /// `signed as …MPLE for us-east-1`, `unsigned`
    public var signatureWords: String {
        if let signature {
            return "signed as \(signature.credentials) for \(signature.region)"
        }
        return isWithheld
            ? "unsigned, since credentials do not go over plain http to another machine"
            : "unsigned"
    }

    private static func mayCarryCredentials(_ endpoint: HTTPEndpoint) -> Bool {
        endpoint.scheme == .https || endpoint.isLoopback
    }

    /// The region of the host's name, else of the environment, else the one that AWS's tools began with.
    private static func region(
        of endpoint: HTTPEndpoint,
        _ environment: (String) -> String?
    ) throws(ReplayRefusal) -> String {
        if let region = AWSEndpoint(host: endpoint.host)?.region { return region }
        for variable in [AWSVariable.region, .defaultRegion] {
            guard let region = environment(variable.rawValue), !region.isEmpty else { continue }
            guard isRegion(region) else {
                throw ReplayRefusal(
                    "\(variable.rawValue) is '\(region)', which is no region",
                    hint: "as in: us-east-1"
                )
            }
            return region
        }
        return "us-east-1"
    }

    private static func isRegion(_ text: String) -> Bool {
        text.utf8.allSatisfy {
            ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z"))
                || $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 == UInt8(ascii: "-")
        }
    }

    /// For invocations the file that AWS's tools take, else OpenSSL's.
    private static func trust(
        _ environment: (String) -> String?,
        _ absolutePath: (String) -> String,
        isInvocation: Bool
    ) -> TLSTrust {
        for variable in (isInvocation ? ["AWS_CA_BUNDLE"] : []) + ["SSL_CERT_FILE"] {
            guard let file = environment(variable), !file.isEmpty else { continue }
            return TLSTrust(variable: variable, file: absolutePath(file))
        }
        return TLSTrust()
    }
}

/// How it crosses the control socket: as headers of the call, beside the plan in its body.
extension RemoteAccess {
    private enum Header: String {
        case accessKeyID = "x-waybill-aws-access-key-id"
        case secretAccessKey = "x-waybill-aws-secret-access-key"
        case sessionToken = "x-waybill-aws-session-token"
        case region = "x-waybill-aws-region"
        case trustVariable = "x-waybill-trust-variable"
        case trustFile = "x-waybill-trust-file"
    }

    var headers: [HTTPField] {
        var headers: [HTTPField] = []
        func put(_ header: Header, _ value: String?) {
            if let value { headers.append(HTTPField(header.rawValue, value)) }
        }
        put(.accessKeyID, signature?.credentials.accessKeyID)
        put(.secretAccessKey, signature?.credentials.secretAccessKey)
        put(.sessionToken, signature?.credentials.sessionToken)
        put(.region, signature?.region)
        if let file = trust.file {
            put(.trustVariable, trust.variable)
            put(.trustFile, percentEncoded(file, keeping: "/"))
        }
        return headers
    }

    /// Reads what ``headers`` gives.
    init(_ headers: [HTTPField]) throws(ReplayRefusal) {
        func value(_ header: Header) -> String? { headers.first(named: header.rawValue) }
        trust = TLSTrust(
            variable: value(.trustVariable) ?? TLSTrust().variable,
            file: value(.trustFile).map { percentDecoded($0) }
        )
        isWithheld = false
        guard let id = value(.accessKeyID), let secret = value(.secretAccessKey),
            let region = value(.region)
        else {
            signature = nil
            return
        }
        signature = SignatureV4(
            credentials: try AWSCredentials(
                accessKeyID: id,
                secretAccessKey: secret,
                sessionToken: value(.sessionToken)
            ),
            region: region,
            service: "lambda"
        )
    }
}
