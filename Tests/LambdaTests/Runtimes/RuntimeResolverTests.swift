import Foundation
import Lambda
import Testing

/// Interpreters here are small scripts that answer as a Python or Node of some version would.
@Suite(.timeLimit(.minutes(1)))
struct RuntimeResolverTests {
    let folder: TemporaryFolder
    let launcher: ProcessLauncher

    init() throws {
        folder = try TemporaryFolder()
        launcher = try ProcessLauncher.start()
        try folder.write("def handler(e, c): pass", to: "code/app.py")
        try folder.makeFolder("bin")
    }

    /// A Python that tells its version when asked, and where it is.
    func installPython(
        _ version: String,
        as name: String,
        hasClient: Bool = true,
        realPath: String? = nil
    ) throws {
        let parts = version.split(separator: ".")
        let client = hasClient ? "/site\(version)/awslambdaric" : ""
        let real = realPath ?? "\(folder.path)/\(name)"
        try folder.write(
            """
            #!/bin/sh
            echo asked >> \(folder.path)/asked
            printf 'waybill\\t\(parts[0])\\t\(parts[1])\\n\(real)\\n\(client)\\n'
            """,
            to: name,
            isExecutable: true
        )
    }

    func installNode(_ version: String, as name: String = "bin/node") throws {
        try folder.write(
            "#!/bin/sh\nprintf 'v\(version)\\n\(folder.path)/real/node\\n'\n",
            to: name,
            isExecutable: true
        )
    }

    func resolver(strict: Bool = false, overrides: [String: String] = [:]) -> RuntimeResolver {
        RuntimeResolver(
            options: RuntimeOptions(
                strict: strict,
                overrides: overrides,
                searchPath: folder.path + "/bin",
                projectFolder: folder.path
            ),
            launcher: launcher
        )
    }

    func function(
        _ runtime: String,
        handler: String? = "app.handler",
        code: CodeLocation? = nil
    ) -> FunctionConfiguration {
        FunctionConfiguration(
            name: "orders",
            runtime: runtime,
            handler: handler,
            code: code ?? .folder(folder.path + "/code")
        )
    }

    func prepare(
        _ runtime: String,
        strict: Bool = false,
        overrides: [String: String] = [:]
    ) throws -> PreparedRuntime {
        try resolver(strict: strict, overrides: overrides)
            .prepare(function(runtime), layout: ProjectFiles(projectFolder: folder.path))
    }

