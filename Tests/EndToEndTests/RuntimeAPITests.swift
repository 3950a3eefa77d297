import Foundation
import Testing

/// The Runtime API as a runtime written by hand uses and misuses it.
@Suite(.service { try BootstrapProject.start() })
struct `A runtime` {
    @Test func `gets an event with all of its headers`() async throws {
        try await withService { service in
            let answer = try run(service, "echo")
            #expect(answer.text == #"{"what":"echo"}"#)
            let seen = try log(service, answer)
            let headers = try JSON(try #require(seen.first { $0.hasPrefix("{") }))
            #expect(headers["content-type"].string == "application/json")
            #expect(headers["lambda-runtime-aws-request-id"].string == answer.requestID)
            #expect(headers["lambda-runtime-deadline-ms"].string?.count == 13)
            #expect(
                headers["lambda-runtime-invoked-function-arn"].string
                    == "arn:aws:lambda:us-east-1:123456789012:function:Bare"
            )
            #expect(headers["lambda-runtime-trace-id"].string?.hasPrefix("Root=1-") == true)
            #expect(headers["lambda-runtime-client-context"] == .null)
        }
    }

    /// What the runtime tries before it answers properly, and what it is told.
    @Test(arguments: [
        ("wrong-id", #"400 {"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}"#),
        (
            "wrong-id-error",
            #"400 {"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}"#
        ),
        (
            "bad-mode",
            #"400 {"errorMessage":"Invalid function response mode","errorType":"InvalidFunctionResponseMode"}"#
        ),
        ("next-while-running", "200 the same event"),
        (
            "unknown-path",
            #"404 {"errorMessage":"no such call of the Lambda Runtime API: GET /2018-06-01/runtime/nothing","errorType":"NotFound"}"#
        ),
        (
            "extensions",
            #"404 {"errorMessage":"the Extensions API is not served here yet","errorType":"Extensions.NotSupported"}"#
        ),
        ("ping", "200 pong"),
    ])
    func `that makes a mistake is told so and can go on`(
        _ what: String,
        _ told: String
    ) async throws {
        try await withService { service in
            let answer = try run(service, what)
            #expect(answer.status == 200)
            #expect(answer["x-amz-function-error"] == nil)
            #expect(answer.text == #""after \#(what)""#)
            #expect(try log(service, answer).contains("told \(told)"))
        }
    }

    /// What the runtime tries after it has answered, and what it is told.
    @Test(arguments: [("second-response", "response"), ("error-after-response", "error")])
    func `cannot answer twice`(_ what: String, _ call: String) async throws {
        try await withService { service in
            let answer = try run(service, what)
            #expect(answer.text == #""first""#)
            let events = try waitUntil("the line after the answer") {
                let lines = try log(service, answer)
                return lines.contains { $0.hasPrefix("told 403") } ? lines : nil
            }
            #expect(events.contains { $0.contains("InvalidStateTransition") })
            #expect(try run(service, "echo").status == 200)
            #expect(
                try service.events(answer.requestID).transitions
                    == "sent triggered executed returned displayed".words
            )
        }
    }

    @Test func `cannot report a failed init after it asked for an event`() async throws {
        try await withService { service in
            let answer = try run(service, "init-error-late")
            #expect(answer.text == #""after init-error-late""#)
            #expect(try log(service, answer).contains { $0.hasPrefix("told 403") })
        }
    }

    @Test func `may answer in chunks with trailers`() async throws {
        try await withService { service in
            let answer = try run(service, "chunked")
            #expect(answer.text == #"{"chunked": true}"#)
        }
    }

    @Test func `may report an error with its own type and no body`() async throws {
        try await withService { service in
            let answer = try run(service, "empty-error")
            #expect(answer["x-amz-function-error"] == "Unhandled")
            #expect(answer.text == #"{"errorType":"Function.Mine","errorMessage":""}"#)
            let flow = try service.flow(answer.requestID)
            #expect(flow.errorType.string == "Function.Mine")
        }
    }

