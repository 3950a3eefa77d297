import Flows

/// Reads files of other systems as stories. Pure: bytes in, stories and problems out.
public struct ImportReader {
    /// Nil: each file's format is looked for in its first bytes.
    private let format: ImportFormat?
    /// The function's name, for sources that do not tell it.
    private let function: String?
    /// The bytes of a file that a curl command names after `@`; nil when there is none.
    private let loadFile: (String) -> [UInt8]?

    public init(
        as format: ImportFormat? = nil,
        function: String? = nil,
        loadFile: @escaping (String) -> [UInt8]? = { _ in nil }
    ) {
        self.format = format
        self.function = function
        self.loadFile = loadFile
    }

    /// Everything that the files tell. Access logs and function logs are joined by their ids, whichever
    /// files they stand in.
    public func read(_ sources: [ImportSource]) -> ImportReading {
        var reading = ImportReading()
        var logs = LogJoin(function: function)
        for source in sources {
            let format: ImportFormat
            do throws(ImportProblem) {
                format = if let named = self.format { named } else { try detectFormat(of: source) }
            } catch {
                reading.problems.append(error)
                continue
            }
            switch format {
            case .destination: DestinationReader(function: function).read(source, into: &reading)
            case .queue: QueueReader(function: function).read(source, into: &reading)
            case .accessLog: logs.addAccessLog(source, &reading)
            case .functionLog: logs.addFunctionLog(source, &reading)
            case .har: HARReader().read(source, into: &reading)
            case .curl: CurlReader(loadFile: loadFile).read(source, into: &reading)
            case .event: EventReader(function: function).read(source, into: &reading)
            }
        }
        logs.finish(into: &reading)
        refuseTooLarge(&reading)
        return reading
    }

    private func refuseTooLarge(_ reading: inout ImportReading) {
        reading.stories.removeAll { story in
            let size = story.events.flatMap(\.contents).reduce(0) { $0 + $1.bytes.count }
            guard size > Transfers.storyLimit else { return false }
            reading.problems.append(
                ImportProblem(
                    ImportPlace(file: story.place),
                    "the record is larger than \(Transfers.storyLimit >> 20) MiB"
                )
            )
            return true
        }
    }

    // MARK: Detection

    /// The format that the beginning of a file shows.
    func detectFormat(of source: ImportSource) throws(ImportProblem) -> ImportFormat {
        guard let first = source.bytes.first(where: { $0 > 0x20 }) else {
            throw ImportProblem(source.place(), "the file is empty")
        }
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        let format = isJSON ? try detectJSON(source) : detectText(source)
        guard let format else {
            throw ImportProblem(
                source.place(line: 1),
                "this is no format that import knows",
                hint: "name it: --from "
                    + ImportFormat.allCases.map(\.rawValue).joined(separator: "|")
            )
        }
        return format
    }

    private func detectJSON(_ source: ImportSource) throws(ImportProblem) -> ImportFormat? {
        let node: JSONNode
        do {
            var offset = 0
            node = try JSONNode(source.bytes, from: &offset)
        } catch {
            throw source.problem(error)
        }
        if let elements = node.elements { return elements.first.flatMap(formatOfRecord) }
        if node["log"]?["entries"] != nil { return .har }
        if node["Messages"]?.elements != nil { return .queue }
        if let events = node["events"]?.elements {
            guard let message = events.lazy.compactMap({ $0["message"]?.string }).first else {
                return .functionLog
            }
            return AccessLogLine(message) == nil ? .functionLog : .accessLog
        }
        return formatOfRecord(node)
    }

    /// The format of one record: a line of JSON, or an element of an array.
    private func formatOfRecord(_ node: JSONNode) -> ImportFormat? {
        if DestinationReader.isRecord(node)
            || node["detail"].map(DestinationReader.isRecord) == true
        {
            return .destination
        }
        if node["MessageId"] != nil, node["Body"] != nil { return .queue }
        if node["message"]?.string != nil, node["timestamp"] != nil { return .functionLog }
        if node["type"]?.string?.hasPrefix("platform.") == true { return .functionLog }
        if ProxyEventRequest(node) != nil { return .event }
        if node["Records"]?.elements?.first?.members != nil { return .event }
        if node["detail-type"] != nil, node["source"] != nil { return .event }
        if AccessLogLine(node) != nil { return .accessLog }
        return nil
    }

    private func detectText(_ source: ImportSource) -> ImportFormat? {
        let lines = source.bytes.split(separator: 0x0A, maxSplits: 200)
            .map { String(decoding: $0, as: UTF8.self) }
        for line in lines {
            let words = line.drop { $0 == " " || $0 == "\t" }
            if words.isEmpty || words.hasPrefix("#") { continue }
            let isCommand = ["curl ", "$ curl ", "base64 -d "].contains { words.hasPrefix($0) }
            if isCommand || words == "curl" { return .curl }
            if FunctionLogText.isPlatformLine(words) { return .functionLog }
            if AccessLogLine(String(words)) != nil { return .accessLog }
        }
        return nil
    }
}

extension ImportSource {
    /// Where JSON text is wrong.
    func problem(_ error: JSONSyntaxError) -> ImportProblem {
        let before = bytes.prefix(error.offset)
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return ImportProblem(
            place(line: lineNumber(at: error.offset)),
            "not JSON: expected \(error.expected) at column \(error.offset - start + 1)"
        )
    }

    /// The line that a byte stands in, from 1.
    func lineNumber(at offset: Int) -> Int { bytes.prefix(offset).count { $0 == 0x0A } + 1 }

    /// The JSON values of the file one after the other, however many there are: one document, or one a
    /// line. The elements of arrays are values of their own when `opensArrays`.
    func forEachJSON(
        opensArrays: Bool,
        into reading: inout ImportReading,
        _ body: (JSONNode, ImportPlace, inout ImportReading) -> Void
    ) {
        var offset = 0
        var counted = (offset: 0, line: 1)
        while let start = bytes[offset...].firstIndex(where: { $0 > 0x20 }) {
            counted.line += bytes[counted.offset..<start].count { $0 == 0x0A }
            counted.offset = start
            offset = start
            do {
                let node = try JSONNode(bytes, from: &offset)
                let place = place(line: counted.line)
                guard opensArrays, let elements = node.elements else {
                    body(node, place, &reading)
                    continue
                }
                var reached = (offset: start, line: counted.line)
                for (index, element) in elements.enumerated() {
                    let begin = element.range.lowerBound
                    reached.line += bytes[reached.offset..<begin].count { $0 == 0x0A }
                    reached.offset = begin
                    let place = ImportPlace(file: fileName, line: reached.line, path: "$[\(index)]")
                    body(element, place, &reading)
                }
            } catch {
                reading.problems.append(problem(error))
                // Of a file of lines, the next one may be whole again.
                offset = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            }
        }
    }
}
