import Foundation

/// A service on this machine that stands for one elsewhere: a Python server that speaks TLS with a
/// certificate of its own authority, checks the signature of invocations with botocore as AWS does, and
/// keeps what it was asked.
///
/// | path | answer |
/// | --- | --- |
/// | `/2015-03-31/functions/NAME/invocations` | as Lambda's; a refusal when the signature is wrong; NAME says what else |
/// | `/v1/traces` | as a collector's |
/// | any other | the request's own target |
final class RemoteHost: Sendable {
    let project: TestProject
    let port: Int
    private let child: ChildProgram

    static let credentials = [
        "AWS_ACCESS_KEY_ID": "AKIAWAYBILLTESTKEY42",
        "AWS_SECRET_ACCESS_KEY": "kept/secret+of-nobody",
        "AWS_SESSION_TOKEN": "FwoGZXIvYXdzTOKEN/of+nobody==", "AWS_REGION": "eu-central-1",
    ]
    /// Without any of the variables that count for another service.
    static let noCredentials = [
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SESSION_TOKEN": "",
        "AWS_REGION": "", "AWS_DEFAULT_REGION": "", "AWS_CA_BUNDLE": "", "SSL_CERT_FILE": "",
    ]

    /// - `certificate`: which of the test's certificates it shows: `good`, `expired`, `other`
    ///   (of another name) or `none`, plain HTTP.
    init(_ certificate: String = "good") throws {
        let project = try TestProject(["server.py": Self.server, "certificates.sh": Self.script])
        let made = try ChildProgram("/bin/sh", ["certificates.sh"], in: project.folder).wait()
        guard made.code == 0 else { throw Surprise("openssl: \(made)") }
        let child = try ChildProgram(
            Program.python,
            ["server.py", certificate],
            in: project.folder,
            environment: Self.credentials
        )
        port = try waitUntil("the remote host's port") {
            guard child.isRunning else { throw Surprise("the remote host ended: \(child.err)") }
            return child.out.split(separator: "\n").first.flatMap { Int($0) }
        }
        (self.project, self.child) = (project, child)
    }

    /// The certificate of its authority.
    var authority: String { "\(project.folder)/ca.pem" }
    var url: String { "https://localhost:\(port)" }
    var functions: String { "\(url)/2015-03-31/functions" }

    /// What it was asked, in order: objects with `method`, `path`, `headers` (names in lower case), `body`,
    /// `sni`.
    func requests() throws -> [JSON] {
        try child.out.split(separator: "\n").dropFirst().map { try JSON(String($0)) }
    }

    func stop() throws {
        child.send(SIGKILL)
        try child.wait()
    }

    private static let script = """
        set -e
        openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 \
            -subj "/CN=Remote Test CA" 2>/dev/null
        issue() {
            echo "subjectAltName=$2" >"$1.ext"
            openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj /CN=test 2>/dev/null
            openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days "$3" \
                -extfile "$1.ext" -out "$1.pem" 2>/dev/null
        }
        issue good DNS:localhost,IP:127.0.0.1 2
        issue expired DNS:localhost -1
        issue other DNS:elsewhere.example 2
        """

    private static let server = #"""
        import base64, http.server, json, os, ssl, sys
        from botocore.auth import SigV4Auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials

        key, secret, token = (os.environ[name] for name in (
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"))
        lambda_log = (
            "START RequestId: 8f507cfc-1 Version: $LATEST\nfar away\nEND RequestId: 8f507cfc-1\n"
            "REPORT RequestId: 8f507cfc-1\tDuration: 12.34 ms\tBilled Duration: 113 ms\t"
            "Memory Size: 256 MB\tMax Memory Used: 41 MB\tInit Duration: 100.50 ms\t\n")
        names = {}

        def signature_error(method, path, headers, body):
            given = headers.get("authorization")
            if given is None:
                return 403, "MissingAuthenticationTokenException", "Missing Authentication Token"
            fields = dict(part.strip().split("=", 1) for part in given.split(" ", 1)[1].split(","))
            caller, day, region, service, _ = fields["Credential"].split("/")
            if caller != key or headers.get("x-amz-security-token") != token:
                return 403, "UnrecognizedClientException", "The security token is invalid."
            signed = fields["SignedHeaders"].split(";")
            assert {"host", "x-amz-date", "x-amz-security-token"} <= set(signed), signed
            assert service == "lambda" and region == os.environ["AWS_REGION"], fields
            request = AWSRequest(
                method=method, url="https://" + headers["host"] + path, data=body,
                headers={name: headers[name] for name in signed if name != "host"})
            request.context["timestamp"] = headers["x-amz-date"]
            auth = SigV4Auth(Credentials(key, secret, token), service, region)
            canonical = auth.canonical_request(request)
            if auth.signature(auth.string_to_sign(request, canonical), request) != fields["Signature"]:
                return (403, "InvalidSignatureException",
                        "The request signature we calculated does not match. The Canonical String for "
                        "this request should have been '" + canonical + "'")

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                print(json.dumps({
                    "method": self.command, "path": self.path, "headers": headers,
                    "body": body.decode(), "sni": names.get(self.connection)}), flush=True)
                if self.path.startswith("/2015-03-31/functions/"):
                    self.invoke(headers, body)
                elif self.path == "/v1/traces":
                    self.answer(200, b"{}")
                else:
                    self.answer(200, json.dumps({"target": self.path}).encode())

            do_GET = do_POST

            def invoke(self, headers, body):
                name = self.path.split("/")[3]
                error = signature_error(self.command, self.path, headers, body)
                if name == "absent":
                    error = 404, "ResourceNotFoundException", "Function not found: arn:…:absent"
                elif name == "busy":
                    error = 429, "TooManyRequestsException", "Rate Exceeded."
                elif name == "over":
                    error = 403, "ExpiredTokenException", "The security token is expired"
                elif name == "echoing":
                    canonical = "\n".join(f"{name}:{value}" for name, value in headers.items())
                    error = 403, "InvalidSignatureException", "should have been '" + canonical + secret
                if error:
                    self.answer(error[0], json.dumps({"message": error[2]}).encode(),
                                {"x-amzn-ErrorType": error[1] + ":http://internal.amazon.com/"})
                    return
                more = {"X-Amz-Executed-Version": "$LATEST"}
                if headers.get("x-amz-log-type") == "Tail":
                    more["X-Amz-Log-Result"] = base64.b64encode(lambda_log.encode()).decode()
                result = {"statusCode": 200, "body": "from afar"}
                if name == "failing":
                    more["X-Amz-Function-Error"] = "Unhandled"
                    result = {"errorType": "KeyError", "errorMessage": "'sku'"}
                self.answer(200, json.dumps(result).encode(), more)

            def answer(self, status, body, headers={}):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def finish_request(self, request, address):
                if sys.argv[1] != "none":
                    request = context.wrap_socket(request, server_side=True)
                super().finish_request(request, address)

            def handle_error(self, request, address):
                print(sys.exc_info()[1], file=sys.stderr, flush=True)

        if sys.argv[1] != "none":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1] + ".pem", sys.argv[1] + ".key")
            context.sni_callback = lambda socket, name, _: names.__setitem__(socket, name)
        server = Server(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        server.serve_forever()
        """#
}
