import Foundation
import Testing

/// Lambda's Invoke API as boto3 uses it.
@Suite(.service { try OutcomeProject.start() })
struct `The Invoke API` {
    @Test func `runs a function and gives boto3 its result`() async throws {
        try await withService { service in
            let answer = try boto3(
                service,
                """
                r = client.invoke(FunctionName="main", Payload=b'{"what":"bare"}')
                out = describe(r)
                """
            )
            #expect(answer.StatusCode.integer == 200)
            #expect(answer.ExecutedVersion.string == "$LATEST")
            #expect(answer.FunctionError == .null)
            #expect(answer.Payload.string == #"{"hello": "world"}"#)
            let id = try #require(answer.RequestId.string)
            let events = try service.events(id)
            #expect(events.transitions == "sent triggered executed returned displayed".words)
            #expect(events.data("sent").kind.string == "direct")
            let flow = try service.flow(id)
            #expect(flow.kind.string == "direct")
            #expect(flow.outcome.string == "ok")
            #expect(flow.function.string == "main")
            #expect(flow.lambdaRequestId.string == id)
        }
    }

    @Test(arguments: [
        ("bare", #"{"hello": "world"}"#), ("none", "null"), ("text", #""just text""#),
        ("shape", #"{"statusCode": "x"}"#),
        ("nan", #"{"statusCode": 200, "body": "x", "n": NaN}"#),
    ])
    func `passes results through untouched, whatever their shape`(
        _ what: String,
        _ payload: String
    ) async throws {
        try await withService { service in
            let response = try invoke(service, "main", what: what)
            #expect(response.status == 200)
            #expect(response.text == payload)
            #expect(response["x-amz-function-error"] == nil)
            #expect(response["x-amz-executed-version"] == "$LATEST")
        }
    }

    @Test(arguments: [
        ("raise", "KeyError", "'sku'"),
        ("unserialisable", "Runtime.MarshalError", nil),
        ("exit0", "Runtime.ExitError", "Error: Runtime exited without providing a reason"),
        ("exit3", "Runtime.ExitError", "Error: Runtime exited with error: exit status 3"),
        ("kill", "Runtime.ExitError", "Error: Runtime exited with error: signal: killed"),
        (
            "segv", "Runtime.ExitError",
            "Error: Runtime exited with error: signal: segmentation fault"
        ),
        (
            "huge", "Function.ResponseSizeTooLarge",
            "Response payload size exceeded maximum allowed payload size (6291556 bytes)."
        ),
    ])
    func `answers 200 with FunctionError when the function fails`(
        _ what: String,
        _ errorType: String,
        _ message: String?
    ) async throws {
        try await withService { service in
            let response = try invoke(service, "main", what: what)
            #expect(response.status == 200)
            #expect(response["x-amz-function-error"] == "Unhandled")
            let document = try JSON(response.text)
            #expect(document.errorType.string == errorType)
            if let message {
                let expected =
                    message.hasPrefix("Error: ")
                    ? "RequestId: \(response.requestID) \(message)" : message
                #expect(document.errorMessage.string == expected)
            }
            #expect(try service.flow(response.requestID).outcome.string == "function error")
        }
    }

    @Test(arguments: [
        ("Imports", "Runtime.ImportModuleError"), ("Syntax", "Runtime.UserCodeSyntaxError"),
        ("Missing", "Runtime.HandlerNotFound"), ("Quits", "Runtime.ExitError"),
    ])
    func `answers 200 with the init error`(_ function: String, _ errorType: String) async throws {
        try await withService { service in
            let response = try invoke(service, function, what: "ok")
            #expect(response.status == 200)
            #expect(response["x-amz-function-error"] == "Unhandled")
            #expect(try JSON(response.text).errorType.string == errorType)
        }
    }

    @Test func `answers 200 with Sandbox.Timedout past the function's limit`() async throws {
        try await withService { service in
            let response = try invoke(service, "Brief", what: "sleep")
            #expect(response.status == 200)
            #expect(
                response.text
                    == #"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: "#
                    + response.requestID
                    + #" Error: Task timed out after 1.00 seconds"}"#
            )
        }
    }

    @Test func `gives the log from START to REPORT when asked for the tail`() async throws {
        try await withService { service in
            let answer = try boto3(
                service,
                """
                r = client.invoke(FunctionName="main", LogType="Tail", Payload=b'{"what":"chatty"}')
                out = describe(r)
                out["Log"] = base64.b64decode(r["LogResult"]).decode()
                """
            )
            let id = try #require(answer.RequestId.string)
            let lines = try #require(answer.Log.string).split(separator: "\n").map(String.init)
            #expect(lines.first == "START RequestId: \(id) Version: $LATEST")
            #expect(lines.contains("doing chatty"))
            #expect(lines.contains("on stderr"))
            #expect(lines.suffix(2).first == "END RequestId: \(id)")
            #expect(lines.last?.hasPrefix("REPORT RequestId: \(id)\tDuration: ") == true)
        }
    }

    @Test func `answers Event with 202 first, and records the run afterwards`() async throws {
        try await withService { service in
            let answer = try boto3(
                service,
                """
                r = client.invoke(FunctionName="main", InvocationType="Event",
                                  Payload=b'{"what":"nap"}')
                out = describe(r)
                """
            )
            #expect(answer.StatusCode.integer == 202)
            #expect(answer.Payload.string == "")
            let id = try #require(answer.RequestId.string)
            let events = try waitUntil("the run") {
                let events = try service.project.json("events", id).list
                return events.names.contains("executed") ? events : nil
            }
            #expect(events.transitions == "sent returned displayed triggered executed".words)
            let flow = try service.flow(id)
            #expect(flow.kind.string == "asynchronous")
            #expect(flow.outcome.string == "ok")
            #expect(flow.status.integer == 202)
        }
    }

    @Test func `runs nothing for DryRun`() async throws {
        try await withService { service in
            let answer = try boto3(
                service,
                """
                r = client.invoke(FunctionName="main", InvocationType="DryRun")
                out = describe(r)
                """
            )
            #expect(answer.StatusCode.integer == 204)
            let id = try #require(answer.RequestId.string)
            #expect(try service.events(id).names == "sent returned displayed".words)
        }
    }

    @Test func `raises the exceptions that boto3 models`() async throws {
        try await withService { service in
            let answer = try boto3(
                service,
                #"""
                def failing(**arguments):
                    try:
                        client.invoke(**arguments)
                        return ["nothing", "", 0]
                    except Exception as e:
                        return [type(e).__name__, e.response["Error"]["Code"],
                                e.response["ResponseMetadata"]["HTTPStatusCode"],
                                e.response["Error"].get("Message", "")]
                out = {
                    "absent": failing(FunctionName="absent"),
                    "qualifier": failing(FunctionName="main", Qualifier="7"),
                    "mismatch": failing(FunctionName="main:1", Qualifier="2"),
                    "json": failing(FunctionName="main", Payload=b"{nope"),
                    "large": failing(FunctionName="main", Payload=b'"' + b"x" * 6291455 + b'"'),
                    "largeEvent": failing(FunctionName="main", InvocationType="Event",
                                          Payload=b'"' + b"x" * 1048575 + b'"'),
                    "throttled": failing(FunctionName="Never"),
                }
                """#
            )
            func expect(
                _ name: String,
                _ type: String,
                _ code: String,
                _ status: Int,
                _ message: String
            ) {
                let error = answer[name].list
                #expect(error.first?.string == type, "\(name): \(error)")
                #expect(error.dropFirst().first?.string == code, "\(name): \(error)")
                #expect(error.dropFirst(2).first?.integer == status, "\(name): \(error)")
                #expect(error.last?.string?.hasPrefix(message) == true, "\(name): \(error)")
            }
            let arn = "arn:aws:lambda:us-east-1:123456789012:function"
            expect(
                "absent",
                "ResourceNotFoundException",
                "ResourceNotFoundException",
                404,
                "Function not found: \(arn):absent:$LATEST"
            )
            expect(
                "qualifier",
                "ResourceNotFoundException",
                "ResourceNotFoundException",
                404,
                "Function not found: \(arn):main:7"
            )
            expect(
                "mismatch",
                "InvalidParameterValueException",
                "InvalidParameterValueException",
                400,
                "The derived qualifier from the function name does not match"
            )
            expect(
                "json",
                "InvalidRequestContentException",
                "InvalidRequestContentException",
                400,
                "Could not parse request body into json: "
            )
            expect(
                "large",
                "ClientError",
                "RequestEntityTooLargeException",
                413,
                "Request must be smaller than 6291456 bytes for the InvokeFunction operation"
            )
            expect(
                "largeEvent",
                "ClientError",
                "RequestEntityTooLargeException",
                413,
                "1048577 byte payload is too large for the Event invocation type"
            )
            expect(
                "throttled",
                "TooManyRequestsException",
                "TooManyRequestsException",
                429,
                "Rate Exceeded."
            )
        }
    }

    @Test func `says why it throttles`() async throws {
        try await withService { service in
            let response = try invoke(service, "Never", what: "ok")
            #expect(response.status == 429)
            #expect(response["retry-after"] != nil)
            #expect(
                response.text
                    == #"{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"#
            )
            let events = try service.events(response.requestID)
            #expect(events.data("aborted").cause.string == "throttled")
        }
    }

    @Test(arguments: [
        "main", "Main", "main:$LATEST", "123456789012:function:main",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Amain",
        "arn:aws:lambda:us-east-1:123456789012:function:main:$LATEST",
    ])
    func `finds a function by name, logical id and ARN`(_ name: String) async throws {
        try await withService { service in
            let response = try invoke(service, name, what: "bare")
            #expect(response.status == 200, "\(response)")
        }
    }

    @Test func `hands the client's context and the ARN as invoked to the function`() async throws {
        try await withService { service in
            let answer = try boto3(
                service,
                #"""
                context = base64.b64encode(b'{\n "custom": {"key": "value"}}').decode()
                r = client.invoke(FunctionName="main", Qualifier="$LATEST", ClientContext=context,
                                  Payload=b'{"what":"context"}')
                out = describe(r)
                """#
            )
            let seen = try JSON(try #require(answer.Payload.string))
            #expect(seen.id.string == answer.RequestId.string)
            #expect(
                seen.arn.string
                    == "arn:aws:lambda:us-east-1:123456789012:function:main:$LATEST"
            )
            #expect(seen.custom.key.string == "value")
            #expect((9000...10_000).contains(seen.left.integer ?? 0))
        }
    }

    @Test func `refuses headers that it cannot read`() async throws {
        try await withService { service in
            for header in [
                "X-Amz-Client-Context: not base64!", "X-Amz-Client-Context: e25v",
                "X-Amz-Invocation-Type: Never", "X-Amz-Log-Type: Head",
            ] {
                let response = try request(
                    "POST",
                    "/2015-03-31/functions/main/invocations",
                    port: service.invokePort,
                    headers: [header],
                    body: Array("{}".utf8)
                )
                #expect(response.status == 400, "\(header)")
                #expect(response["x-amzn-errortype"]?.hasSuffix("Exception") == true)
                let events = try service.events(response.requestID)
                #expect(events.names == "sent rejected returned displayed".words)
            }
        }
    }

    @Test func `names operations that it does not serve`() async throws {
        try await withService { service in
            let answer = try boto3(
                service,
                """
                try:
                    client.list_functions()
                    out = {}
                except Exception as e:
                    out = {"code": e.response["Error"]["Code"],
                           "status": e.response["ResponseMetadata"]["HTTPStatusCode"],
                           "message": e.response["Error"]["Message"]}
                """
            )
            #expect(answer.status.integer == 404)
            #expect(answer.code.string == "UnknownOperationException")
            #expect(answer.message.string?.contains("GET /2015-03-31/functions") == true)
        }
    }

    @Test func `records a call that was cut off as invalid, not as too large`() async throws {
        try await withService { service in
            let mark = UUID().uuidString
            let connection = try RawConnection(port: service.invokePort)
            let target = "/2015-03-31/functions/main/invocations?mark=\(mark)"
            connection.send("POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{")
            usleep(100_000)
            connection.end()
            let id = try service.flowID(target: target)
            let events = try service.events(id)
            #expect(events.names == "sent rejected returned abandoned".words)
            #expect(events.data("rejected").cause.string == "invalid")
        }
    }
}

private func invoke(
    _ service: RunningService,
    _ function: String,
    what: String
) throws -> Response {
    try request(
        "POST",
        "/2015-03-31/functions/\(function)/invocations",
        port: service.invokePort,
        body: Array(#"{"what":"\#(what)"}"#.utf8)
    )
}

/// Runs Python with a boto3 client of the service's Invoke API; gives what the script leaves in `out`.
private func boto3(_ service: RunningService, _ script: String) throws -> JSON {
    let text = """
        import base64, json, sys
        import boto3
        from botocore.config import Config
        client = boto3.client(
            "lambda", endpoint_url="http://127.0.0.1:\(service.invokePort)",
            region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}))
        def describe(r):
            return {"StatusCode": r["StatusCode"], "ExecutedVersion": r.get("ExecutedVersion"),
                    "FunctionError": r.get("FunctionError"),
                    "RequestId": r["ResponseMetadata"]["RequestId"],
                    "Payload": r["Payload"].read().decode()}
        \(script)
        print(json.dumps(out))
        """
    let child = try ChildProgram(
        Program.python,
        ["-c", text],
        in: service.project.folder,
        environment: ["AWS_EC2_METADATA_DISABLED": "true"]
    )
    let output = try child.wait()
    guard output.code == 0 else { throw Surprise("the script failed: \(output)") }
    return try JSON(output.out)
}
