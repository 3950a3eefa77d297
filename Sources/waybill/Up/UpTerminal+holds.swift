import Debugger
import Flows

extension UpTerminal {
    /// `◼ b1 7f45c0de POST /orders held before executed · client waits (29 s limit, goes on in 25 s)`;
    /// nil for what needs no line.
    func line(for notice: HoldNotice) -> String? {
        switch notice {
        case .held(let hold):
            let limit = hold.limitMilliseconds.map { "\(($0 + 999) / 1000) s limit, " } ?? ""
            let left = (hold.until.microseconds(since: hold.since) + 999_999) / 1_000_000
            return "\(mark("◼", "#")) \(words(of: hold)) held \(hold.point)"
                + (hold.problem.map { " (\(visible($0)))" } ?? "")
                + "\(separator)client waits (\(limit)goes on in \(left) s)\n"
        case .edited(let hold):
            return "\(mark("◼", "#")) \(words(of: hold)) \(hold.document) edited\n"
        case .resumed(let hold, let reason, let action):
            return "\(mark("▶", ">")) \(words(of: hold)) "
                + "\(resumeWords(action))\(reasonWords(reason))\n"
        case .ended: return nil
        }
    }

    private func words(of hold: HoldRecord) -> String {
        "\(hold.breakpoint) \(hold.flow.shortID) \(hold.method) \(visible(hold.path))"
    }

    private func resumeWords(_ action: HoldAction) -> String {
        switch action {
        case .proceed: "goes on"
        case .step: "goes on to its next hand-off"
        case .respond: "answered by an operator"
        case .drop: "ended by an operator"
        }
    }

    private func reasonWords(_ reason: HoldEnd) -> String {
        switch reason {
        case .operator: ""
        case .expired: ": its time was up"
        case .shell: ": the shell that held it has ended"
        case .shutdown: ": the service is stopping"
        }
    }

    private var separator: String { mark(" · ", " - ") }

    private func mark(_ unicode: String, _ ascii: String) -> String { isUnicode ? unicode : ascii }
}
