import Foundation
import Testing

/// What the shell shows of the running service and of what happens now.
@Suite struct LiveTests {
    /// Starts a verb that goes on by itself.
    private func start(_ project: TestProject, _ arguments: String...) throws -> ChildProgram {
        try ChildProgram(Program.path, arguments, in: project.folder)
    }

    private func rows(_ jsonLines: String) throws -> [JSON] {
        try jsonLines.split(separator: "\n").map { try JSON(String($0)) }
    }

    @Test func `tail gives each request once, whether it came before or after tail did`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            for _ in 0..<20 { _ = try service.get("/") }
            let tail = try start(service.project, "tail", "since", "-1h", "-o", "jsonl", "-n", "60")
            for _ in 0..<40 { _ = try service.get("/") }
            let output = try tail.wait()
            #expect(output.code == 0, "\(output)")
            let ids = try rows(output.out).compactMap(\.id.string)
            let listed = try service.project.json("ls", "-n", "1000").list.compactMap(\.id.string)
            #expect(ids.count == 60 && Set(ids) == Set(listed))
            #expect(output.err.isEmpty)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `tail takes what a condition holds for, and nothing else`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let tail = try start(
                service.project,
                "tail",
                "where",
                #"request.headers.`x-tenant` = "acme""#,
                "since",
                "-1h",
                "-o",
                "jsonl",
                "-n",
                "1"
            )
            _ = try service.get("/", "X-Tenant: other")
            let wanted = try service.get("/", "X-Tenant: acme")
            let output = try tail.wait()
            #expect(output.code == 0, "\(output)")
            let id = try service.flow(wanted.requestID).id.string
            #expect(try rows(output.out).map(\.id.string) == [id])
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `tail writes each line at once and ends when nobody reads any more`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let pipe = try ChildProgram(
                "/bin/sh",
                ["-c", "\(Program.path) tail since -1h -o jsonl | head -n 1"],
                in: service.project.folder
            )
            _ = try service.get("/")
            // No further request comes: only the reader's end can end it.
            let output = try pipe.wait()
            #expect(output.code == 0 && output.err.isEmpty, "\(output)")
            #expect(try rows(output.out).count == 1)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `tail waits for the first service, and goes on over a stop and a new start`()
        async throws
    {
        try await onThread {
            let project = try SmallProject.make()
            let tail = try start(project, "tail", "-o", "jsonl", "-n", "3")
            try waitUntil("the notice") { tail.err.contains("waiting for one (waybill up)") }
            let first = try SmallProject.start(in: project)
            _ = try first.get("/")
            try waitUntil("the first line") { tail.out.hasSuffix("\n") }
            #expect(try first.stop().code == 0)
            try waitUntil("the notice") { tail.err.contains("the service stopped") }
            let second = try SmallProject.start(in: project)
            _ = try second.get("/")
            _ = try second.get("/")
            let output = try tail.wait()
            #expect(output.code == 0, "\(output)")
            #expect(output.err.contains("the service is there"))
            let ids = try rows(output.out).compactMap(\.id.string)
            #expect(Set(ids).count == 3)
            #expect(try second.stop().code == 0)
        }
    }

    @Test func `tail shows what a killed service left as interrupted`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            _ = try service.get("/")
            let connection = try RawConnection(port: service.port)
            connection.send("GET /nap HTTP/1.1\r\nHost: x\r\n\r\n")
            try service.waitForFlow("/nap")
            let tail = try start(service.project, "tail", "since", "-1h", "-o", "jsonl", "-n", "2")
            try waitUntil("the first line") { tail.out.hasSuffix("\n") }
            try service.stop(SIGKILL)
            let output = try tail.wait()
            #expect(output.code == 0, "\(output)")
            #expect(try rows(output.out).map(\.outcome.string) == ["ok", "interrupted"])
        }
    }

    @Test func `logs -f writes the lines of a request until it has ended`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let connection = try RawConnection(port: service.port)
            connection.send("GET /nap HTTP/1.1\r\nHost: x\r\n\r\n")
            try service.waitForFlow("/nap")
            let logs = try start(service.project, "logs", "@last", "-f", "-o", "jsonl")
            _ = try service.get("/")
            let output = try logs.wait()
            #expect(output.code == 0, "\(output)")
            let lines = try rows(output.out)
            #expect(lines.last?.source.string == "REPORT")
            let flow = try #require(lines.first?.flow.string)
            let recorded = try rows(
                service.project.waybill("logs", flow, "-o", "jsonl").out
            )
            #expect(
                lines.map(\.text).sorted { "\($0)" < "\($1)" }
                    == recorded.map(\.text).sorted { "\($0)" < "\($1)" }
            )
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `logs of a function have the newest requests' lines, and -f goes on with them`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            let first = try service.get("/")
            let logs = try start(service.project, "logs", "function", "small", "-f", "-o", "jsonl")
            try waitUntil("the first request's lines") { logs.out.contains("REPORT") }
            let second = try service.get("/")
            try waitUntil("the second's") {
                logs.out.components(separatedBy: #""source":"REPORT""#).count == 3
            }
            let flows = try rows(logs.out).compactMap(\.flow.string)
            #expect(
                try Set(flows)
                    == Set([first, second].compactMap { try service.flow($0.requestID).id.string })
            )
            logs.send(SIGINT)
            #expect(try logs.wait().code == 130)
            let newest = try rows(
                service.project.waybill("logs", "function", "small", "-n", "2", "-o", "jsonl").out
            )
            #expect(newest.map(\.source.string) == ["END", "REPORT"])
            let other = try service.project.waybill("logs", "function", "smal")
            #expect(other.code == 2 && other.err.contains("did you mean small?"))
            #expect(try service.stop().code == 0)
            let down = try service.project.waybill("logs", "function", "small", "-f")
            #expect(down.code == 3 && down.out.contains("REPORT"))
        }
    }

    @Test func `apis and functions show what is served and what came, and the log alone when down`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            _ = try service.get("/")
            _ = try service.get("/nothing/here")
            let project = service.project
            let apis = try project.json("apis").list
            #expect(apis.map(\.api.string) == ["ServerlessHttpApi", "invoke"])
            #expect(apis[0].url.string == "http://127.0.0.1:\(service.port)")
            #expect(apis[0].requests.integer == 2 && apis[0].routes.integer == 2)
            let routes = try project.json("apis", "ServerlessHttpApi").list
            #expect(routes.map(\.path.string) == ["/", "/{what}", nil])
            #expect(routes.map(\.requests.integer) == [1, 0, 1])
            #expect(routes[1].function.string == "small" && routes[1].lastSeen == .null)

            let connection = try RawConnection(port: service.port)
            connection.send("GET /nap HTTP/1.1\r\nHost: x\r\n\r\n")
            try service.waitForFlow("/nap")
            let busy = try project.json("functions").list[0]
            #expect(busy.busy.integer == 1 && busy.invocations.integer == 2)
            #expect(busy.code.string?.count == 12)
            _ = try connection.response()
            try project.write(
                "code/app.py",
                SmallProject.handler.replacing("\"old\"", with: "\"newer\"")
            )
            try waitUntil("the watcher") { service.child.out.contains("new code") }
            let detail = try project.json("functions", "small")
            #expect(detail.codeChanges.list.count == 1)
            #expect(detail.codeChanges[0].before == busy.code)
            #expect(detail.codeChanges[0].code == detail.code)
            #expect(detail.timeoutSeconds.integer == 5 && detail.handler.string == "app.handler")
            #expect(try service.stop().code == 0)

            let down = try project.json("apis").list
            #expect(down.map(\.requests.integer) == [3])
            #expect(down[0].url == .null && down[0].routes == .null)
            let text = try project.waybill("functions", "-o", "table", "-v")
            #expect(text.out.contains("—"))
            #expect(text.err.contains("the service does not run, and only it knows runtimes"))
            let gone = try project.json("functions", "small")
            #expect(gone.runtime == .null && gone.codeChanges.list.count == 1)
            #expect(gone.invocations.integer == 2 && gone.coldStarts.integer == 1)
        }
    }

    @Test func `a template that changed between two runs shows in the log`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            #expect(try service.stop().code == 0)
            let template = try String(
                contentsOfFile: "\(service.project.folder)/template.yaml",
                encoding: .utf8
            )
            let same = try RunningService(service.project, ["--parameter-overrides", "Word=x"])
            #expect(try same.stop().code == 0)
            try service.project.write("template.yaml", template + "# changed\n")
            let changed = try SmallProject.start(in: service.project)
            #expect(try changed.stop().code == 0)
            let digests = try service.project.json("events", "-n", "1000").list
                .filter { $0.type.string == "serviceStarted" }
                .compactMap(\.data.templateDigest.string)
            #expect(digests.count == 3)
            #expect(digests[0] == digests[1] && digests[1] != digests[2])
        }
    }
}
