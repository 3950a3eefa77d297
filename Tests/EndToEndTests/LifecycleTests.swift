import Foundation
import Testing

/// Starting, stopping, dying and coming back.
struct `The service` {
    @Test func `finishes a flow in progress on Ctrl-C, then leaves no process behind`() async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            let connection = try RawConnection(port: service.port)
            connection.send("GET /nap HTTP/1.1\r\nHost: x\r\n\r\n")
            try service.waitForFlow("/nap")
            service.child.send(SIGINT)
            let response = try connection.response()
            #expect(response.status == 200)
            #expect(response.text == "napped")
            #expect(connection.isEnded)
            #expect(try service.child.wait().code == 0)
            try service.project.expectNoProcess()
            #expect(try service.flow(response.requestID).outcome.string == "ok")
        }
    }

    @Test func `takes SIGTERM for Ctrl-C, and stops at once when nothing is under way`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            #expect(try service.get("/").status == 200)
            let idle = try RawConnection(port: service.port)
            let began = Date()
            #expect(try service.stop(SIGTERM).code == 0)
            #expect(Date().timeIntervalSince(began) < 2)
            #expect(idle.isEnded)
            try service.project.expectNoProcess()
        }
    }

    @Test func `finishes an asynchronous invocation on Ctrl-C`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let accepted = try request(
                "POST",
                "/2015-03-31/functions/small/invocations",
                port: service.invokePort,
                headers: ["X-Amz-Invocation-Type: Event"],
                body: Array(#"{"rawPath":"/nap"}"#.utf8)
            )
            #expect(accepted.status == 202)
            #expect(try service.stop().code == 0)
            let events = try service.project.json("events", accepted.requestID).list
            #expect(events.transitions == "sent returned displayed triggered executed".words)
            #expect(try service.flow(accepted.requestID).outcome.string == "ok")
        }
    }

    @Test func `killed in the middle leaves no process, and its flow is found interrupted`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            let done = try service.get("/")
            let connection = try RawConnection(port: service.port)
            connection.send("GET /nap HTTP/1.1\r\nHost: x\r\n\r\n")
            try service.waitForFlow("/nap")
            #expect(service.project.processes().count > 2)
            #expect(try service.stop(SIGKILL).code == 128 + 9)
            #expect(connection.isEnded)
            try service.project.expectNoProcess()

            // Verbs work with the service down, and see the end.
            let row = try #require(
                try service.project.json("ls").list.first { $0.path.string == "/nap" }
            )
            let id = try #require(row.id.string)
            #expect(row.outcome.string == "interrupted")

            let again = try SmallProject.start(in: service.project)
            let events = try again.events(id)
            #expect(events.transitions == "sent triggered interrupted".words)
            #expect(try again.flow(done.requestID).outcome.string == "ok")
            #expect(try again.get("/").status == 200)
            let positions = try again.project.json("events", "-n", "1000").list
                .compactMap(\.position.integer).sorted()
            #expect(positions == Array(1...positions.count))
            #expect(try again.stop().code == 0)
        }
    }

    @Test func `does not call a refused asynchronous invocation interrupted when it comes back`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            let refused = try request(
                "POST",
                "/2015-03-31/functions/small/invocations",
                port: service.invokePort,
                headers: ["X-Amz-Invocation-Type: Event"],
                body: Array("{".utf8)
            )
            #expect(refused.status == 400)
            let before = try service.events(refused.requestID).names
            #expect(try service.stop().code == 0)
            let again = try SmallProject.start(in: service.project)
            #expect(try again.events(refused.requestID).names == before)
            #expect(try again.stop().code == 0)
        }
    }

    @Test func `refuses a log that another service has`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let second = try service.project.waybill(
                "up",
                "--port",
                "0",
                "--invoke-port",
                "0",
                "--runtime",
                "python3.11=\(Program.python)"
            )
            #expect(second.code == 3)
            #expect(second.err.contains("log.sqlite"))
            #expect(second.err.contains("--log"))
            #expect(try service.get("/").status == 200)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `names the flag of a port that is taken`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            for (flag, port) in [("--port", service.port), ("--invoke-port", service.invokePort)] {
                let other = try SmallProject.make()
                let taken = ["--port", "0", "--invoke-port", "0", flag, "\(port)"]
                let child = try ChildProgram(
                    Program.path,
                    ["up"] + taken + Program.pythonRuntime,
                    in: other.folder
                )
                let output = try child.wait()
                #expect(output.code == 1)
                #expect(output.err.contains("cannot listen on 127.0.0.1:\(port)"))
                #expect(output.err.contains("\(flag) PORT"))
                try other.expectNoProcess()
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `keeps flows waiting when every environment is taken`() async throws {
        try await onThread {
            let service = try SmallProject.start("--max-environments", "1")
            _ = try service.get("/")
            let connections = try (0..<3).map { _ in try RawConnection(port: service.port) }
            for connection in connections {
                connection.send("GET /pause HTTP/1.1\r\nHost: x\r\n\r\n")
            }
            var processes: Set<String> = []
            var waits: [Int] = []
            for connection in connections {
                let response = try connection.response()
                #expect(response.status == 200)
                processes.insert(response.text)
                let started = try service.events(response.requestID).data("started")
                waits.append(started.waitMicros.integer ?? 0)
            }
            #expect(processes.count == 1)
            #expect((waits.max() ?? 0) > 300_000)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `runs new code in new environments while the old code finishes its flow`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            #expect(try service.get("/").text == "old")
            let connection = try RawConnection(port: service.port)
            connection.send("GET /nap HTTP/1.1\r\nHost: x\r\n\r\n")
            try service.waitForFlow("/nap")
            try service.project.write(
                "code/app.py",
                SmallProject.handler.replacing("\"old\"", with: "\"newer\"")
            )
            try waitUntil("the watcher") { service.child.out.contains("new code") }
            #expect(try service.get("/").text == "newer")
            #expect(try connection.response().text == "napped")
            let digests = Set(
                try service.project.json("events", "-n", "1000").list
                    .filter { $0.type.string == "triggered" }.compactMap(\.data.code.string)
            )
            #expect(digests.count == 2)
            try waitUntil("the end of the old environment") {
                // The service, its launcher, one supervisor and one function.
                service.project.processes().count <= 4
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `ends environments that idle, and starts new ones for new flows`() async throws {
        try await onThread {
            let service = try SmallProject.start("--environment-idle", "1")
            let first = try service.get("/pid").text
            try waitUntil("the end of the idle environment", seconds: 15) {
                kill(pid_t(first) ?? 0, 0) != 0
            }
            let second = try service.get("/pid")
            #expect(second.status == 200)
            #expect(second.text != first)
            #expect(try service.flow(second.requestID).cold.isTrue)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `gives functions the variables of a file and the parameters of the command line`()
        async throws
    {
        try await onThread {
            let project = try SmallProject.make()
            try project.write("env.json", #"{"small": {"FROM_FILE": "file"}}"#)
            let service = try RunningService(
                project,
                ["--env-vars", "env.json", "--parameter-overrides", "Word=given", "Other=x=y"]
            )
            let variables = try JSON(try service.get("/env").text)
            #expect(variables.FROM_FILE.string == "file")
            #expect(variables.FROM_PARAMETER.string == "given")
            #expect(variables.FROM_OTHER.string == "x=y")
            #expect(variables.AWS_LAMBDA_FUNCTION_NAME.string == "small")
            #expect(variables.WAYBILL_TEST_PYTHON == .null)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `keeps its folder and files to their owner`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            _ = try service.get("/")
            let folder = "\(service.project.folder)/.waybill"
            let mode = { (path: String) in
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode(folder) == 0o700)
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                #expect(try mode("\(folder)/\(file)") == 0o600, "\(file)")
            }
            #expect(try service.stop().code == 0)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/control.sock"))
        }
    }

    @Test func `computes the same projections again with rebuild`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            for target in ["/", "/raise", "/nowhere", "/"] { _ = try service.get(target) }
            let refused = try service.project.waybill("rebuild")
            #expect(refused.code == 3)
            #expect(refused.err.contains("log.sqlite"))
            #expect(try service.stop().code == 0)

            let before = try service.project.json("ls")
            #expect(before.list.count == 4)
            let rebuilt = try service.project.waybill("rebuild")
            #expect(rebuilt.code == 0)
            #expect(rebuilt.out.hasPrefix("rebuilt from "))
            #expect(try service.project.json("ls") == before)
        }
    }

    @Test func `survives the same with durability power`() async throws {
        try await onThread {
            let service = try SmallProject.start("--durability", "power")
            let response = try service.get("/")
            #expect(response.status == 200)
            #expect(try service.stop(SIGKILL).code == 137)
            #expect(
                try service.project.json("events", response.requestID).list.transitions
                    .starts(with: "sent triggered executed returned".words)
            )
        }
    }
}

/// What the user gets wrong: each says what, where and what to do, and ends with a code that is not 0.
struct `Bad input` {
    @Test(arguments: [
        (["up", "--port", "70000"], "--port 70000"),
        (["up", "--port", "x"], "--port"),
        (["up", "--max-environments", "0"], "--max-environments 0"),
        (["up", "--environment-idle", "0"], "--environment-idle 0"),
        (["up", "--account", "12"], "--account 12"),
        (["up", "--parameter-overrides", "word"], "NAME=VALUE"),
        (["up", "--runtime", "python3.11"], "NAME=VALUE"),
        (["up", "--durability", "none"], "durability"),
        (["up", "--env-vars", "absent.json"], "absent.json"),
        (["up", "--env-vars", "template.yaml"], "template.yaml"),
        (["up", "--nonsense"], "--nonsense"),
        (["up", "absent.yaml"], "absent.yaml"),
        (["up", "absent.handler"], "absent.handler"),
        (["up", "--host", "not.an.address.invalid"], "--host"),
        (["up", "--log", "template.yaml/x.sqlite"], "--log"),
        (["call", "GET", "no-slash"], "path begins with /"),
        (["call", "GET", "/a b"], "%20"),
        (["call", "GET", "/", "-H", "nocolon"], "NAME: VALUE"),
        (["call", "GET", "/"], "waybill up"),
        (["call", "G3T", "/"], "G3T"),
        (["rebuild"], "waybill up"),
        (["ls"], "waybill up"),
        (["steps"], "steps"),
        (["frobnicate"], "frobnicate"),
    ])
    func `on the command line gets a clear error`(
        _ arguments: [String],
        _ hint: String
    ) async throws {
        try await onThread {
            let project = try SmallProject.make()
            let output = try ChildProgram(Program.path, arguments, in: project.folder).wait()
            #expect(output.code != 0)
            #expect(output.code < 128, "\(output)")
            #expect(output.err.contains(hint), "\(output)")
            #expect(output.out == "")
        }
    }

    @Test func `without a template says how to name one`() async throws {
        try await onThread {
            let output = try TestProject([:]).waybill("up")
            #expect(output.code == 2)
            #expect(output.err.contains("template.yaml"))
            #expect(output.err.contains("waybill up PATH"))
        }
    }

    @Test(arguments: [
        ("Resources: [", "template.yaml:2"),
        (
            "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.11\n      Handler: a.b\n      CodeUri: .\n      Timeout: soon\n",
            "template.yaml:8"
        ),
        ("Resources: {}\n", "template.yaml"),
        ("", "template.yaml"),
    ])
    func `in a template names file and line`(_ template: String, _ place: String) async throws {
        try await onThread {
            let output = try TestProject(["template.yaml": template]).waybill("up")
            #expect(output.code == 2, "\(output)")
            #expect(output.err.contains(place), "\(output)")
        }
    }

    @Test func `of a runtime that is not there names the command that installs it`() async throws {
        try await onThread {
            let project = try SmallProject.make()
            let strict = try project.waybill(
                "up",
                "--strict-runtimes",
                "--port",
                "0",
                "--invoke-port",
                "0",
                "--runtime",
                "python3.11=/no/such/python"
            )
            #expect(strict.code != 0)
            #expect(strict.err.contains("/no/such/python"))
            try project.expectNoProcess()
        }
    }

    @Test func `of a reference to a flow says what there is`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            _ = try service.get("/")
            for arguments in [["steps", "ffffffff"], ["show", "%9"], ["ls", "since", "5months"]] {
                let output = try ChildProgram(
                    Program.path,
                    arguments,
                    in: service.project.folder
                ).wait()
                #expect(output.code != 0 && output.code < 128, "\(arguments) \(output)")
                #expect(!output.err.isEmpty)
            }
            #expect(try service.stop().code == 0)
        }
    }
}