    @Test func `is told 413 for an error document over 6 MiB`() async throws {
        try await withService { service in
            let answer = try run(service, "huge-error")
            #expect(answer["x-amz-function-error"] == "Unhandled")
            #expect(try JSON(answer.text).errorType.string == "Function.ResponseSizeTooLarge")
            #expect(try run(service, "echo").status == 200)
        }
    }

    @Test func `may lose its connection while it waits, and ask again`() async throws {
        try await withService { service in
            let first = try run(service, "impatient")
            #expect(first.status == 200)
            // It hangs up after 0.2 s without an event, again and again.
            usleep(700_000)
            let second = try run(service, "patient")
            #expect(second.text == #""after patient""#)
            #expect(try service.flow(second.requestID).cold == .bool(false))
        }
    }

    @Test func `that never asks for another event is ended after its time limit`() async throws {
        try await withService { service in
            let answer = try request(
                "POST",
                "/2015-03-31/functions/Stuck/invocations",
                port: service.invokePort,
                body: Array(#"{"what":"hang-after"}"#.utf8)
            )
            #expect(answer.text == #""first""#)
            let next = try request(
                "POST",
                "/2015-03-31/functions/Stuck/invocations",
                port: service.invokePort,
                body: Array(#"{"what":"echo"}"#.utf8)
            )
            #expect(next.text == #"{"what":"echo"}"#)
        }
    }

    @Test(arguments: [
        ("NoBootstrap", "no such file or directory"), ("NotExecutable", "permission denied"),
        ("BadInterpreter", "no such file or directory"),
    ])
    func `that cannot be started is an invalid entrypoint`(
        _ function: String,
        _ reason: String
    ) async throws {
        try await withService { service in
            let answer = try request(
                "POST",
                "/2015-03-31/functions/\(function)/invocations",
                port: service.invokePort
            )
            #expect(answer.status == 200)
            #expect(answer["x-amz-function-error"] == "Unhandled")
            let document = try JSON(answer.text)
            #expect(document.errorType.string == "Runtime.InvalidEntrypoint")
            #expect(
                document.errorMessage.string?.hasPrefix("RequestId: \(answer.requestID) Error: ")
                    == true
            )
            #expect(document.errorMessage.string?.contains(reason) == true, "\(document)")
            #expect(document.errorMessage.string?.contains("bootstrap") == true)
        }
    }

    @Test func `that closes its output goes on working`() async throws {
        try await withService { service in
            let closing = try run(service, "close-output", in: "Closing")
            #expect(closing.text == #""after close-output""#)
            let next = try run(service, "quiet", in: "Closing")
            #expect(next.text == #""after quiet""#)
        }
    }

    private func run(
        _ service: RunningService,
        _ what: String,
        in function: String = "Bare"
    ) throws -> Response {
        try request(
            "POST",
            "/2015-03-31/functions/\(function)/invocations",
            port: service.invokePort,
            body: Array(#"{"what":"\#(what)"}"#.utf8)
        )
    }

    private func log(_ service: RunningService, _ answer: Response) throws -> [String] {
        try service.project.json("logs", answer.requestID).list.compactMap(\.text.string)
    }
}

/// A project of functions that bring their own runtime, a small Python program.
private enum BootstrapProject {
    static func start() throws -> RunningService {
        let project = try TestProject(["template.yaml": template, "empty/readme": ""])
        try project.write("bare/bootstrap", "#!\(Program.python)\n\(bootstrap)", mode: 0o755)
        try project.write("plain/bootstrap", "#!/bin/sh\n", mode: 0o644)
        try project.write("interpreter/bootstrap", "#!/no/such/interpreter\n", mode: 0o755)
        return try RunningService(project, ["--max-environments", "1"])
    }

    private static let template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Globals: {Function: {Runtime: provided.al2023, Handler: none, Timeout: 5}}
        Resources:
          Bare: {Type: AWS::Serverless::Function, Properties: {CodeUri: bare/}}
          Closing: {Type: AWS::Serverless::Function, Properties: {CodeUri: bare/}}
          Stuck: {Type: AWS::Serverless::Function, Properties: {CodeUri: bare/, Timeout: 1}}
          NoBootstrap: {Type: AWS::Serverless::Function, Properties: {CodeUri: empty/}}
          NotExecutable: {Type: AWS::Serverless::Function, Properties: {CodeUri: plain/}}
          BadInterpreter: {Type: AWS::Serverless::Function, Properties: {CodeUri: interpreter/}}
        """

    private static let bootstrap = #"""
        import http.client, json, os, socket, sys, time

        BASE = "/2018-06-01/runtime/"
        address = os.environ["AWS_LAMBDA_RUNTIME_API"]

        def call(method, path, body=None, headers={}, chunks=None):
            connection = http.client.HTTPConnection(address)
            if chunks:
                connection.putrequest(method, path)
                connection.putheader("Transfer-Encoding", "chunked")
                connection.putheader("Trailer", "Lambda-Runtime-Function-Error-Type")
                connection.endheaders()
                for chunk in chunks:
                    connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                connection.send(b"0\r\nLambda-Runtime-Function-Error-Type: None\r\n\r\n")
            else:
                connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
            connection.close()
            return response, text

        def told(answer):
            print("told", answer[0].status, answer[1].strip(), flush=True)

        main = http.client.HTTPConnection(address)
        patience = None

        def next_event():
            global main
            while True:
                try:
                    main.timeout = patience
                    if main.sock: main.sock.settimeout(patience)
                    main.request("GET", BASE + "invocation/next")
                    response = main.getresponse()
                    return response, response.read()
                except socket.timeout:
                    main.close()
                    main = http.client.HTTPConnection(address)

        while True:
            response, event = next_event()
            request = response.getheader("lambda-runtime-aws-request-id")
            if response.status != 200:
                print("next told", response.status, flush=True)
                sys.exit(9)
            what = json.loads(event).get("what", "echo")
            mine = BASE + "invocation/" + request + "/"
            other = BASE + "invocation/00000000-0000-0000-0000-000000000000/"
            result = json.dumps("after " + what)
            if what == "echo":
                print(json.dumps({k.lower(): v for k, v in response.getheaders()}), flush=True)
                result = event
            if what == "wrong-id": told(call("POST", other + "response", "{}"))
            if what == "wrong-id-error": told(call("POST", other + "error", "{}"))
            if what == "bad-mode":
                told(call("POST", mine + "response", "{}",
                          {"Lambda-Runtime-Function-Response-Mode": "buffered"}))
            if what == "next-while-running":
                again, body = call("GET", BASE + "invocation/next")
                same = (again.getheader("lambda-runtime-aws-request-id") == request
                        and body.encode() == event)
                print("told", again.status, "the same event" if same else body, flush=True)
            if what == "unknown-path": told(call("GET", BASE + "nothing"))
            if what == "extensions": told(call("POST", "/2020-01-01/extension/register", "{}"))
            if what == "ping": told(call("GET", "/2018-06-01/ping"))
            if what == "init-error-late": told(call("POST", BASE + "init/error", "{}"))
            if what == "close-output":
                os.close(1)
                os.close(2)
            if what == "impatient": patience = 0.2
            if what == "patient": patience = None
            if what == "chunked":
                call("POST", mine + "response", chunks=[b'{"chunked"', b": true}"])
                continue
            if what == "empty-error":
                call("POST", mine + "error", "",
                     {"Lambda-Runtime-Function-Error-Type": "Function.Mine"})
                continue
            if what == "huge-error":
                print("told", call("POST", mine + "error", b"x" * 7000000)[0].status, flush=True)
                continue
            if what in ("second-response", "error-after-response", "hang-after"):
                call("POST", mine + "response", '"first"')
                if what == "hang-after": time.sleep(60)
                told(call("POST", mine + ("response" if what == "second-response" else "error"), "{}"))
                continue
            call("POST", mine + "response", result)
        """#
}
