import Flows

extension FlowFacts {
    /// Everything that was written for this flow. Lines that are JSON are masked inside.
    var logLines: [LogLine] {
        flow.logLines(events).map { line in
            var line = line
            line.text = maskedText(line.text, under: nil)
            return line
        }
    }

    /// A text without times was imported: the start of the era stands for none.
    private func timeText(_ line: LogLine) -> String {
        hasGaps && line.time.microseconds == 0 ? unknownWord : offset(of: line.time)
    }

    /// The log on a screen: the offset, then the line.
    var logBlocks: [Block] { logLines.flatMap { blocks(of: $0, lead: timeText($0)) } }

    /// One line on a screen, behind `lead`, which is right-aligned in nine columns. A carriage return
    /// in a line stands for a line break of the same record.
    func blocks(of line: LogLine, lead: String) -> [Block] {
        let lead = StyledText(lead, .faint).padded(to: 9, isRightAligned: true)
        let role: Role =
            switch line.source {
            case .function: .plain
            case .timeout, .exit, .initReport: .failure
            case .initStart, .start, .end, .report: .faint
            }
        let parts = line.text.split(separator: "\r", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            let blank = StyledText(String(repeating: " ", count: lead.width))
            return .verbatim((index == 0 ? lead : blank) + "  " + StyledText(String(part), role))
        }
    }

    /// The log for machines, one object a line.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` | the flow's UUID |
    /// | `requestId` | the id that the function saw |
    /// | `function` `attempt` | which run wrote it |
    /// | `time` | RFC 3339, UTC, microseconds |
    /// | `offsetMs` | milliseconds after `sent` |
    /// | `source` | `function`, or the platform's word: `START` `END` `REPORT` `INIT_START` `INIT_REPORT` `TIMEOUT` `EXIT` |
    /// | `text` | the line, its inner line breaks as `\r` |
    var logRecords: Records {
        Records(fields: logFields, rows: logLines.map(logRow))
    }

    func logRow(_ line: LogLine) -> [MachineValue] {
        [
            .string(flow.id.description), MachineValue(lambdaRequestID),
            MachineValue(flow.lastAttempt?.triggered.function), .integer(Int64(line.attempt)),
            .string(line.time.rfc3339(decimals: 6)),
            MachineValue(milliseconds: line.time.microseconds(since: flow.sentAt)),
            .string(line.source.rawValue), .string(line.text),
        ]
    }
}

let logFields = [
    "flow", "requestId", "function", "attempt", "time", "offsetMs", "source", "text",
]