    func failure(
        _ runtime: String,
        strict: Bool = false,
        overrides: [String: String] = [:]
    ) -> RuntimeError? {
        #expect(throws: RuntimeError.self) {
            _ = try prepare(runtime, strict: strict, overrides: overrides)
        }
    }

    // MARK: - Python

    @Test func `the exact version is taken without a warning`() throws {
        try installPython("3.13", as: "bin/python3.13", realPath: "/real/python3.13")
        try installPython("3.14", as: "bin/python3.14")
        let runtime = try prepare("python3.13")
        #expect(runtime.arguments == ["/real/python3.13", "-m", "awslambdaric", "app.handler"])
        #expect(runtime.runtimeLabel == "python3.13")
        #expect(runtime.warning == nil)
        #expect(runtime.taskRoot == folder.path + "/code")
        #expect(
            runtime.environment == [
                "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13", "LAMBDA_RUNTIME_DIR": "/site3.13",
                "LC_CTYPE": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
            ]
        )
        // The other one was not even asked.
        #expect(folder.read("asked") == "asked\n")
    }

    @Test(arguments: [
        (["3.11", "3.14", "3.12"], "3.14"), (["3.11", "3.12"], "3.12"),
        (["3.15", "3.14"], "3.14"),
    ])
    func `a version that is not installed falls back to the nearest, higher before lower`(
        installed: [String],
        nearest: String
    ) throws {
        for version in installed { try installPython(version, as: "bin/python\(version)") }
        let runtime = try prepare("python3.13")
        #expect(runtime.runtimeLabel == "python\(nearest) for python3.13")
        #expect(
            runtime.warning
                == "python3.13 is not installed: orders runs on python\(nearest) "
                + "(\(folder.path)/bin/python\(nearest))"
        )
        #expect(runtime.environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_python\(nearest)")
    }

    @Test func `of other versions one that has awslambdaric is preferred`() throws {
        try installPython("3.14", as: "bin/python3.14", hasClient: false)
        try installPython("3.11", as: "bin/python3.11")
        #expect(try prepare("python3.13").runtimeLabel == "python3.11 for python3.13")
    }

    @Test func `strict refuses another version and names what there is`() throws {
        try installPython("3.11", as: "bin/python3.11")
        let error = failure("python3.13", strict: true)
        #expect(error?.code == .noInterpreter)
        #expect(error?.description == "function orders: python3.13 is not installed")
        #expect(
            error?.hint
                == "install it, name one with --runtime python3.13=PATH, or leave out "
                + "--strict-runtimes to run on python3.11"
        )
    }

    @Test func `python3 counts as the version that it is`() throws {
        try installPython("3.13", as: "bin/python3")
        #expect(try prepare("python3.13", strict: true).runtimeLabel == "python3.13")
    }

    @Test func `a shim that leads nowhere is skipped`() throws {
        try folder.write(
            "#!/bin/sh\necho 'not found' >&2; exit 127\n",
            to: "bin/python3.13",
            isExecutable: true
        )
        try installPython("3.12", as: "bin/python3.12")
        #expect(try prepare("python3.13").runtimeLabel == "python3.12 for python3.13")
    }

    @Test func `a .venv beside the template goes before the search path`() throws {
        try installPython("3.13", as: "bin/python3.13")
        try installPython("3.12", as: ".venv/bin/python")
        #expect(try prepare("python3.13").arguments[0] == folder.path + "/.venv/bin/python")
        // Of the wrong version, it is no choice for strict.
        let exact = try prepare("python3.13", strict: true)
        #expect(exact.arguments[0] == folder.path + "/bin/python3.13")
    }

    @Test func `an override goes before everything and gives no warning`() throws {
        try installPython("3.12", as: ".venv/bin/python")
        try installPython("3.11", as: "mine/python")
        let runtime = try prepare(
            "python3.13",
            strict: true,
            overrides: ["python3.13": folder.path + "/mine/python"]
        )
        #expect(runtime.runtimeLabel == "python3.11 for python3.13")
        #expect(runtime.warning == nil)
    }

    @Test func `an override that does not exist is named`() {
        let error = failure("python3.13", overrides: ["python3.13": "/nowhere/python"])
        #expect(error?.code == .badOverride)
        #expect(error?.message == "/nowhere/python, named for python3.13, does not exist")
        #expect(error?.hint == "correct --runtime python3.13=/nowhere/python")
    }

    @Test func `an override that is no Python is named`() throws {
        let path = try folder.write("#!/bin/sh\necho hello\n", to: "hello", isExecutable: true)
        let error = failure("python3.13", overrides: ["python3.13": path])
        #expect(error?.message == "\(path) does not run or does not tell its version")
    }

    @Test func `a missing awslambdaric gives the command that installs it`() throws {
        try installPython("3.13", as: "bin/python3.13", hasClient: false)
        let error = failure("python3.13")
        #expect(error?.code == .noRuntimeClient)
        #expect(error?.message == "\(folder.path)/bin/python3.13 has no awslambdaric")
        #expect(
            error?.hint
                == "install it: python3.13 -m pip install awslambdaric "
                + "(a .venv beside the template is used before others)"
        )
        // And is found once installed.
        let resolver = resolver()
        let layout = ProjectFiles(projectFolder: folder.path)
        #expect(throws: RuntimeError.self) {
            try resolver.prepare(function("python3.13"), layout: layout)
        }
        try installPython("3.13", as: "bin/python3.13")
        #expect(
            try resolver.prepare(function("python3.13"), layout: layout).runtimeLabel
                == "python3.13"
        )
    }

    @Test func `an interpreter is asked once for all functions`() throws {
        try installPython("3.13", as: "bin/python3.13")
        let resolver = resolver()
        for _ in 0..<3 {
            _ = try resolver.prepare(
                function("python3.13"),
                layout: ProjectFiles(projectFolder: folder.path)
            )
        }
        #expect(folder.read("asked") == "asked\n")
    }

    @Test func `no Python at all says how to get one`() {
        let error = failure("python3.13")
        #expect(error?.code == .noInterpreter)
        #expect(error?.hint.contains("-m pip install awslambdaric") == true)
    }

    @Test(.enabled(if: testPython != nil, "scripts/test makes the Python environment"))
    func `a real Python function answers through awslambdaric`() throws {
        try folder.write("SUFFIX = '!'", to: "code/shared/words.py")
        try folder.write(
            """
            import os
            from shared.words import SUFFIX
            def handler(event, context):
                print('got', event)
                return {'hello': event['name'] + SUFFIX, 'cwd': os.getcwd() == os.environ['LAMBDA_TASK_ROOT'],
                        'id': context.aws_request_id, 'home': os.environ.get('HOME')}
            """,
            to: "code/src/app.py"
        )
        let python = try #require(testPython)
        var function = function("python3.13")
        function.handler = "src/app.handler"
        let runtime = try resolver(overrides: ["python3.13": python]).prepare(
            function,
            layout: ProjectFiles(projectFolder: folder.path)
        )
        let transcript = try RuntimeAPIStub([.init(id: "1", body: #"{"name":"you"}"#)])
            .run(function, runtime, by: launcher)
        #expect(
            transcript.calls == [
                #"POST /invocation/1/response {"hello": "you!", "cwd": true, "id": "1", "home": null}"#
            ]
        )
        #expect(transcript.output == "got {'name': 'you'}\n")
    }

    // MARK: - Node

    @Test func `Node of another version runs with a warning, or not with strict`() throws {
        try installNode("20.1.0")
        let runtime = try prepare("nodejs22.x")
        #expect(
            runtime.arguments == [
                folder.path + "/real/node", folder.path + "/.waybill/bootstraps/node/bootstrap.mjs",
                "app.handler",
            ]
        )
        #expect(runtime.runtimeLabel == "nodejs20.x for nodejs22.x")
        #expect(
            runtime.warning == "nodejs22.x is not installed: orders runs on nodejs20.x "
                + "(\(folder.path)/real/node)"
        )
        #expect(runtime.environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_nodejs20.x")
        #expect(try prepare("nodejs20.x", strict: true).warning == nil)
        #expect(
            failure("nodejs22.x", strict: true)?.message
                == "nodejs22.x is not installed, only Node 20"
        )
    }

    @Test func `a Node that is too old or missing is an error`() throws {
        #expect(failure("nodejs22.x")?.message == "Node is not installed")
        try installNode("16.2.0")
        #expect(failure("nodejs16.x")?.hint == "install Node 18 or later")
    }

    // MARK: - Provided, and what is not supported

    @Test func `a bootstrap is executed as it is`() throws {
        try folder.write("#!/bin/sh\n", to: "code/bootstrap", isExecutable: true)
        let runtime = try prepare("provided.al2023")
        #expect(runtime.arguments == [folder.path + "/code/bootstrap"])
        #expect(runtime.environment == [:])
        #expect(runtime.runtimeLabel == "provided.al2023")
        #expect(runtime.warning == nil)
    }

    @Test func `a bootstrap that is missing or not executable is a warning`() throws {
        let path = folder.path + "/code/bootstrap"
        #expect(
            try prepare("provided.al2023").warning
                == "orders has no program: \(path) does not exist, "
                + "so its calls fail with Runtime.InvalidEntrypoint"
        )
        try folder.write("#!/bin/sh\n", to: "code/bootstrap")
        #expect(try prepare("provided.al2023").warning?.contains("(chmod +x \(path))") == true)
    }

    @Test(arguments: ["java21", "dotnet8", "ruby3.3", "python2.7", "nodejs", "go1.x", ""])
    func `other runtimes are refused by name`(runtime: String) {
        let error = failure(runtime)
        #expect(error?.code == .unsupportedRuntime)
        #expect(error?.message == "the runtime '\(runtime)' is not supported")
        #expect(error?.hint.isEmpty == false)
        #expect(!RuntimeResolver.supports(runtime))
    }

    @Test func `a code folder that does not exist is named`() {
        let error = #expect(throws: RuntimeError.self) {
            try resolver().prepare(
                function("provided", code: .folder("/nowhere")),
                layout: ProjectFiles(projectFolder: folder.path)
            )
        }
        #expect(error?.message == "the code folder /nowhere does not exist")
    }

    @Test func `a missing handler is an error`() {
        let error = #expect(throws: RuntimeError.self) {
            try resolver().prepare(
                function("python3.13", handler: nil),
                layout: ProjectFiles(projectFolder: folder.path)
            )
        }
        #expect(error?.code == .noHandler)
    }

    // MARK: - Inline code

    @Test(arguments: [
        ("python3.13", "x = 1", "index.py"), ("nodejs20.x", "exports.handler = 1", "index.js"),
        ("nodejs20.x", "const x = import('a')\nexports.b = 1", "index.js"),
        ("nodejs20.x", "// hi\nexport const handler = 1", "index.mjs"),
        ("nodejs20.x", "import fs from 'fs'\n", "index.mjs"),
        ("nodejs20.x", "import{a} from 'b'", "index.mjs"),
    ])
    func `inline code becomes a file`(runtime: String, source: String, name: String) throws {
        try installPython("3.13", as: "bin/python3.13")
        try installNode("20.1.0")
        let prepared = try resolver().prepare(
            function(runtime, handler: "index.handler", code: .inline(source)),
            layout: ProjectFiles(projectFolder: folder.path)
        )
        #expect(prepared.taskRoot == folder.path + "/.waybill/inline/orders")
        #expect(folder.read(".waybill/inline/orders/" + name) == source)
    }

    @Test func `inline code that changes its kind leaves no file of the other`() throws {
        try installNode("20.1.0")
        let layout = ProjectFiles(projectFolder: folder.path)
        for source in ["exports.handler = 1", "export const handler = 1"] {
            _ = try resolver().prepare(
                function("nodejs20.x", code: .inline(source)),
                layout: layout
            )
        }
        #expect(folder.read(".waybill/inline/orders/index.js") == nil)
        #expect(folder.read(".waybill/inline/orders/index.mjs") == "export const handler = 1")
    }

    // MARK: - The digest

    @Test func `the digest changes with names and bytes of code, and with nothing else`() throws {
        func digest() throws -> String { try prepare("provided").codeDigest }
        let first = try digest()
        #expect(first.count == 12)
        for left in [
            ".waybill/log", "__pycache__/a.pyc", ".git/HEAD", "node_modules/.cache/x",
            "a/__pycache__/b",
        ] {
            try folder.write("x", to: "code/" + left)
        }
        #expect(try digest() == first)
        try folder.write("y", to: "code/.cache/x")
        let second = try digest()
        #expect(second != first)
        try FileManager.default.moveItem(
            atPath: folder.path + "/code/.cache",
            toPath: folder.path + "/code/cache"
        )
        #expect(try digest() != second)
        try FileManager.default.removeItem(atPath: folder.path + "/code/cache")
        #expect(try digest() == first)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/code/loop",
            withDestinationPath: "."
        )
        #expect(try digest() == first)
    }

    @Test func `the newest file of the code tells when it changed`() throws {
        try folder.write("x", to: "code/a/old")
        try folder.write("y", to: "code/__pycache__/newer.pyc")
        for (path, seconds) in [
            ("app.py", 900), ("a/old", 1000.5), ("__pycache__/newer.pyc", 2000),
        ] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: seconds)],
                ofItemAtPath: "\(folder.path)/code/\(path)"
            )
        }
        #expect(try prepare("provided").codeChangedAt?.microseconds == 1_000_500_000)
    }
}
