/// Keeps what is shown to what eyes can follow: when more lines come than that in a second, every so
/// many is shown, and the share is said.
struct LineSampler {
    /// Lines a second that are shown.
    static let rate = 200

    /// When the second that is counted began, by the steady clock, in microseconds.
    private var began: Int64
    private var shown = 0
    private var came = 0
    /// The share that the second before would have needed, from 0 to 1: it spreads what is shown over
    /// the whole second.
    private var portion = 1.0
    /// What has come together of a line to show.
    private var due = 0.0

    init(now: Int64) { began = now }

    /// Which of `count` lines that have come together to show.
    /// - Returns: their indices, ascending.
    mutating func choose(from count: Int) -> [Int] {
        came += count
        var chosen: [Int] = []
        for index in 0..<count where shown < Self.rate {
            due += portion
            // Sums of tenths fall short of one by a hair.
            guard due >= 0.999_999 else { continue }
            due -= 1
            shown += 1
            chosen.append(index)
        }
        return chosen
    }

    /// Ends the second when it is over.
    /// - Returns: the share of its lines that was shown, in percent; nil when all were.
    mutating func share(now: Int64) -> Int? {
        let passed = now - began
        guard passed >= 1_000_000 else { return nil }
        let lines = Double(came) * 1_000_000 / Double(passed)
        portion = lines > Double(Self.rate) ? Double(Self.rate) / lines : 1
        due = 0
        defer {
            began = now
            shown = 0
            came = 0
        }
        return shown < came ? max(1, shown * 100 / came) : nil
    }

    /// When ``share(now:)`` has something to say; nil while everything is shown.
    var deadline: Int64? { shown < came ? began + 1_000_000 : nil }
}
