import Flows
import Testing

@testable import Shell

struct QuantityTests {
    @Test(arguments: [
        (Int64(0), "0 ms"), (600, "0.6 ms"), (45, "0.045 ms"), (999, "0.999 ms"), (1000, "1.00 ms"),
        (9996, "10.0 ms"), (12_345, "12.3 ms"), (96_000, "96.0 ms"), (120_400, "120 ms"),
        (999_499, "999 ms"), (999_500, "1.00 s"), (1_211_400, "1.21 s"), (29_000_000, "29.0 s"),
        (59_949_999, "59.9 s"), (59_950_000, "1m 00s"), (125_000_000, "2m 05s"),
        (3_600_000_000, "1h 00m"), (-600, "-0.6 ms"),
    ])
    func `durations have three significant digits`(microseconds: Int64, text: String) {
        #expect(durationText(microseconds: microseconds) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (182, "182 B"), (999, "999 B"), (1000, "1.0 kB"), (1400, "1.4 kB"),
        (12_149, "12.1 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"), (3_400_000, "3.4 MB"),
        (5_000_000_000, "5.0 GB"), (7_000_000_000_000, "7000.0 GB"),
    ])
    func `sizes count in thousands`(bytes: Int, text: String) {
        #expect(sizeText(bytes) == text)
    }

    @Test func `a time before the first has its sign, and ends no shell`() {
        #expect(millisecondsText(microseconds: -5_123_000) == "-5123")
        #expect(decimal(-15, scale: 10, decimals: 0) == "-2")
        #expect(decimal(-4, scale: 1000, decimals: 1) == "-0.0")
    }

    @Test
    func `ages have one unit up to a day, then a date`() {
        let now = Story.noon
        func age(_ seconds: Int64) -> String {
            ageText(of: now.advanced(byMicroseconds: -seconds * 1_000_000), now: now, zone: .utc)
        }
        #expect(age(0) == "0s")
        #expect(age(59) == "59s")
        #expect(age(60) == "1m")
        #expect(age(7199) == "1h")
        #expect(age(86_399) == "23h")
        #expect(age(86_400) == "Nov 21")
        #expect(age(400 * 86_400) == "2025-10-18")
        #expect(age(-5) == "0s")
    }

    @Test
    func `counts are grouped and limits are plain`() {
        #expect(countText(48_240) == "48 240")
        #expect(countText(999) == "999")
        #expect(countText(1_000_000) == "1 000 000")
        #expect(plainDurationText(microseconds: 29_000_000) == "29 s")
        #expect(plainDurationText(microseconds: 1_500_000) == "1.5 s")
        #expect(millisecondsText(microseconds: 1_211_400) == "1211.4")
        #expect(millisecondsText(microseconds: 2000) == "2")
    }
}