/// A project with one Python function behind an HTTP API.
enum SmallProject {
    static func make() throws -> TestProject {
        try TestProject(["template.yaml": template, "code/app.py": handler])
    }

    static func start(_ arguments: String...) throws -> RunningService {
        try RunningService(make(), arguments)
    }

    static func start(in project: TestProject) throws -> RunningService {
        try RunningService(project)
    }

    private static let template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Word: {Type: String, Default: unset}
          Other: {Type: String, Default: unset}
        Resources:
          Small:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: small
              Runtime: python3.11
              CodeUri: code/
              Handler: app.handler
              Timeout: 5
              Environment:
                Variables: {FROM_FILE: unset, FROM_PARAMETER: !Ref Word, FROM_OTHER: !Ref Other}
              Events:
                Root: {Type: HttpApi, Properties: {Path: /, Method: get}}
                Some: {Type: HttpApi, Properties: {Path: '/{what}', Method: any}}
        """

    static let handler = #"""
        import json, os, time

        def handler(event, context):
            path = event["rawPath"]
            if path == "/nap":
                time.sleep(1.2)
                return {"statusCode": 200, "body": "napped"}
            if path == "/pause":
                time.sleep(0.25)
                return {"statusCode": 200, "body": str(os.getpid())}
            if path == "/pid": return {"statusCode": 200, "body": str(os.getpid())}
            if path == "/env": return {"statusCode": 200, "body": json.dumps(dict(os.environ))}
            if path == "/raise": raise ValueError("no")
            if path == "/nowhere": return {"statusCode": 404, "body": "not here"}
            return {"statusCode": 200, "body": "old"}
        """#
}

extension RunningService {
    /// Waits until a request to the path is with its function.
    func waitForFlow(_ path: String) throws {
        try waitUntil("\(path) with its function") {
            let flows = try project.json("ls").list
            guard let flow = flows.first(where: { $0.path.string == path }) else { return false }
            return try project.json("events", flow.id.string ?? "").list.names.contains("started")
        }
    }
}
