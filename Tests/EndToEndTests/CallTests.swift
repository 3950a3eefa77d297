import Foundation
import Testing

/// `waybill call`, the client that shows each step.
struct `A call` {
    @Test func `shows each step and reports itself that it has shown the response`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let output = try service.project.waybill(
                "call",
                "post",
                "/hello?x=1",
                "-H",
                "X-Test: yes",
                "-d",
                "the body",
                "-i"
            )
            #expect(output.code == 0)
            #expect(output.out.hasPrefix("HTTP/1.1 200 OK\n"))
            #expect(output.out.hasSuffix("\n\nold"))
            let shown = output.err.split(separator: "\n").compactMap {
                $0.split(separator: " ").dropFirst().first.map(String.init)
            }
            #expect(shown == "sent triggered started executed returned displayed".words)
            let flow = try #require(try service.project.json("ls").list.first)
            #expect(flow.path.string == "/hello")
            let id = try #require(flow.id.string)
            let events = try service.events(id)
            #expect(events.names.filter { $0 == "displayed" }.count == 1)
            #expect(events.data("displayed").client.isTrue)
            let sent = try service.flow(id).request
            #expect(sent.method.string == "POST")
            #expect(sent.body.string == "the body")
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `of a failing function shows the gateway's answer`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let output = try service.project.waybill("call", "GET", "/raise")
            #expect(output.out == #"{"message":"Internal Server Error"}"#)
            #expect(output.err.contains("ValueError"))
            let head = try service.project.waybill("call", "HEAD", "/", "-i")
            #expect(head.out.hasPrefix("HTTP/1.1 "))
            try service.project.write("body.txt", "from a file")
            let posted = try service.project.waybill("call", "POST", "/x", "-d", "@body.txt")
            #expect(posted.out == "old")
            let last = try service.project.json("show", "@last")
            #expect(last.request.body.string == "from a file")
            let missing = try service.project.waybill("call", "POST", "/x", "-d", "@absent")
            #expect(missing.code != 0)
            #expect(missing.err.contains("absent"))
            let noAPI = try service.project.waybill("call", "GET", "/", "--api", "Nope")
            #expect(noAPI.code != 0)
            #expect(noAPI.err.contains("ServerlessHttpApi"))
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `that is killed before it has shown the response does not hold its flow`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            let call = try ChildProgram(
                Program.path,
                ["call", "GET", "/nap"],
                in: service.project.folder
            )
            try service.waitForFlow("/nap")
            call.send(SIGKILL)
            let id = try service.flowID(target: "/nap")
            let events = try service.events(id)
            #expect(events.transitions == "sent triggered executed returned abandoned".words)
            #expect(try service.stop().code == 0)
        }
    }
}
