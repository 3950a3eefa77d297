import Flows
import Lambda

#if canImport(Glibc)
import Glibc
#endif

/// How `up` writes to its standard output: colours and a spinner on a terminal, plain lines elsewhere.
struct UpTerminal: Sendable {
    let isInteractive: Bool
    private let hasColor: Bool
    let isUnicode: Bool

    static let eraseLine = "\r\u{1B}[2K"

    init() {
        let environment = { (name: String) in getenv(name).map { String(cString: $0) } ?? "" }
        let isTerminal = isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb"
        isInteractive = isTerminal
        hasColor = isTerminal && environment("NO_COLOR").isEmpty
        let locale =
            [environment("LC_ALL"), environment("LC_CTYPE"), environment("LANG")]
            .first { !$0.isEmpty } ?? ""
        isUnicode = locale.lowercased().contains("utf")
    }

    func spinner(_ frame: Int) -> String {
        let frames = isUnicode ? Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏") : Array("|/-\\")
        return String(frames[frame % frames.count])
    }

    /// `15:01:50 7f3a9c21 POST   /orders   orders   500    1.21 s cold KeyError`
    func line(for report: FlowReport) -> String {
        let status = report.status.map(String.init) ?? "async"
        var line = "\(Timestamp.now().local.timeOfDay()) \(report.flow.shortID) "
        line += "\(report.method.padded(to: 6)) \(visible(report.path).padded(to: 24)) "
        line += "\((report.function ?? "-").padded(to: 16)) "
        line += "\(colored(status, report)) \(duration(report.durationMicroseconds))"
        if report.isCold { line += " cold" }
        if let problem = report.problem { line += " \(visible(problem))" }
        return line + "\n"
    }

    private func colored(_ status: String, _ report: FlowReport) -> String {
        guard hasColor else { return status }
        let code =
            switch report.status ?? (report.problem == nil ? 200 : 500) {
            case 500...: 31
            case 400..<500: 33
            default: 32
            }
        return "\u{1B}[\(code)m\(status)\u{1B}[0m"
    }

    /// Three significant digits and a unit, nine characters wide.
    private func duration(_ microseconds: Int) -> String {
        let milliseconds = Double(microseconds) / 1000
        let text =
            switch milliseconds {
            case ..<10: "\(rounded(milliseconds, 1)) ms"
            case ..<1000: "\(Int(milliseconds.rounded())) ms"
            case ..<10_000: "\(rounded(milliseconds / 1000, 2)) s"
            default: "\(rounded(milliseconds / 1000, 1)) s"
            }
        return String(repeating: " ", count: max(0, 9 - text.count)) + text
    }

    private func rounded(_ value: Double, _ decimals: Int) -> String {
        let scale = decimals == 1 ? 10 : 100
        let number = Int((value * Double(scale)).rounded())
        let fraction = String(number % scale)
        return "\(number / scale)."
            + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// What came from a client must not steer the terminal.
    func visible(_ text: String) -> String {
        String(
            text.unicodeScalars.map {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value)
                    ? "?" : Character($0)
            }
        )
    }
}
