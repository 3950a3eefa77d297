import Foundation
import Testing

/// A recorded failure, debugged one-shot: each verb is a process of its own.
@Suite(.service { try OutcomeProject.start() })
struct `A recorded request` {
    /// Runs a verb in a session of the test's own, so that the place is nobody else's.
    private static func waybill(
        _ line: String,
        in service: RunningService,
        _ session: String
    ) throws -> ChildProgram.Output {
        try ChildProgram(
            Program.path,
            line.words,
            in: service.project.folder,
            environment: ["XDG_STATE_HOME": "\(service.project.folder)/state-\(session)"]
        ).wait()
    }

    @Test func `is walked through step by step`() async throws {
        try await withService { service in
            let response = try service.get("/do/raise")
            _ = try service.events(response.requestID)
            func run(_ line: String) throws -> ChildProgram.Output {
                try Self.waybill(line, in: service, "walk")
            }
            #expect(try run("step").code == 2)
            #expect(try run("use \(response.requestID)").code == 0)
            let first = try JSON(try run("step -o json").out)
            #expect(first.name.string == "sent")
            #expect(try run("print status").code == 1)
            let failure = try JSON(try run("c -o json").out)
            #expect(failure.name.string == "executed")
            #expect(failure.failed.isTrue)
            #expect(try run("print error.type").out == "KeyError\n")
            #expect(try run("print event.pathParameters.what").out == "raise\n")
            #expect(try run("back").code == 0)
            #expect(try run("print error.type").code == 1)
            #expect(try run("goto end").code == 0)
            #expect(try run("step").code == 1)
            #expect(try run("print response.status").out == "500\n")
        }
    }

    @Test func `is explained, timed and compared`() async throws {
        try await withService { service in
            let good = try service.get("/do/ok").requestID
            let bad = try service.get("/do/raise").requestID
            for id in [good, bad] { _ = try service.events(id) }
            func run(_ line: String) throws -> ChildProgram.Output {
                try Self.waybill(line, in: service, "compare")
            }
            let story = try run("explain \(bad)")
            #expect(story.code == 0)
            #expect(story.out.contains("KeyError: 'sku' at app.py:"))
            #expect(story.out.contains("It failed at step 3 (executed)"))
            let spans = try JSON(try run("timeline \(bad) -o json").out).list
            #expect(spans.contains { $0.name.string == "executed" && $0.failed.isTrue })
            let difference = try run("diff \(good) \(bad) -o json")
            #expect(difference.code == 1)
            let status = try JSON(difference.out).list.first { $0.path.string == "status" }
            #expect(status?.rightValue.integer == 500)
            #expect(try run("diff \(good) \(good)").code == 0)
        }
    }
}
