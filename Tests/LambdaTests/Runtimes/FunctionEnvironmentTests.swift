import Lambda
import Testing

@Suite struct FunctionEnvironmentTests {
    static let python = PreparedRuntime(
        arguments: ["/opt/py/bin/python3.11", "-m", "awslambdaric", "app.handler"],
        environment: [
            "AWS_EXECUTION_ENV": "AWS_Lambda_python3.11", "LAMBDA_RUNTIME_DIR": "/opt/py/site",
            "LC_CTYPE": "C.UTF-8",
        ],
        taskRoot: "/code",
        runtimeLabel: "python3.11",
        codeDigest: "0123456789ab"
    )

    func variables(
        _ environment: [String: String] = [:],
        runtime: PreparedRuntime = python,
        caller: [String: String] = [:],
        handler: String? = "app.handler"
    ) -> [String: String] {
        let function = FunctionConfiguration(
            name: "orders",
            runtime: "python3.11",
            handler: handler,
            code: .folder("/code"),
            environment: environment
        )
        let list = environmentVariables(
            for: function,
            runtime: runtime,
            account: AccountIdentity(region: "eu-west-1"),
            runtimeAPIAddress: "127.0.0.1:9001",
            logStream: "2026/11/22/[$LATEST]00",
            callerEnvironment: caller
        )
        #expect(list == list.sorted())
        return Dictionary(
            uniqueKeysWithValues: list.map {
                let parts = $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), String(parts[1]))
            }
        )
    }

    @Test func `a function sees Lambda's variables and nothing of the caller's but PATH`() {
        let seen = variables(caller: [
            "PATH": "/bin:/home/me/bin", "HOME": "/home/me", "SECRET": "x",
        ])
        #expect(
            seen == [
                "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_SESSION_TOKEN": "test",
                "AWS_DEFAULT_REGION": "eu-west-1", "AWS_REGION": "eu-west-1",
                "AWS_EXECUTION_ENV": "AWS_Lambda_python3.11",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128", "AWS_LAMBDA_FUNCTION_NAME": "orders",
                "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
                "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/orders",
                "AWS_LAMBDA_LOG_STREAM_NAME": "2026/11/22/[$LATEST]00",
                "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001",
                "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
                "AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:2000",
                "LAMBDA_RUNTIME_DIR": "/opt/py/site", "LAMBDA_TASK_ROOT": "/code",
                "LANG": "en_US.UTF-8", "LC_CTYPE": "C.UTF-8",
                "PATH": "/opt/py/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin:/home/me/bin",
                "PWD": "/code", "SHLVL": "0", "TZ": ":UTC", "_HANDLER": "app.handler",
                "_AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1", "_AWS_XRAY_DAEMON_PORT": "2000",
            ]
        )
    }

    @Test func `a customer's variables pass and may override some of Lambda's`() {
        let own = [
            "TABLE": "orders", "TZ": "Europe/Paris", "PATH": "/mine", "LANG": "C",
            "LD_LIBRARY_PATH": "/code/lib", "PYTHONPATH": "/code/x",
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "EMPTY": "", "LINES": "a\nb=c",
        ]
        #expect(variables(own).filter { own[$0.key] != nil } == own)
    }

    @Test func `reserved names stay Lambda's and are warned about without their values`() {
        let own = [
            "AWS_LAMBDA_MAX_CONCURRENCY": "1", "AWS_REGION": "mars", "_HANDLER": "x",
            "_MINE": "x", "AWS_SECRET_ACCESS_KEY": "real", "KEPT": "1",
        ]
        let seen = variables(own)
        #expect(seen["AWS_LAMBDA_MAX_CONCURRENCY"] == nil)
        #expect(seen["_MINE"] == nil)
        #expect(seen["AWS_REGION"] == "eu-west-1")
        #expect(seen["_HANDLER"] == "app.handler")
        #expect(seen["AWS_SECRET_ACCESS_KEY"] == "test")
        #expect(seen["KEPT"] == "1")
        let function = FunctionConfiguration(
            name: "orders",
            runtime: "python3.11",
            handler: "a.b",
            code: .folder("/"),
            environment: own
        )
        #expect(
            environmentWarnings(for: function) == [
                """
                orders: Lambda reserves AWS_LAMBDA_MAX_CONCURRENCY, AWS_REGION, \
                AWS_SECRET_ACCESS_KEY, _HANDLER, _MINE; the template's values are not used
                """
            ]
        )
    }

    @Test func `names that no process can have and too many bytes are warned about`() {
        let function = FunctionConfiguration(
            name: "orders",
            runtime: "python3.11",
            handler: "a.b",
            code: .folder("/"),
            environment: ["A=B": "1", "BIG": String(repeating: "x", count: 5000)]
        )
        #expect(
            environmentWarnings(for: function) == [
                "orders: no process can have the variables 'A=B'; they are left out",
                "orders: its variables have 5007 bytes; AWS takes 4096",
            ]
        )
        #expect(variables(["A=B": "1"])["A"] == nil)
        #expect(
            environmentWarnings(
                for: FunctionConfiguration(
                    name: "f",
                    runtime: "python3.11",
                    handler: "a.b",
                    code: .folder("/")
                )
            ) == []
        )
    }

    @Test func `the caller's credentials are given when complete`() {
        let long = ["AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": "SK"]
        let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
        #expect(names.map { variables(caller: long)[$0] } == ["AK", "SK", nil])
        let session = long.merging(["AWS_SESSION_TOKEN": "T"]) { $1 }
        #expect(names.map { variables(caller: session)[$0] } == ["AK", "SK", "T"])
        let half = ["AWS_ACCESS_KEY_ID": "AK", "AWS_SESSION_TOKEN": "T"]
        #expect(names.map { variables(caller: half)[$0] } == ["test", "test", "test"])
    }

    @Test func `provided runtimes have no execution environment, and a handler always`() {
        let runtime = PreparedRuntime(
            arguments: ["/code/bootstrap"],
            environment: [:],
            taskRoot: "/code",
            runtimeLabel: "provided.al2023",
            codeDigest: ""
        )
        let seen = variables(runtime: runtime, caller: ["PATH": "/usr/bin"], handler: nil)
        for name in ["AWS_EXECUTION_ENV", "PWD", "SHLVL", "LD_LIBRARY_PATH"] {
            #expect(seen[name] == nil)
        }
        #expect(seen["_HANDLER"] == "bootstrap")
        #expect(seen["PATH"] == "/usr/local/bin:/usr/bin:/bin:/opt/bin")
        #expect(seen["LAMBDA_RUNTIME_DIR"] == "/var/runtime")
    }
}
