import Flows
import Foundation
import Testing

@Suite struct `Timestamps` {
    @Test func `UTC text is what Foundation writes`() {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
        for round in 0..<1000 {
            var random = SeededGenerator(round)
            // 1900 to 2100, before and after 1970.
            let seconds = Int64.random(in: -2_208_988_800...4_102_444_800, using: &random)
            let micros = Int64.random(in: 0..<1_000_000, using: &random)
            let time = Timestamp(microseconds: seconds * 1_000_000 + micros)
            let expected = Date(timeIntervalSince1970: Double(seconds)).formatted(format).dropLast()
            let fraction = String(String(1_000_000 + micros).dropFirst())
            #expect(time.rfc3339(decimals: 6) == "\(expected).\(fraction)Z")
            #expect(time.rfc3339() == "\(expected).\(fraction.prefix(3))Z")
            #expect(time.rfc3339(decimals: 0) == "\(expected)Z")
            #expect(Timestamp(rfc3339: time.rfc3339(decimals: 6)) == time)
            let whole = Timestamp(microseconds: seconds * 1_000_000)
            #expect(Timestamp(rfc3339: time.rfc3339(decimals: 0)) == whole)
        }
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T15:01:50", "2026-11-22T15:01:50+02:00",
        "2026-11-22T15:01:50.Z", "2026-11-22T15:01:50.1234567Z", "2026-11-22T15:01:5xZ",
        "2026/11/22T15:01:50Z",
    ])
    func `other text is no UTC time`(_ text: String) { #expect(Timestamp(rfc3339: text) == nil) }

    @Test func `the common log format has the English month and the zone`() {
        let time = Timestamp(microseconds: 1_795_359_710_102_000)
        #expect(time.utc.commonLogFormat == "22/Nov/2026:15:01:50 +0000")
        #expect(time.utc.date == "2026-11-22")
        #expect(time.utc.timeOfDay(decimals: 3) == "15:01:50.102")
    }

    @Test func `distances and order agree`() {
        for round in 0..<500 {
            var random = SeededGenerator(round)
            let a = Timestamp(microseconds: Int64(random.number() >> 2))
            let delta = Int64(random.number() >> 2)
            let b = a.advanced(byMicroseconds: delta)
            #expect(b.microseconds(since: a) == delta)
            #expect((a < b) == (delta > 0))
        }
    }

    @Test func `now is the clock's time`() {
        let before = Date().timeIntervalSince1970
        let now = Double(Timestamp.now().microseconds) / 1e6
        #expect(now >= before - 0.001)
        #expect(now <= Date().timeIntervalSince1970 + 0.001)
    }
}
