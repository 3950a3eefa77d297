import Flows
import Glibc

/// Runs a line again and again and shows each result: on a terminal in the same place, elsewhere one
/// after the other with a blank line between.
struct Watch {
    /// From one beginning to the next, in microseconds.
    let span: Int64
    let inner: ParsedLine
    /// How often at the most.
    let times: Int

    enum End: Equatable {
        case exitCode(Int32)
        case signal(Int32)
    }

    func run(by runner: LineRunner, output: LiveOutput) -> End {
        let isScreen = runner.session.terminal.isTTY && environment("TERM") != "dumb"
        let keyboard = isScreen ? RawTerminal() : nil
        let interruption = runner.session.interruption
        let signals = SignalPipe(interruption)
        let wait = LiveWait(
            link: nil,
            keyboard: keyboard,
            signals: signals,
            output: output.descriptor
        )
        let screen = isScreen ? WatchScreen(self, by: runner, output: output) : nil
        wait.willStop = { screen?.leave() }
        defer {
            screen?.leave()
            keyboard?.restore()
            signals?.remove()
        }
        var code: Int32 = 0
        var round = 0
        var due = steadyNow()
        while true {
            code = screen?.draw() ?? print(round, by: runner, output: output)
            round += 1
            if interruption.isRequested, let end = pause(until: steadyNow(), wait, nil) {
                return end
            }
            // The first failure is a mistake in the line; a later one may pass.
            if round == times || round == 1 && code >= 2 { return .exitCode(code) }
            due = max(due + span, steadyNow())
            if let end = pause(until: due, wait, screen) { return end }
        }
    }

    /// Waits for the next round.
    /// - Returns: the end, when it came first.
    private func pause(until due: Int64, _ wait: LiveWait, _ screen: WatchScreen?) -> End? {
        while true {
            for event in wait.next(until: due) {
                switch event {
                case .timeout: return nil
                case .resized, .resumed:
                    screen?.enter()
                    screen?.resize()
                    return nil
                case .key(UInt8(ascii: "q")), .key(0x04): return .exitCode(0)
                case .readerGone: return .exitCode(0)
                case .ended(let signal): return .signal(signal)
                case .key, .changes, .serviceStopped, .serviceStarted: break
                }
            }
        }
    }

    private func print(_ round: Int, by runner: LineRunner, output: LiveOutput) -> Int32 {
        if round > 0, !output.write([0x0A]) { return 0 }
        let terminal = runner.session.terminal
        var inner = runner
        inner.emit = { bytes, descriptor in
            descriptor == STDOUT_FILENO ? output.write(bytes) : runner.emit(bytes, descriptor)
        }
        return inner.with(terminal).run(self.inner)
    }
}

/// A terminal's screen that is drawn over and over: on the second one that terminals have, so that what
/// was above is there again afterwards.
///
/// Each picture is written over the one before, line by line, and goes out in one piece: nothing is
/// cleared first, so nothing flickers.
final class WatchScreen {
    private let watch: Watch
    private let runner: LineRunner
    private let output: LiveOutput
    private var terminal: Terminal
    private var isEntered = false
    /// The last picture, for the usual screen afterwards.
    private var last: [UInt8] = []

    init(_ watch: Watch, by runner: LineRunner, output: LiveOutput) {
        self.watch = watch
        self.runner = runner
        self.output = output
        terminal = runner.session.terminal
        enter()
    }

    /// The screen may have another size now.
    func resize() {
        let real = Terminal.standardOutput()
        if real.isTTY { terminal = real }
    }

    /// Takes the second screen, without a cursor and without lines that go on in the next.
    func enter() {
        guard !isEntered else { return }
        isEntered = true
        _ = output.write(Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[H\u{1B}[2J".utf8))
    }

    /// Gives it back and leaves the last picture on the usual one.
    func leave() {
        guard isEntered else { return }
        isEntered = false
        _ = output.write(Array("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l".utf8) + last)
    }

    /// Runs the line and draws what it gives.
    /// - Returns: its exit code.
    func draw() -> Int32 {
        var bytes: [UInt8] = []
        var inner = runner
        inner.emit = { piece, _ in
            bytes += piece
            return true
        }
        // No rows: a screen that is too tall is cut here, not paged.
        let code = inner.with(
            Terminal(
                columns: terminal.columns,
                rows: nil,
                hasColour: terminal.hasColour,
                isUTF8: terminal.isUTF8
            )
        ).run(watch.inner)
        // What was stopped in the middle is no picture.
        if runner.session.interruption.isRequested { return code }
        last = bytes
        _ = output.write(picture(of: bytes))
        return code
    }

    private func picture(of bytes: [UInt8]) -> [UInt8] {
        var picture = Array("\u{1B}[H".utf8)
        func add(_ line: some Sequence<UInt8>) {
            picture += line
            picture += Array("\u{1B}[K\n".utf8)
        }
        add(heading)
        add([])
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        let room = max(1, (terminal.rows ?? 24) - 3)
        for line in lines.prefix(lines.count > room ? room - 1 : room) { add(line) }
        if lines.count > room {
            let mark = terminal.isUTF8 ? "…" : "~"
            add("\(mark) \(counted(lines.count - room + 1, "more line"))".utf8)
        }
        return picture + Array("\u{1B}[J".utf8)
    }

    /// `every 2 s: ls failed                 15:03:10   q ends`
    private var heading: [UInt8] {
        let zone = runner.session.defaults.zone
        let words = watch.inner.words.map { quoted($0.text) }.joined(separator: " ")
        let time = zone.fields(of: runner.session.clock.now()).timeOfDay()
        let right = StyledText("  \(time)   q ends", .faint)
        let room = max(8, (terminal.columns ?? 80) - right.width - 1)
        let span = plainDurationText(microseconds: watch.span)
        let left = StyledText("every \(span): ", .faint) + StyledText(words, .heading)
        let line =
            left.cut(to: room, mark: terminal.isUTF8 ? "…" : "~")
            .padded(to: room, isRightAligned: false) + right
        var bytes: [UInt8] = []
        (terminal.isUTF8 ? line : line.folded()).write(
            to: &bytes,
            inColour: terminal.hasColour && runner.session.defaults.colour != .never
        )
        return bytes
    }
}
