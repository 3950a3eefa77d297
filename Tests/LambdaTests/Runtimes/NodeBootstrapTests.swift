import Foundation
import Lambda
import Testing

@Suite(.enabled(if: testNode != nil, "Node is not installed"), .timeLimit(.minutes(1)))
struct NodeBootstrapTests {
    let folder: TemporaryFolder
    let launcher: ProcessLauncher

    init() throws {
        folder = try TemporaryFolder()
        launcher = try ProcessLauncher.start()
    }

    typealias Event = RuntimeAPIStub.Event

    /// Runs a function of `files` on this machine's Node.
    func run(
        _ files: [String: String],
        handler: String = "app.handler",
        environment: [String: String] = [:],
        events: [Event] = [Event(id: "1", body: "{}")]
    ) throws -> RuntimeAPIStub.Transcript {
        for (name, text) in files { try folder.write(text, to: "code/" + name) }
        let function = FunctionConfiguration(
            name: "orders",
            runtime: "nodejs20.x",
            handler: handler,
            code: .folder(folder.path + "/code"),
            environment: environment
        )
        let resolver = RuntimeResolver(
            options: RuntimeOptions(searchPath: callerPath, projectFolder: folder.path),
            launcher: launcher
        )
        let runtime = try resolver.prepare(
            function,
            layout: ProjectFiles(projectFolder: folder.path)
        )
        return try RuntimeAPIStub(events).run(function, runtime, by: launcher)
    }

    /// Runs `code` as `app.js`, a CommonJS module.
    func run(
        _ code: String,
        environment: [String: String] = [:],
        events: [Event] = [Event(id: "1", body: "{}")]
    ) throws -> RuntimeAPIStub.Transcript {
        try run(["app.js": code], environment: environment, events: events)
    }

