import Foundation
import Testing

/// A fleet of recorded failures, replayed against the function that was fixed since.
@Suite(.serialized) struct `A batch of replays` {
    private static let fleet = 1000

    @Test func `runs each of a thousand failures once`() async throws {
        try await onThread {
            let fleet = try FleetProject()
            let service = try fleet.start()
            try fleet.fail(Self.fleet, port: service.port)
            try fleet.repair()
            let output = try fleet.project.waybill(
                "replay",
                "failed",
                "--yes",
                "-o",
                "json",
                seconds: 60
            )
            #expect(output.code == 0, "\(output.err)")
            let rows = try JSON(output.out).list
            #expect(rows.count == Self.fleet)
            #expect(rows.allSatisfy { $0.result.string == "ok" && $0.status.integer == 201 })
            #expect(rows.allSatisfy { $0.originStatus.integer == 500 && $0.batch.string == "b-1" })
            // Every replay ends in a comparison, those of a batch too.
            #expect(rows.allSatisfy { $0.same == .bool(false) })
            #expect(rows.allSatisfy { $0.differences.list.contains { $0.string == "status" } })
            #expect(fleet.counted(.answered).sorted() == Array(0..<Self.fleet))
            #expect(fleet.counted(.failed).count == Self.fleet)

            // The origins are as they were, and each leads to its replay and back.
            let failed = try fleet.project.json("ls", "failed", "-n", "2000").list
            #expect(failed.count == Self.fleet)
            let origin = try #require(rows[17].originShortId.string)
            let replay = try #require(rows[17].replayShortId.string)
            #expect(try fleet.project.json("show", replay).replayOf == rows[17].origin)
            let shown = try fleet.project.waybill("show", origin, "-o", "table")
            #expect(shown.out.contains("Replayed by \(replay) → 201"))
            #expect(try service.events(replay).names.filter { $0 == "sent" }.count == 1)

            // A second time there is nothing that failed and was not replayed but the origins.
            let again = try fleet.project.waybill(
                "replay",
                "failed",
                "--max",
                "10",
                "--yes",
                "-o",
                "table"
            )
            #expect(again.code == 0)
            #expect(again.out.contains("b-2: 10 matched · 10 now 201 · "))
            #expect(again.out.contains("10 differ: "))
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `that Ctrl-C stops half-way goes on with those that were not begun`() async throws {
        try await onThread {
            let fleet = try FleetProject(delayMilliseconds: 2)
            let service = try fleet.start()
            try fleet.fail(Self.fleet, port: service.port)
            try fleet.repair()
            let batch = try ChildProgram(
                Program.path,
                ["replay", "failed", "--yes", "-o", "json"],
                in: fleet.project.folder
            )
            try waitUntil("a part of the batch") { fleet.counted(.answered).count > 200 }
            batch.send(SIGINT)
            let stopped = try batch.wait()
            #expect(stopped.code == 130, "\(stopped.err)")
            #expect(stopped.err.contains("go on: replay --continue b-1"))
            let before = try JSON(stopped.out).list
            let done = before.filter { $0.result.string == "ok" }.count
            #expect(before.count == Self.fleet)
            #expect(before.filter { $0.result.string == "left" }.count == Self.fleet - done)
            #expect(done > 200 && done < Self.fleet)
            // What was under way had its end; nothing is in doubt.
            #expect(fleet.counted(.answered).count == done)

            let rest = try fleet.project.waybill(
                "replay",
                "--continue",
                "b-1",
                "--yes",
                "-o",
                "json",
                seconds: 60
            )
            #expect(rest.code == 0, "\(rest.err)")
            let rows = try JSON(rest.out).list
            #expect(rows.count == Self.fleet)
            #expect(rows.allSatisfy { $0.result.string == "ok" })
            #expect(fleet.counted(.answered).sorted() == Array(0..<Self.fleet))

            // There is nothing left to continue.
            let none = try fleet.project.waybill("replay", "--continue", "b-1", "-o", "table")
            #expect(none.code == 0)
            #expect(none.out.contains("1 000 matched · 1 000 now 201"))
            #expect(fleet.counted(.answered).count == Self.fleet)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `whose service is killed half-way runs none twice and lists those in doubt`()
        async throws
    {
        try await onThread {
            let fleet = try FleetProject(delayMilliseconds: 10)
            let service = try fleet.start()
            try fleet.fail(400, port: service.port)
            try fleet.repair()
            let batch = try ChildProgram(
                Program.path,
                ["replay", "failed", "--yes", "-o", "json"],
                in: fleet.project.folder
            )
            try waitUntil("a part of the batch") { fleet.counted(.answered).count > 100 }
            service.child.send(SIGKILL)
            let cut = try batch.wait()
            #expect(cut.code == 3, "\(cut)")
            #expect(cut.err.contains("replay --continue b-1"))
            try fleet.project.expectNoProcess()
            let atKill = fleet.counted(.answered)
            #expect(Set(atKill).count == atKill.count)

            // No service runs: a temporary one does the rest.
            let rest = try fleet.project.waybill(
                "replay",
                "--continue",
                "b-1",
                "--yes",
                "-o",
                "json",
                seconds: 60
            )
            #expect(rest.code == 1, "\(rest)")
            #expect(rest.err.contains("a temporary one is started"))
            let rows = try JSON(rest.out).list
            let doubtful = rows.filter { $0.result.string == "unknown" }
            #expect(!doubtful.isEmpty && doubtful.count <= 16)
            #expect(rows.filter { $0.result.string == "ok" }.count == 400 - doubtful.count)
            #expect(rest.err.contains("--retry-unknown"))
            for row in doubtful {
                let id = try #require(row.originShortId.string)
                #expect(rest.err.contains(id))
            }
            let counted = fleet.counted(.answered)
            #expect(Set(counted).count == counted.count, "none ran twice")
            // What the log calls done did run, and what it does not know ran or did not.
            #expect(counted.count >= 400 - doubtful.count)

            let retried = try fleet.project.waybill(
                "replay",
                "--continue",
                "b-1",
                "--retry-unknown",
                "--yes",
                "-o",
                "json"
            )
            #expect(retried.code == 0, "\(retried)")
            #expect(try JSON(retried.out).list.allSatisfy { $0.result.string == "ok" })
            let all = fleet.counted(.answered)
            #expect(Set(all) == Set(0..<400))
            #expect(all.count <= 400 + doubtful.count)
            try fleet.project.expectNoProcess()
        }
    }

    @Test func `stops by itself when too many fail`() async throws {
        try await onThread {
            let fleet = try FleetProject()
            let service = try fleet.start()
            try fleet.fail(100, port: service.port)
            let output = try fleet.project.waybill(
                "replay",
                "failed",
                "--yes",
                "--stop-on",
                "5%",
                "--concurrency",
                "1",
                "-o",
                "json"
            )
            #expect(output.code == 1)
            #expect(output.err.contains("too many failed; go on: replay --continue b-1"))
            let rows = try JSON(output.out).list
            // Five of a hundred are allowed.
            #expect(rows.filter { $0.result.string == "failed" }.count == 6)
            #expect(rows.filter { $0.result.string == "left" }.count == 94)
            #expect(fleet.counted(.failed).count == 106)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `keeps to its rate and counts on a clock`() async throws {
        try await onThread {
            let fleet = try FleetProject()
            let service = try fleet.start()
            try fleet.fail(6, port: service.port)
            try fleet.repair()
            let begin = Date()
            let output = try fleet.project.waybill(
                "replay",
                "failed",
                "--yes",
                "--rate",
                "10/s",
                "-o",
                "json"
            )
            #expect(output.code == 0)
            // Six begin at 0, 0.1 … 0.5 s.
            #expect(Date().timeIntervalSince(begin) >= 0.5)
            let starts = try JSON(output.out).list.map { row in
                try fleet.project.json("show", row.replay.string ?? "").sentAt.string ?? ""
            }
            #expect(starts == starts.sorted())
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is an account of its own in the log`() async throws {
        try await onThread {
            let fleet = try FleetProject()
            let service = try fleet.start()
            try fleet.fail(3, port: service.port)
            try fleet.repair()
            _ = try fleet.project.waybill("replay", "failed", "since", "-1h", "--yes")
            let events = try fleet.project.json("events", "-n", "100").list
            let batch = events.filter { $0.type.string?.hasPrefix("batch") == true }
            #expect(batch.map { $0.type.string } == ["batchStarted", "batchEnded"])
            let started = try #require(batch.first).data
            #expect(started.number.integer == 1)
            #expect(started.mode.string == "event")
            #expect(started.count.integer == 3)
            #expect(started["operator"].string == NSUserName())
            let ended = try #require(batch.last).data
            #expect(ended.reason.string == "finished")
            #expect(ended.ok.integer == 3 && ended.left.integer == 0)
            let sent = events.filter { $0.type.string == "sent" && $0.data.batch.string == "b-1" }
            #expect(sent.count == 3)
            #expect(sent.allSatisfy { $0.data.kind.string == "replay" })
            #expect(sent.allSatisfy { $0.data.mode.string == "event" })
            #expect(try service.stop().code == 0)
        }
    }
}
