import Foundation
import Testing

/// What stands between a replay and a side effect that nobody asked for.
@Suite(.service(ReplayProject.start)) struct `The guard of replays` {
    @Test func `looks at what an edit made of the request, and --dry tells it`() async throws {
        try await withService { service in
            _ = try service.project.waybill("break", "after", "sent", "once")
            let client = try RawConnection(port: service.port(ReplayProject.api))
            client.send("GET /headers HTTP/1.1\r\nHost: x\r\n\r\n")
            let hold = try service.waitForHold("/headers")
            let edited = try service.project.waybill(
                "edit",
                "request.path=/count",
                "request.method=POST",
                "request.body={}"
            )
            #expect(edited.code == 0, "\(edited)")
            _ = try service.project.waybill("resume")
            _ = try client.response()
            let id = try #require(hold.flow.string)
            for mode in ["--http", "--event"] {
                let refused = try service.project.waybill("replay", id, mode)
                #expect(refused.code == 2, "\(mode): \(refused)")
                #expect(refused.err.contains("POST is not safe"), "\(mode): \(refused)")
            }
            let dry = try service.project.waybill("replay", id, "--http", "--dry")
            #expect(dry.out.contains("would send POST /count through"), "\(dry)")
            #expect(dry.out.contains("POST is not safe"))
        }
    }

    @Test func `looks at what --set makes of the request`() async throws {
        try await withService { service in
            let id = try service.get("/headers").requestID
            let refused = try service.project.waybill(
                "replay",
                id,
                "--http",
                "--set",
                "request.method=DELETE"
            )
            #expect(refused.code == 2, "\(refused)")
            #expect(refused.err.contains("DELETE is not safe"))
        }
    }

    /// A shell that counted wrong, or one that never asked.
    @Test func `is the service's own: what nobody confirmed is not sent`() async throws {
        try await withService { service in
            let origin = try service.flow(try service.post("/count", "{}"))
            let before = try service.project.json("ls", "-n", "1000").list.count
            let text = try #require(origin.id.string)
            let id = try #require(UUID(uuidString: text))
            let head =
                #"{"mode":"event","edits":0,"count":1,"batch":true,"concurrency":1,"intervalMicros":0}"#
            var plan = Data("\(head)\n".utf8)
            withUnsafeBytes(of: id.uuid) { plan.append(contentsOf: $0) }
            try plan.write(to: URL(fileURLWithPath: "\(service.project.folder)/plan"))
            let answer = try ChildProgram(
                "/usr/bin/env",
                [
                    "curl", "-s", "--unix-socket", ".waybill/control.sock", "--data-binary",
                    "@plan", "http://waybill/replays",
                ],
                in: service.project.folder
            ).wait()
            #expect(answer.out.contains("POST is not safe, and nobody confirmed it"), "\(answer)")
            #expect(try service.project.json("ls", "-n", "1000").list.count == before)
        }
    }

    @Test func `asks about the requests that would be sent, and no others`() async throws {
        try await withService { service in
            let path = "/once-\(UUID().uuidString)"
            _ = try service.post(path, "{}")
            _ = try service.get(path)
            let line =
                #"127.0.0.1 - - [22/Nov/2026:15:01:50 +0000] "POST \#(path) HTTP/1.1" 500 12 a1"#
            try service.project.write("access.log", line + "\n")
            #expect(try service.project.waybill("import", "access.log").code == 0)
            let which = ["where", "path = \"\(path)\"", "since", "-30d", "--http"]
            func replay(_ more: String) throws -> ChildProgram.Output {
                try ChildProgram(
                    Program.path,
                    ["replay"] + which + [more],
                    in: service.project.folder
                ).wait()
            }
            let dry = try replay("--dry")
            #expect(dry.code == 0, "\(dry)")
            #expect(dry.out.contains("would replay 2 requests"), "\(dry)")
            #expect(dry.out.contains("would refuse 1:"))
            #expect(dry.out.contains("its body is not in its source"))
            #expect(dry.out.contains("side effects are not undone: 1 POST"))
            let run = try replay("--yes")
            #expect(run.out.split(separator: "\trefused\t").count == 2, "\(run)")
        }
    }

    @Test func `refuses a function that is not here also with --dry`() async throws {
        try await withService { service in
            let origin = try service.post("/echo", "{}")
            let missing = try service.project.waybill("replay", origin, "--to", "othr", "--dry")
            #expect(missing.code == 2, "\(missing)")
            #expect(missing.err.contains("there is no function othr here"))
            // The code of another function is not compared with that of the recorded one.
            let other = try service.project.waybill("replay", origin, "--to", "other", "--dry")
            #expect(other.out.contains("would invoke other (code "), "\(other)")
            #expect(!other.out.contains("as then") && !other.out.contains("was "))
        }
    }

    @Test func `maps the result of an imported record by the route that is served here`()
        async throws
    {
        try await withService { service in
            let id = UUID().uuidString.lowercased()
            let record = """
                {"version":"1.0","timestamp":"2026-11-20T10:00:00.000Z",
                "requestContext":{"requestId":"\(id)",
                "functionArn":"arn:aws:lambda:us-east-1:123456789012:function:main:$LATEST",
                "condition":"Success","approximateInvokeCount":1},
                "requestPayload":{"version":"2.0","routeKey":"ANY /{what}","rawPath":"/echo",
                "requestContext":{"http":{"method":"GET","path":"/echo"}}},
                "responsePayload":{"statusCode":202,"body":"kept"}}
                """
            try service.project.write(
                "destination.json",
                record.split(separator: "\n").joined()
            )
            let imported = try service.project.waybill("import", "destination.json")
            #expect(imported.code == 0, "\(imported)")
            let row = try service.replay(id, "--from", "executed")
            #expect(row.status.integer == 202, "\(row)")
            // The event tells its method: a GET needs no --yes.
            #expect(try service.replay(id).function.string == "main")
        }
    }
}
