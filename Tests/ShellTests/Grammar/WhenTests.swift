import Flows
import Testing

@testable import Shell

struct WhenTests {
    /// 2026-11-22 15:01:50.102 UTC
    private func time(_ text: String) throws -> String {
        let console = Console()
        let words = try parseLine(text).words
        let (when, count) = try When.parse(words[...], now: Story.noon, zone: .utc)
        #expect(count == words.count)
        switch when {
        case .ago(let span): return Story.noon.advanced(byMicroseconds: -span).rfc3339()
        default: return try console.session.resolve(when, at: words[0]).rfc3339()
        }
    }

    @Test(arguments: [
        ("-1h", "2026-11-22T14:01:50.102Z"), ("15m", "2026-11-22T14:46:50.102Z"),
        ("'90s' ago", "2026-11-22T15:00:20.102Z"), ("1h30m", "2026-11-22T13:31:50.102Z"),
        ("2days", "2026-11-20T15:01:50.102Z"), ("now", "2026-11-22T15:01:50.102Z"),
        ("today", "2026-11-22T00:00:00.000Z"), ("yesterday", "2026-11-21T00:00:00.000Z"),
        ("yesterday 14:00", "2026-11-21T14:00:00.000Z"), ("14:02", "2026-11-22T14:02:00.000Z"),
        ("14:02:11", "2026-11-22T14:02:11.000Z"), ("23:00", "2026-11-21T23:00:00.000Z"),
        ("2026-11-22", "2026-11-22T00:00:00.000Z"),
        ("2026-11-22T15:00Z", "2026-11-22T15:00:00.000Z"),
        ("2026-11-22T15:00:01.25+02:00", "2026-11-22T13:00:01.250Z"),
        ("2024-02-29", "2024-02-29T00:00:00.000Z"), ("#48021", "2026-11-22T15:01:51.102Z"),
        ("7f3a9c21:4", "2026-11-22T15:01:52.312Z"), ("7f3a9c21:sent", "2026-11-22T15:01:51.102Z"),
        ("@failed", "2026-11-22T15:02:05.102Z"),
    ])
    func `moments`(text: String, moment: String) throws {
        #expect(try time(text) == moment)
    }

    @Test(arguments: [
        "5months", "m", "5", "24:00", "1:00", "2026-02-30", "#0", "#x", "1h30", "-", "7f3a:9",
    ])
    func `a time is understood whole or not at all`(text: String) {
        #expect(throws: ShellError.self) { try time(text) }
    }
}
