import Flows
import HTTPServer
import Testing

@testable import Debugger

/// What the shell that asks for a replay gives along, and to whom.
@Suite struct `What a replay may use at another service` {
    private static let keys = [
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret/key",
        "AWS_SESSION_TOKEN": "token/==",
    ]
    private static let path = "/2015-03-31/functions/orders"

    private func access(
        _ target: String,
        _ environment: [String: String] = keys
    ) throws -> RemoteAccess {
        try RemoteAccess(
            for: ReplayTarget(target),
            environment: { environment[$0] },
            absolutePath: { $0.hasPrefix("/") ? $0 : "/folder/\($0)" }
        )
    }

    private func refusal(_ target: String, _ environment: [String: String]) -> ReplayRefusal? {
        #expect(throws: ReplayRefusal.self) { _ = try access(target, environment) }
    }

    @Test(arguments: [
        ("lambda.eu-west-1.amazonaws.com", "eu-west-1"),
        ("lambda-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("lambda.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("lambda.ap-south-2.api.aws", "ap-south-2"),
        ("LAMBDA-FIPS.us-west-2.api.aws", "us-west-2"),
        ("vpce-0a-1b.lambda.us-east-2.vpce.amazonaws.com", "us-east-2"),
        ("lambda.us-east-1.amazonaws.com.example.org", "sa-east-1"),
        ("lambda.amazonaws.com", "sa-east-1"),
    ])
    func `is signed for the region of the host, else of the environment`(
        host: String,
        region: String
    ) throws {
        let environment = Self.keys.merging(["AWS_REGION": "sa-east-1"]) { $1 }
        let access = try access("https://\(host)\(Self.path)", environment)
        #expect(access.signatureWords == "signed as …MPLE for \(region)")
        #expect(access.signature?.service == "lambda")
    }

    @Test func `takes the default region, then us-east-1`() throws {
        let url = "http://127.0.0.1:3001\(Self.path)"
        let other = Self.keys.merging(["AWS_REGION": "", "AWS_DEFAULT_REGION": "eu-north-1"]) { $1 }
        #expect(try access(url, other).signature?.region == "eu-north-1")
        #expect(try access(url).signature?.region == "us-east-1")
        let wrong = Self.keys.merging(["AWS_REGION": "a/b"]) { $1 }
        #expect(refusal(url, wrong)?.description == "AWS_REGION is 'a/b', which is no region")
    }

    @Test(arguments: [
        "https://lambda.eu-west-1.amazonaws.com", "https://lambda.eu-west-1.api.aws",
        "https://lambda.cn-north-1.amazonaws.com.cn",
    ])
    func `must have credentials for AWS's own endpoints`(origin: String) {
        for environment in [[:], ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "x"]] {
            let refusal = refusal(origin + Self.path, environment)
            #expect(refusal?.description.contains("takes signed requests only") == true)
            #expect(
                refusal?.hint == "eval \"$(aws configure export-credentials --format env)\""
            )
        }
        let plain = origin.replacing("https", with: "http") + Self.path
        #expect(refusal(plain, Self.keys)?.description.contains("takes https only") == true)
    }

    @Test func `leaves credentials at home where they could be read on the way`() throws {
        let away = try access("http://10.1.2.3:3001\(Self.path)")
        #expect(away.signature == nil)
        #expect(away.headers.isEmpty)
        #expect(
            away.signatureWords
                == "unsigned, since credentials do not go over plain http to another machine"
        )
        for origin in ["http://127.0.0.1:3001", "http://localhost:3001", "https://10.1.2.3"] {
            #expect(try access(origin + Self.path).signature != nil, "\(origin)")
        }
        #expect(try access("http://10.1.2.3:3001\(Self.path)", [:]).signatureWords == "unsigned")
        // A service refuses it too, whoever asks.
        let signed = try access("http://127.0.0.1:3001\(Self.path)")
        let other = try ReplayTarget("http://10.1.2.3:3001\(Self.path)")
        #expect(throws: ReplayRefusal.self) { try signed.check(other) }
    }

    @Test func `is nothing for functions here and no credentials for front doors`() throws {
        let environment = Self.keys.merging(["SSL_CERT_FILE": "ca.pem"]) { $1 }
        #expect(try access("orders", environment).headers.isEmpty)
        let door = try access("https://example.com/prod", environment)
        #expect(door.signature == nil)
        #expect(door.trust == TLSTrust(variable: "SSL_CERT_FILE", file: "/folder/ca.pem"))
    }

    @Test func `takes the file of AWS's tools for invocations before OpenSSL's`() throws {
        let environment = ["SSL_CERT_FILE": "/b.pem", "AWS_CA_BUNDLE": "/a.pem"]
        let url = "https://example.com"
        #expect(
            try access(url + Self.path, environment).trust
                == TLSTrust(variable: "AWS_CA_BUNDLE", file: "/a.pem")
        )
        #expect(try access(url, environment).trust.file == "/b.pem")
        #expect(
            try access(url + Self.path, ["SSL_CERT_FILE": "/b.pem", "AWS_CA_BUNDLE": ""]).trust.file
                == "/b.pem"
        )
    }

    @Test func `refuses half of the credentials and what cannot be sent, without telling it`() {
        let url = "http://127.0.0.1:3001\(Self.path)"
        let half = refusal(url, ["AWS_ACCESS_KEY_ID": "AKIA"])
        #expect(half?.description == "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not")
        for name in Self.keys.keys {
            let wrong = refusal(url, Self.keys.merging([name: "one\r\ntwo"]) { $1 })
            #expect(wrong?.description == "\(name) holds a character that no credential has")
        }
    }

    @Test func `crosses the control socket whole`() throws {
        let environment = Self.keys.merging(["AWS_CA_BUNDLE": "/a folder/ü\n.pem"]) { $1 }
        let access = try access("https://lambda.eu-west-1.amazonaws.com\(Self.path)", environment)
        let fields = access.headers
        #expect(fields.allSatisfy { $0.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
        let read = try RemoteAccess(fields)
        #expect(read.trust == access.trust)
        #expect(read.signature?.credentials == access.signature?.credentials)
        #expect(read.signature?.region == "eu-west-1")
    }

    @Test func `is taken out of answers that repeat it`() throws {
        let credentials = try AWSCredentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE",
            secretAccessKey: "secret/key",
            sessionToken: "token/=="
        )
        let text =
            #"x-amz-security-token:token/==\n {"a":"token\/==","b":"secret/key AKIAIOSFODNN7EXAMPLE"}"#
        let cleaned = credentials.removed(from: text)
        #expect(
            cleaned
                == #"x-amz-security-token:‹masked›\n {"a":"‹masked›","b":"‹masked› ‹masked›"}"#
        )
        for (text, cleaned) in [
            ("", ""), ("s", "s"), ("secret/ke", "secret/ke"), ("secret/key", "‹masked›"),
            ("ssecret/keysecret/keys", "s‹masked›‹masked›s"), ("a secret/ke", "a secret/ke"),
        ] {
            #expect(credentials.removed(from: text) == cleaned)
        }
    }
}
