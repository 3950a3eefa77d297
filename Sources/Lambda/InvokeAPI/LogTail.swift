import Flows

extension InvocationOutcome {
    /// The lines of this invocation from `START` to `REPORT`, the last 4,096 bytes of them: what
    /// `X-Amz-Log-Result` holds before base64.
    func logTail(requestID: String) -> [UInt8] {
        var text = Array(PlatformLines.start(requestID: requestID).utf8)
        for line in log.lines { text += Array(line.text.utf8) + [0x0A] }
        var report: String?
        switch event {
        case .executed(let executed):
            report = PlatformLines.report(requestID: requestID, executed)
        case .aborted(let aborted):
            if aborted.cause == .timeout {
                text +=
                    PlatformLines.timedOut(
                        requestID: requestID,
                        at: .now(),
                        afterMicroseconds: aborted.durationMicroseconds ?? 0
                    ).utf8
            }
            if let words = PlatformLines.exited(requestID: requestID, aborted) {
                text += words.utf8
            }
            report = PlatformLines.report(requestID: requestID, aborted)
        default: break
        }
        text += PlatformLines.end(requestID: requestID).utf8
        if let report { text += report.utf8 }
        return Array(PlatformLines.tail(of: text))
    }
}