    @Test func `events are answered one after the other on one process`() throws {
        let transcript = try run(
            "let n = 0; exports.handler = async (event) => ({ n: ++n, got: event.a })",
            events: [Event(id: "1", body: #"{"a":"x"}"#), Event(id: "2", body: #"{"a":["é"]}"#)]
        )
        #expect(
            transcript.calls == [
                #"POST /invocation/1/response {"n":1,"got":"x"}"#,
                #"POST /invocation/2/response {"n":2,"got":["é"]}"#,
            ]
        )
        #expect(transcript.status == nil)
        #expect(transcript.headers[0]["content-type"] == "application/json")
        #expect(transcript.headers[0]["user-agent"]?.hasPrefix("aws-lambda-nodejs/v") == true)
    }

    @Test(arguments: [
        ("exports.handler = async () => undefined", "null"),
        ("exports.handler = () => {}", "null"),
        ("exports.handler = (e, c, callback) => callback(null, 'called')", #""called""#),
        (
            "exports.handler = (e, c, callback) => { setTimeout(() => callback(null, 1), 20) }",
            "1"
        ),
        ("exports.handler = (e, c) => c.done(null, 2)", "2"),
        ("exports.handler = (e, c) => { setTimeout(() => c.succeed(3), 20) }", "3"),
        (
            """
            exports.handler = (e, c, callback) => {
              c.callbackWaitsForEmptyEventLoop = false
              setInterval(() => {}, 1000)
              callback(null, 4)
            }
            """, "4"
        ),
        (
            """
            const seen = []
            exports.handler = (e, c, callback) => {
              setTimeout(() => seen.push('late'), 30)
              callback(null, seen)
            }
            """, #"["late"]"#
        ),
    ])
    func `every style of handler answers`(code: String, result: String) throws {
        #expect(try run(code).calls == ["POST /invocation/1/response \(result)"])
    }

    @Test(arguments: [
        (
            ["app.mjs": "export const handler = async () => import.meta.url.slice(-7)"],
            "app.handler"
        ),
        (
            [
                "package.json": #"{"type":"module"}"#,
                "src/app.js": "export const handler = () => '' + typeof require",
            ], "src/app.handler"
        ),
        (["app.cjs": "exports.handler = async () => typeof require"], "app.handler"),
        (["app.js": "exports.mod = { handler: async () => 1 }"], "app.mod.handler"),
        (["app.mjs": "export default { handler: async () => 1 }"], "app.handler"),
        (["lib/index.js": "exports.handler = async () => 1"], "./lib.handler"),
        (
            [
                "app.js": "exports.handler = require('shared/x')",
                "shared/x.js": "module.exports = async () => 1",
            ],
            "app.handler"
        ),
    ])
    func `CommonJS and ES modules are found`(files: [String: String], handler: String) throws {
        let transcript = try run(files, handler: handler)
        #expect(transcript.calls.count == 1)
        #expect(transcript.calls.first?.hasPrefix("POST /invocation/1/response ") == true)
    }

    @Test func `the context says what AWS says`() throws {
        let transcript = try run(
            """
            exports.handler = async (event, context) => ({
              ...context, left: context.getRemainingTimeInMillis() > 1e12,
              trace: process.env._X_AMZN_TRACE_ID,
            })
            """,
            events: [
                Event(
                    id: "7",
                    body: "{}",
                    headers: [
                        "Lambda-Runtime-Trace-Id": "Root=1-2-3",
                        "Lambda-Runtime-Client-Context": #"{"custom":{"a":1}}"#,
                        "Lambda-Runtime-Cognito-Identity": #"{"cognitoIdentityId":"i"}"#,
                        "Lambda-Runtime-Invocation-Id": "attempt-1",
                    ]
                )
            ]
        )
        let expected =
            #"POST /invocation/7/response {"callbackWaitsForEmptyEventLoop":true,"#
            + #""functionName":"orders","functionVersion":"$LATEST","memoryLimitInMB":"128","#
            + #""logGroupName":"/aws/lambda/orders","logStreamName":"2026/11/22/[$LATEST]0123","#
            + #""invokedFunctionArn":"arn:f","awsRequestId":"7","clientContext":{"custom":{"a":1}},"#
            + #""identity":{"cognitoIdentityId":"i"},"left":true,"trace":"Root=1-2-3"}"#
        #expect(transcript.calls == [expected])
        #expect(transcript.headers[0]["lambda-runtime-invocation-id"] == "attempt-1")
    }

    @Test func `console lines have Lambda's format`() throws {
        let transcript = try run(
            """
            console.log('starting')
            exports.handler = async () => {
              console.log('a\\nb', 1); console.warn('%s!', 'w')
              console.error({ c: 1 }); console.debug('d')
            }
            """
        )
        #expect(
            transcript.output == """
                TIME\tundefined\tINFO\tstarting
                TIME\t1\tINFO\ta\rb 1
                TIME\t1\tWARN\tw!
                TIME\t1\tERROR\t{ c: 1 }
                TIME\t1\tDEBUG\td

                """
        )
    }

    @Test func `console lines are JSON when asked for, from the level on`() throws {
        let transcript = try run(
            """
            exports.handler = async () => {
              console.log('hidden'); console.warn({ a: 1 }); console.error('x', new RangeError('r'))
            }
            """,
            environment: ["AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "WARN"]
        )
        let lines = transcript.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.first
                == #"{"timestamp":"TIME","level":"WARN","requestId":"1","message":{"a":1}}"#
        )
        #expect(
            lines.last?.contains(#""errorType":"RangeError","errorMessage":"r","stackTrace":["#)
                == true
        )
    }

    @Test(arguments: [
        ("exports.handler = async () => { throw new TypeError('bad') }", "TypeError", "bad"),
        ("exports.handler = () => { throw new RangeError('sync') }", "RangeError", "sync"),
        ("exports.handler = (e, c, callback) => callback(new Error('called'))", "Error", "called"),
        ("exports.handler = async () => { throw 'text' }", "string", "text"),
        ("exports.handler = () => Promise.reject()", "undefined", "undefined"),
        ("exports.handler = (e, c) => c.fail('no')", "string", "no"),
        (
            "exports.handler = async () => ({ n: 1n })", "Runtime.MarshalError",
            "Unable to stringify response body: Do not know how to serialize a BigInt"
        ),
        (
            "exports.handler = () => new Promise(() => {})", "Runtime.NodeJsExit",
            "The handler waits for a promise that nothing can settle any more"
        ),
    ])
    func `an error is the answer, and the process goes on`(
        code: String,
        type: String,
        message: String
    )
        throws
    {
        let transcript = try run(code, events: ["1", "2"].map { Event(id: $0, body: "{}") })
        let start =
            #"/error {"errorType":"\#(type)","errorMessage":"\#(message)","trace":["#
        #expect(transcript.calls.count == 2)
        #expect(transcript.calls.first?.hasPrefix("POST /invocation/1" + start) == true)
        #expect(transcript.calls.last?.hasPrefix("POST /invocation/2" + start) == true)
        #expect(transcript.headers.first?["lambda-runtime-function-error-type"] == type)
        #expect(
            transcript.output.contains("TIME\t1\tERROR\tInvoke Error \t{\"errorType\":\"\(type)\"")
        )
        #expect(transcript.status == nil)
    }

