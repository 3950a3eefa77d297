import Flows
import Glibc

/// The line on a terminal that tells how far a batch is.
struct ReplayProgress {
    private let name: String
    private let count: Int
    private let startedAt: Int64
    private let terminal: Terminal
    private let isShown: Bool
    private var drawnAt: Int64 = 0
    private(set) var done = 0
    private(set) var failed = 0

    /// Between two drawings, in microseconds.
    private static let period: Int64 = 100_000
    private static let barWidth = 24

    init(_ name: String, count: Int, terminal: Terminal) {
        self.name = name
        self.count = count
        self.terminal = terminal
        startedAt = steadyNow()
        isShown = isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
    }

    mutating func take(isFailure: Bool) {
        done += 1
        if isFailure { failed += 1 }
    }

    /// Draws the line again, not too often.
    mutating func draw() {
        let now = steadyNow()
        guard isShown, now - drawnAt >= Self.period else { return }
        drawnAt = now
        let text = line(after: now - startedAt)
        let shown = text.cut(to: max(10, (terminal.columns ?? 80) - 1), mark: "~").plain
        writeAll(Array("\r\(shown)\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    func erase() {
        guard isShown, drawnAt > 0 else { return }
        writeAll(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }

    /// ` b-12 ▕████████░░░░▏ 512/1 000 · 498 done, 14 failed · 843/s · 0.6 s left`
    func line(after microseconds: Int64) -> StyledText {
        let (full, empty, left, right) =
            terminal.isUTF8 ? ("█", "░", "▕", "▏") : ("#", ".", "[", "]")
        let filled = count == 0 ? 0 : done * Self.barWidth / count
        let bar =
            left + String(repeating: full, count: filled)
            + String(repeating: empty, count: Self.barWidth - filled) + right
        var words = [
            "\(countText(done))/\(countText(count))",
            "\(countText(done - failed)) fine, \(countText(failed)) failed",
        ]
        if microseconds > 0, done > 0 {
            let perSecond = Int64(done) * 1_000_000 / microseconds
            words.append("\(countText(perSecond))/s")
            let rest = microseconds / Int64(done) * Int64(count - done)
            words.append("\(durationText(microseconds: rest)) left")
        }
        let text = StyledText(" \(name) \(bar) \(words.joined(separator: " · "))")
        return terminal.isUTF8 ? text : text.folded()
    }
}
