import Foundation
import Testing

/// Imports and exports with the program itself: through a running service, without one, and cut off.
@Suite struct `Imports and exports` {
    /// Dead letters as a receive-message would print them, each with an id of its own.
    private static func letters(_ count: Int) -> String {
        let messages = (0..<count).map { number in
            let id = "3f0c1f0e-7a53-4c8e-9a55-" + String(format: "%012x", number)
            return """
                {"MessageId":"m-\(number)","Body":"{\\"id\\":\(number),\\"pad\\":\\"\(String(repeating: "x", count: 700))\\"}",\
                "MessageAttributes":{"RequestID":{"StringValue":"\(id)","DataType":"String"},\
                "ErrorCode":{"StringValue":"200","DataType":"Number"},\
                "ErrorMessage":{"StringValue":"no stock","DataType":"String"}}}
                """
        }
        return "{\"Messages\":[\n" + messages.joined(separator: ",\n") + "\n]}\n"
    }

    @Test func `a failure of the service is exported as curl and comes again as the same request`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            let call = [
                "curl", "-s", "-H", "X-Note: it's", "-H", "Authorization: Bearer abc",
                "http://127.0.0.1:\(service.port)/raise?a=1",
            ]
            let first = try ChildProgram("/usr/bin/env", call, in: service.project.folder).wait()
            #expect(first.out == #"{"message":"Internal Server Error"}"#)
            let id = try #require(service.project.json("ls", "-n", "1")[0].id.string)
            let masked = try service.project.waybill("export", id)
            #expect(masked.code == 0 && masked.out.contains("‹masked›"))
            #expect(masked.err.contains("--unmask"))
            let whole = try service.project.waybill("export", id, "--unmask")
            try service.project.write("again.sh", whole.out)
            let run = try ChildProgram("/bin/bash", ["again.sh"], in: service.project.folder).wait()
            #expect(run.code == 0 && run.out == first.out)
            #expect(try service.project.json("ls", "failed").list.count == 2)
            let imported = try service.project.waybill("import", "again.sh", "-o", "jsonl")
            #expect(imported.code == 0, "\(imported)")
            let flow = try service.project.json("show", "%1")
            #expect(flow.kind.string == "imported" && flow.method.string == "GET")
            #expect(flow.request.target.string == "/raise?a=1")
            let events = try service.project.waybill("events", "-n", "100", "-o", "jsonl").out
            #expect(
                events.contains(#""type":"exported""#) && events.contains(#""type":"unmasked""#)
            )
            #expect(events.contains(#""type":"importEnded""#))
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `an import into a running service is there at once, and while none runs`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            try service.project.write("dlq.json", Self.letters(300))
            let first = try service.project.waybill("import", "dlq.json", "--function", "orders")
            #expect(first.code == 0, "\(first)")
            let found = try service.project.json("show", "3f0c1f0e-7a53-4c8e-9a55-000000000007")
            #expect(found.event.id.integer == 7 && found.outcome.string == "function error")
            // The service goes on answering.
            #expect(try request("GET", "/x", port: service.port).status == 200)
            #expect(try service.stop().code == 0)
            let again = try service.project.waybill("import", "dlq.json", "--function", "orders")
            #expect(again.code == 0)
            let listing = try service.project.waybill(
                "ls",
                "where",
                "kind = 'imported'",
                "since",
                "-1h",
                "-o",
                "jsonl",
                "-n",
                "1000"
            )
            #expect(listing.out.split(separator: "\n").count == 300, "\(listing.err)")
        }
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Killed at any moment, an import leaves whole flows only, and run again it brings the rest.
    @Test(arguments: [0, 200_000, 1_500_000, 3_000_000, 4_500_000])
    func `an import that is killed leaves nothing half, and goes on where it was`(
        whenDatabaseHas bytes: Int
    ) async throws {
        try await onThread {
            let project = try TestProject(["dlq.json": Self.letters(4000)])
            let log = "\(project.folder)/.waybill/log.sqlite"
            let words = ["import", "dlq.json", "--function", "orders", "--log", log]
            let child = try ChildProgram(Program.path, words, in: project.folder)
            while Self.size(log) + Self.size("\(log)-wal") <= bytes, child.isRunning { usleep(200) }
            child.send(SIGKILL)
            _ = try child.wait()
            let before = try project.waybill(
                "sql",
                "select count(*) as n, coalesce(min(last_position - first_position), 2) as least from flows",
                "--log",
                log,
                "-o",
                "json"
            )
            if before.code == 0 {
                // `imported`, `triggered` and `executed` of each flow, or nothing of it.
                #expect(try JSON(before.out)[0].least.integer == 2, "\(before)")
            }
            let again = try project.waybill(
                "import",
                "dlq.json",
                "--function",
                "orders",
                "--log",
                log
            )
            #expect(again.code == 0, "\(again)")
            let after = try project.waybill(
                "sql",
                "select count(*) as n, count(distinct id) as ids from flows",
                "--log",
                log,
                "-o",
                "json"
            )
            #expect(try JSON(after.out)[0].n.integer == 4000, "\(after)")
            #expect(try JSON(after.out)[0].ids.integer == 4000)
        }
    }
}
