import Flows
import Testing

@testable import Debugger

@Suite struct `A notice about held flows and faults` {
    private func hold(_ seconds: Int64, limit: Int?) -> HoldRecord {
        let since = Timestamp(microseconds: 1_795_359_710_000_000)
        return HoldRecord(
            flow: FlowID(high: 0x7001, low: 0x7F45_C0DE),
            kind: "door",
            method: "POST",
            path: "/orders",
            step: .triggered,
            point: "before executed",
            breakpoint: "b1",
            document: "event",
            since: since,
            until: since.advanced(byMicroseconds: seconds * 1_000_000),
            limitMilliseconds: limit,
            isEdited: false,
            isClientGone: false
        )
    }

    @Test(arguments: [
        (1, "1 s"), (25, "25 s"), (119, "119 s"), (120, "2 min"), (150, "2 min 30 s"),
        (600, "10 min"), (3600, "1 h"), (4800, "1 h 20 min"), (18_000, "5 h"), (86_400, "24 h"),
    ])
    func `said five hours as 18000 s`(_ seconds: Int64, _ words: String) {
        #expect(spanWords(microseconds: seconds * 1_000_000) == words)
        let text = HoldNotice.held(hold(seconds, limit: 30_000)).text(isUTF8: true)
        #expect(
            text == "◼ b1 7f45c0de POST /orders held before executed · client waits "
                + "(30 s limit, goes on in \(words))"
        )
    }

    private let injection = InjectionRecord(
        id: "i1",
        kind: .latency,
        point: "before executed",
        condition: #"request.headers.authorization = "s3cret""#,
        delayMilliseconds: 200,
        rate: 1000,
        hits: 12,
        expiresAt: Timestamp(microseconds: 0),
        operatorName: "ada",
        session: "shell-1"
    )

    @Test func `a fault on purpose was set and ended without a word`() {
        let set = HoldNotice.injecting(injection, lifetime: 300_000_000).text(isUTF8: true)
        #expect(
            set == "◆ i1 injects latency of 200 ms into a share of the requests that meet its "
                + "condition, before executed, for 5 min; set by ada"
        )
        let ended = HoldNotice.injected(injection, reason: "expired").text(isUTF8: false)
        #expect(
            ended == "* i1 injects latency of 200 ms no more: its time is up after 12 hits"
        )
        #expect(HoldNotice.injected(injection, reason: "shutdown").text(isUTF8: true) == nil)
    }

    @Test func `its line is read as it was written`() {
        for notice in [
            HoldNotice.injecting(injection, lifetime: 5), .injected(injection, reason: "operator"),
            .ended(id: "b1", reason: "count"), .held(hold(25, limit: nil)),
        ] {
            #expect(HoldNotice(line: String(decoding: notice.line, as: UTF8.self)) == notice)
        }
    }
}