    @Test(arguments: [
        ("app.handler", "exports.handler = ;", "Runtime.UserCodeSyntaxError", 129),
        ("gone.handler", "", "Runtime.ImportModuleError", 129),
        ("app.handler", "require('not-installed')", "Runtime.ImportModuleError", 129),
        ("app.gone", "exports.handler = async () => 1", "Runtime.HandlerNotFound", 129),
        ("app.handler", "exports.handler = 5", "Runtime.HandlerNotFound", 129),
        ("handler", "", "Runtime.MalformedHandlerName", 129),
        ("../app.handler", "", "Runtime.MalformedHandlerName", 129),
        ("app.handler", "throw new RangeError('at import')", "RangeError", 129),
        (
            "app.handler", "exports.handler = awslambda.streamifyResponse(async () => {})",
            "Runtime.StreamingUnsupported", 129
        ),
        (
            "app.handler", "Promise.reject(new Error('early')); exports.handler = async () => 1",
            "Runtime.UnhandledPromiseRejection", 128
        ),
    ])
    func `a module that cannot be loaded is an init error and the end`(
        handler: String,
        code: String,
        type: String,
        status: Int32
    ) throws {
        let transcript = try run(["app.js": code], handler: handler, events: [])
        #expect(transcript.calls.count == 1)
        #expect(
            transcript.calls.first?.hasPrefix(#"POST /init/error {"errorType":"\#(type)""#) == true
        )
        #expect(transcript.headers.first?["lambda-runtime-function-error-type"] == type)
        #expect(transcript.status == status)
        #expect(transcript.output.contains("TIME\tundefined\tERROR\tUn"))
    }

    @Test(arguments: [
        (
            """
            const fail = () => { throw new Error('late') }
            exports.handler = () => new Promise(() => setTimeout(fail, 5))
            """,
            "Error", Int32(129)
        ),
        (
            """
            exports.handler = async () => {
              Promise.reject(new Error('lost'))
              await new Promise((fulfil) => setTimeout(fulfil, 50))
            }
            """,
            "Runtime.UnhandledPromiseRejection", 128
        ),
    ])
    func `an error that nobody catches answers the event and ends the process`(
        code: String,
        type: String,
        status: Int32
    ) throws {
        let transcript = try run(code)
        #expect(transcript.calls.count == 1)
        #expect(
            transcript.calls.first?.hasPrefix(#"POST /invocation/1/error {"errorType":"\#(type)""#)
                == true
        )
        #expect(transcript.status == status)
    }

    @Test func `process exit in a handler ends the process without an answer`() throws {
        let transcript = try run("exports.handler = async () => process.exit(7)")
        #expect(transcript.calls == [])
        #expect(transcript.status == 7)
    }

    @Test func `a callback that comes after the answer changes no later answer`() throws {
        let transcript = try run(
            """
            let last
            exports.handler = (event, context, callback) => {
              if (last) last(null, 'stale')
              last = callback
              return Promise.resolve(event.n)
            }
            """,
            events: (1...3).map { Event(id: "\($0)", body: #"{"n":\#($0)}"#) }
        )
        #expect(transcript.calls == (1...3).map { "POST /invocation/\($0)/response \($0)" })
    }

    @Test func `the program is installed once and repaired when it differs`() throws {
        let path = try NodeBootstrap.install(in: folder.path + "/a/b")
        #expect(path == folder.path + "/a/b/bootstrap.mjs")
        let text = folder.read("a/b/bootstrap.mjs")
        #expect(text?.contains("Runtime API") == true)
        var before = stat()
        stat(path, &before)
        _ = try NodeBootstrap.install(in: folder.path + "/a/b")
        var after = stat()
        stat(path, &after)
        #expect(before.st_ino == after.st_ino)
        try folder.write("changed", to: "a/b/bootstrap.mjs")
        _ = try NodeBootstrap.install(in: folder.path + "/a/b")
        #expect(folder.read("a/b/bootstrap.mjs") == text)
    }
}
