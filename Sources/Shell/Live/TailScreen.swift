import Flows

/// The screen of a `tail` in the foreground: a line for each flow, and below them one line that says
/// what can be done.
///
/// Owned by the thread that runs the lines.
final class TailScreen: TailDisplay {
    private let runner: LineRunner
    private let rows: ListedRows
    private let zone: DisplayZone
    /// Whether keys are heard at all.
    private let hasKeys: Bool
    private var terminal: Terminal
    private let inColour: Bool
    private var sampler = LineSampler(now: steadyNow())
    private var mode = Mode.following
    private var waiting = 0
    private var highlight = ""
    private var last: FlowSummary?
    private(set) var failures = 0
    /// Whether the last line of the screen is the status line.
    private var hasStatus = false

    private enum Mode: Equatable {
        /// Exits: space → paused, `/` → searching, a digit → choosing.
        case following
        /// Flows wait. Exits as above; space → following.
        case paused
        /// The text to highlight is being typed. Exits: Enter, Escape → what was before.
        indirect case searching(String, before: Mode)
        /// The number of a row is being typed. Exits: Enter → paused, anything else → before.
        indirect case choosing(String, before: Mode)

        var isPaused: Bool {
            switch self {
            case .following: false
            case .paused: true
            case .searching(_, let before), .choosing(_, let before): before.isPaused
            }
        }
    }

    init(by runner: LineRunner, hasKeys: Bool) {
        self.runner = runner
        self.rows = runner.session.memory.rows
        self.zone = runner.session.settings.zone
        self.hasKeys = hasKeys
        terminal = runner.session.terminal
        inColour =
            switch runner.session.settings.colour {
            case .always: true
            case .never: false
            case .auto: runner.session.terminal.hasColour
            }
    }

    var isPaused: Bool { mode.isPaused }
    var deadline: Int64? { sampler.deadline }

    // MARK: Lines

    func show(_ flows: [FlowSummary]) -> Bool {
        tick()
        var bytes = eraseStatus()
        for index in sampler.choose(from: flows.count) {
            append(line(of: flows[index]), to: &bytes)
        }
        failures += flows.count { $0.outcome?.isFailure == true }
        last = flows.last ?? last
        return write(bytes + status())
    }

    private func line(of flow: FlowSummary) -> StyledText {
        var line = flowLine(flow, zone: zone)
        // The sign tells it, too, where there is no colour.
        if let marked = line.marking(highlight) { line = StyledText("» ", .found) + marked }
        return numbered(line, rows.append(flow.id), columns: terminal.columns, signs: signs)
    }

    func notice(_ text: String) { say(StyledText("  \(text)", .faint)) }

    private func say(_ text: StyledText) {
        var bytes = eraseStatus()
        append(text.cut(to: terminal.columns ?? 80, mark: signs.cut), to: &bytes)
        _ = write(bytes + status())
    }

    func tick() {
        guard let share = sampler.share(now: steadyNow()) else { return }
        say(StyledText("  showing \(share) %: more than \(LineSampler.rate) a second", .faint))
    }

    private var signs: Signs { terminal.isUTF8 ? .unicode : .ascii }

    private func append(_ line: StyledText, to bytes: inout [UInt8]) {
        (terminal.isUTF8 ? line : line.folded()).write(to: &bytes, inColour: inColour)
        bytes.append(0x0A)
    }

    private func write(_ bytes: [UInt8]) -> Bool { runner.emit(bytes, 1) }

    // MARK: The status line

    func showWaiting(_ count: Int) {
        waiting = count
        refresh()
    }

    func redraw() {
        // Only a real terminal changes its size.
        let real = Terminal.standardOutput()
        if real.isTTY { terminal = real }
        refresh()
    }

    private func refresh() {
        _ = write(eraseStatus() + status())
    }

    /// Takes the status line away, for good.
    func finish() { _ = write(eraseStatus()) }

    private func eraseStatus() -> [UInt8] {
        defer { hasStatus = false }
        return hasStatus ? Array("\r\u{1B}[2K".utf8) : []
    }

    private func status() -> [UInt8] {
        // A terminal that cannot erase a line gets none.
        guard hasKeys, environment("TERM") != "dumb" else { return [] }
        hasStatus = true
        var bytes: [UInt8] = []
        var text = StyledText(statusText, .faint)
        if !terminal.isUTF8 { text = text.folded() }
        // The last column stays free: some terminals go on to the next line there.
        text.cut(to: max(1, (terminal.columns ?? 80) - 1), mark: signs.cut)
            .write(to: &bytes, inColour: inColour)
        return bytes
    }

    private var statusText: String {
        let found = highlight.isEmpty ? "" : " · highlighting \(highlight)"
        return switch mode {
        case .following: "following · space pauses · / highlights · Enter: steps · q quits\(found)"
        case .paused:
            "paused, \(counted(waiting, "request")) wait · space resumes · q quits\(found)"
        case .searching(let text, _): "/\(text)_   Enter highlights, alone it ends highlighting"
        case .choosing(let digits, _): "%\(digits)   Enter: its steps"
        }
    }

    // MARK: Keys

    func take(key: UInt8) -> Bool {
        switch mode {
        case .searching(let text, let before): search(text, before, key)
        case .choosing(let digits, let before): return choose(digits, before, key)
        case .following, .paused: return command(key)
        }
        return true
    }

    private func command(_ key: UInt8) -> Bool {
        switch key {
        // Ctrl-D, which ends the prompt, ends this too.
        case UInt8(ascii: "q"), 0x04: return false
        case UInt8(ascii: " "): mode = mode == .paused ? .following : .paused
        case UInt8(ascii: "/"): mode = .searching("", before: mode)
        case UInt8(ascii: "%"): mode = .choosing("", before: mode)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            mode = .choosing(String(Unicode.Scalar(key)), before: mode)
        case 0x0A, 0x0D: openSteps(of: last?.id.description)
        default: return true
        }
        if mode != .paused { waiting = 0 }
        refresh()
        return true
    }

    private func search(_ text: String, _ before: Mode, _ key: UInt8) {
        switch key {
        case 0x0A, 0x0D:
            highlight = String(decoding: searched, as: UTF8.self)
            searched = []
            mode = before
        case 0x1B:
            searched = []
            mode = before
        case 0x7F, 0x08:
            // A character may have several bytes; those that follow its first begin with 10.
            while let byte = searched.popLast(), byte & 0xC0 == 0x80 {}
            mode = .searching(String(decoding: searched, as: UTF8.self), before: before)
        case 0x20...0xFF:
            searched.append(key)
            mode = .searching(String(decoding: searched, as: UTF8.self), before: before)
        default: return
        }
        refresh()
    }

    /// The bytes of the text that is being typed.
    private var searched: [UInt8] = []

    private func choose(_ digits: String, _ before: Mode, _ key: UInt8) -> Bool {
        switch key {
        case UInt8(ascii: "0")...UInt8(ascii: "9") where digits.count < 6:
            mode = .choosing(digits + String(Unicode.Scalar(key)), before: before)
        case 0x7F, 0x08: mode = .choosing(String(digits.dropLast()), before: before)
        case 0x0A, 0x0D:
            mode = before
            openSteps(of: "%\(digits)")
        default:
            mode = before
            guard key == 0x1B else { return command(key) }
        }
        refresh()
        return true
    }

    /// Shows the process table of a request; what comes waits until it was read.
    private func openSteps(of reference: String?) {
        guard let reference else { return }
        mode = .paused
        _ = write(eraseStatus())
        _ = runner.run(ParsedLine(arguments: ["steps", reference, "--no-pager"]))
    }
}
