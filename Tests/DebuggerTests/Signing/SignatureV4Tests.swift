import Flows
import Foundation
import HTTPServer
import Testing

@testable import Debugger

/// Against AWS's published test suite, and against botocore, which signs for AWS's own tools.
///
/// - SeeAlso: [The suite](https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-test-suite.html),
///   as kept in [botocore](https://github.com/boto/botocore/tree/develop/tests/unit/auth/aws4_testsuite)
@Suite struct `A signature` {
    /// 2015-08-30T12:36:00Z
    private static let time = Timestamp(microseconds: 1_440_938_160_000_000)

    private static func signer(
        service: String = "service",
        token: String? = nil
    ) throws -> SignatureV4 {
        SignatureV4(
            credentials: try AWSCredentials(
                accessKeyID: "AKIDEXAMPLE",
                secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                sessionToken: token
            ),
            region: "us-east-1",
            service: service
        )
    }

    private static func request(
        _ method: String,
        _ target: String,
        _ headers: [HTTPField] = [],
        _ body: String = ""
    ) -> HTTPRequest {
        HTTPRequest(
            method: method,
            target: target,
            headers: [HTTPField("Host", "example.amazonaws.com")] + headers,
            body: Array(body.utf8)
        )
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let request: HTTPRequest
        let signature: String
        var testDescription: String { name }
    }

    static let vectors = [
        Vector(
            name: "get-vanilla",
            request: request("GET", "/"),
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        Vector(
            name: "get-vanilla-query-order-key-case",
            request: request("GET", "/?Param2=value2&Param1=value1"),
            signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
        ),
        Vector(
            name: "get-vanilla-query-order-value",
            request: request("GET", "/?Param1=value2&Param1=value1"),
            signature: "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694"
        ),
        Vector(
            name: "get-vanilla-empty-query-key",
            request: request("GET", "/?Param1=value1"),
            signature: "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"
        ),
        Vector(
            name: "get-unreserved",
            request: request(
                "GET",
                "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            ),
            signature: "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"
        ),
        Vector(
            name: "get-utf8",
            request: request("GET", "/ሴ"),
            signature: "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"
        ),
        Vector(
            name: "normalize-path/get-slashes",
            request: request("GET", "//example//"),
            signature: "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"
        ),
        Vector(
            name: "normalize-path/get-relative-relative",
            request: request("GET", "/example1/example2/../.."),
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        Vector(
            name: "normalize-path/get-slash-dot-slash",
            request: request("GET", "/./"),
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        Vector(
            name: "get-header-value-trim",
            request: request(
                "GET",
                "/",
                [HTTPField("My-Header1", " value1"), HTTPField("My-Header2", " \"a   b   c\"")]
            ),
            signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"
        ),
        Vector(
            name: "post-vanilla",
            request: request("POST", "/"),
            signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
        ),
        Vector(
            name: "post-header-key-sort",
            request: request("POST", "/", [HTTPField("My-Header1", "value1")]),
            signature: "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"
        ),
        Vector(
            name: "post-x-www-form-urlencoded",
            request: request(
                "POST",
                "/",
                [HTTPField("Content-Type", "application/x-www-form-urlencoded")],
                "Param1=value1"
            ),
            signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
        ),
    ]

    @Test(arguments: vectors) func `is that of AWS's test suite`(_ vector: Vector) throws {
        let signed = try Self.signer().signed(vector.request, at: Self.time)
        let header = try #require(signed.header("authorization"))
        #expect(header.hasSuffix(", Signature=\(vector.signature)"), "\(header)")
        #expect(
            header.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                    + "SignedHeaders="
            )
        )
        #expect(signed.header("x-amz-date") == "20150830T123600Z")
        #expect(signed.header("x-amz-security-token") == nil)
    }

    @Test func `covers every header that proxies leave alone, and the session token`() throws {
        let request = Self.request(
            "POST",
            "/2015-03-31/functions/a/invocations",
            [
                HTTPField("Content-Type", "application/json"), HTTPField("X-Amz-Log-Type", "Tail"),
                HTTPField("X-Amzn-Trace-Id", "Root=1-2-3"), HTTPField("User-Agent", "x"),
            ]
        )
        let signed = try Self.signer(token: "TOKEN/+=").signed(request, at: Self.time)
        #expect(signed.header("x-amz-security-token") == "TOKEN/+=")
        let names = "content-type;host;x-amz-date;x-amz-log-type;x-amz-security-token"
        #expect(signed.header("authorization")?.contains("SignedHeaders=\(names),") == true)
    }

    @Test(
        .enabled(if: botocorePython != nil, "WAYBILL_TEST_PYTHON names a Python with botocore"),
        arguments: [
            "orders", "arn:aws:lambda:us-east-1:123456789012:function:a b", "ü~-._", "a/b%2F",
        ]
    )
    func `of an invocation is the one that botocore makes`(function: String) async throws {
        let request = Self.request(
            "POST",
            "/2015-03-31/functions/\(percentEncoded(function))/invocations",
            [
                HTTPField("Content-Type", "application/json"), HTTPField("X-Amz-Log-Type", "Tail"),
            ],
            #"{"qty":1}"#
        )
        let signed = try Self.signer(service: "lambda", token: "TOKEN/+=")
            .signed(request, at: Self.time)
        let oracle = """
            import sys
            from botocore.auth import SigV4Auth
            from botocore.awsrequest import AWSRequest
            from botocore.credentials import Credentials
            request = AWSRequest(
                method="POST", url="https://example.amazonaws.com" + sys.argv[1], data=sys.argv[2],
                headers={"Content-Type": "application/json", "X-Amz-Log-Type": "Tail",
                         "X-Amz-Date": "20150830T123600Z", "X-Amz-Security-Token": "TOKEN/+="})
            request.context["timestamp"] = "20150830T123600Z"
            auth = SigV4Auth(
                Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "TOKEN/+="),
                "lambda", "us-east-1")
            print(auth.signature(auth.string_to_sign(request, auth.canonical_request(request)),
                                 request))
            """
        let result = try runProgram(
            try #require(Self.botocorePython),
            ["-c", oracle, request.target, #"{"qty":1}"#]
        )
        #expect(result.code == 0, "\(result.output)")
        let signature = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(signed.header("authorization")?.hasSuffix("Signature=\(signature)") == true)
    }

    private static let botocorePython = ProcessInfo.processInfo
        .environment["WAYBILL_TEST_PYTHON"]
}
