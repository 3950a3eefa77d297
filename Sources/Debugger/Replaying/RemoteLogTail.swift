import Flows

/// The end of a remote function's log, at most 4 KiB, as the Invoke API gives it: the function's lines
/// and what the platform's report says. The beginning may be missing.
///
/// - SeeAlso: [Invoke, LogResult](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_ResponseElements)
struct RemoteLogTail {
    private(set) var report: FunctionReport?
    /// Without the platform's lines, which are computed from the events. When they were written is not
    /// told: all have the time at which they came.
    private(set) var log = LogText()

    init(_ text: [UInt8], at time: Timestamp) {
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: true) {
            let words = String(decoding: line, as: UTF8.self)
            if words.hasPrefix("REPORT RequestId: ") {
                report = FunctionReport(line: words)
            } else if let record = Self.platformRecord(words) {
                if record.isReport { report = FunctionReport(record: record.node) }
            } else if !Self.marks.contains(where: { words.hasPrefix($0) }) {
                log.append(line, at: time)
            }
        }
    }

    private static let marks = [
        "START RequestId: ", "END RequestId: ", "INIT_START ", "INIT_REPORT ", "XRAY TraceId: ",
    ]

    /// One of the platform's lines in the JSON format of logs.
    private static func platformRecord(_ line: String) -> (isReport: Bool, node: JSONNode)? {
        guard line.hasPrefix("{"), let node = try? JSONNode(Array(line.utf8)),
            let type = node["type"]?.string, type.hasPrefix("platform."),
            let record = node["record"]
        else { return nil }
        return (type == "platform.report", record)
    }
}
