import Debugger
import Dispatch
import Flows
import HTTPServer
import Lambda
import NIOCore
import Shell

#if canImport(Glibc)
import Glibc
#endif

/// What `up` prints: one line a flow, and on a terminal a spinner while a function initialises.
/// Lines are gathered and written together, so that printing costs a busy service little.
///
/// Owned by the service's event loop.
final class FlowLines: FlowWitness, @unchecked Sendable {
    private let loop: any EventLoop
    private let isQuiet: Bool
    private let calls: CallRegistry
    private let terminal: UpTerminal
    private var buffer: [UInt8] = []
    private var isScheduled = false
    /// Standard output may block (a full pipe, a stopped pager); the event loop must not.
    private let output = DispatchQueue(label: "waybill.lines")
    private var isWriting = false
    private var dropped = 0
    private var initialising: Set<String> = []
    private var spinner: RepeatedTask?
    private var spinnerFrame = 0

    /// Lines kept for a slow reader, in bytes; further ones are counted and not printed.
    private static let bufferLimit = 1 << 20
    /// Lines wait at most this long for others.
    private static let gathering: TimeAmount = .milliseconds(20)

    init(loop: any EventLoop, isQuiet: Bool, calls: CallRegistry) {
        self.loop = loop
        self.isQuiet = isQuiet
        self.calls = calls
        self.terminal = UpTerminal()
    }

    // MARK: FlowWitness

    func flowBegan(_ flow: LiveFlow, request: HTTPRequest) -> Bool {
        calls.claim(flow, client: "\(request.clientAddress):\(request.clientPort)")
    }

    func displayReport(of flow: LiveFlow) async -> Displayed? {
        await calls.displayReport(of: flow.id)
    }

    func flowEnded(_ report: FlowReport) {
        guard !isQuiet else { return }
        guard buffer.count < Self.bufferLimit else {
            dropped += 1
            return
        }
        if dropped > 0 {
            buffer +=
                "… \(dropped) flows not printed: the reader is slow; they are in the log\n".utf8
            dropped = 0
        }
        buffer += terminal.line(for: report).utf8
        schedule()
    }

    /// A flow was held or goes on: said at once, since somebody waits for it.
    func noticed(_ notice: HoldNotice) {
        guard !isQuiet, let text = notice.text(isUTF8: terminal.isUnicode) else { return }
        print("\(terminalLine(terminal.visible(text)))\n")
    }

    // MARK: Printing

    func print(_ text: String) {
        buffer += text.utf8
        flush()
    }

    func stopping() {
        loop.execute { [self] in
            spinner?.cancel()
            spinner = nil
            flush()
        }
    }

    func flush() {
        guard !buffer.isEmpty, !isWriting else { return }
        let text = (spinner == nil ? [] : Array(UpTerminal.eraseLine.utf8)) + buffer
        buffer.removeAll(keepingCapacity: true)
        isWriting = true
        output.async { [loop] in
            Self.write(text)
            loop.execute { [self] in
                isWriting = false
                flush()
            }
        }
    }

    /// Writes what is left, after the loop has nothing more to print.
    func finish() {
        output.sync {}
        Self.write(buffer)
        buffer = []
    }

    private static func write(_ text: [UInt8]) {
        var offset = 0
        while offset < text.count {
            let count = text.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress! + offset, $0.count - offset)
            }
            guard count > 0 else { return }
            offset += count
        }
    }

    private func schedule() {
        guard !isScheduled else { return }
        isScheduled = true
        loop.scheduleTask(in: Self.gathering) { [self] in
            isScheduled = false
            flush()
        }
    }

    // MARK: Spinner

    func initialising(_ function: String, _ isInitialising: Bool) {
        guard terminal.isInteractive, !isQuiet else { return }
        if isInitialising { initialising.insert(function) } else { initialising.remove(function) }
        if initialising.isEmpty {
            guard spinner != nil else { return }
            spinner?.cancel()
            spinner = nil
            print(UpTerminal.eraseLine)
        } else if spinner == nil {
            spinner = loop.scheduleRepeatedTask(
                initialDelay: .milliseconds(80),
                delay: .milliseconds(80)
            ) { [self] _ in
                spinnerFrame += 1
                let names = initialising.sorted().joined(separator: ", ")
                print(
                    "\(UpTerminal.eraseLine)\(terminal.spinner(spinnerFrame)) \(names): initialising"
                )
            }
        }
    }
}
