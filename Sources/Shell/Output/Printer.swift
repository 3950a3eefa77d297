import Flows

/// The way one result is written.
struct Printing: Sendable {
    var format: OutputFormat
    /// Of the place it goes to: nil columns for a file or pipe.
    var terminal: Terminal
    var inColour: Bool

    var signs: Signs { terminal.isUTF8 ? .unicode : .ascii }
}

extension CommandResult {
    /// The bytes for standard output.
    func print(_ printing: Printing) -> [UInt8] {
        var all: [UInt8] = []
        print(printing, pieceSize: 1 << 20) {
            all += $0
            return true
        }
        return all
    }

    /// The same in pieces of about so many bytes; `take` tells whether more is wanted.
    func print(_ printing: Printing, pieceSize: Int, _ take: @escaping ([UInt8]) -> Bool) {
        var output = OutputPieces(of: pieceSize, take: take)
        if let document {
            output.append(document)
        } else {
            switch printing.format {
            case .table: screen(blocks, printing, to: &output)
            case .expanded: screen(expandedBlocks, printing, to: &output)
            case .json: output.append(safe(json()))
            case .jsonl: writeJSONLines(to: &output)
            case .csv: writeDelimited(printing, separator: ",", cell: csvCell, to: &output)
            case .tsv: writeDelimited(printing, separator: "\t", cell: tsvCell, to: &output)
            case .md: writeMarkdown(to: &output)
            }
        }
        output.finish()
    }

    /// The footer's bytes, for a terminal or standard error.
    func printFooter(_ printing: Printing) -> [UInt8] {
        screen(footerLines(columns: printing.terminal.columns).map { .line($0) }, printing)
    }
}

extension CommandResult {
    /// Footer and hint in one line, or in two where they do not fit.
    func footerLines(columns: Int?) -> [StyledText] {
        guard let footer else { return [] }
        let left = StyledText(footer, .faint)
        guard let hint else { return [left] }
        let right = StyledText("next: ", .faint) + StyledText(hint)
        let whole = left + "      " + right
        return whole.width <= columns ?? .max ? [whole] : [left, right]
    }
}

/// Lines of a screen, each ended by a line feed.
func screen(_ blocks: [Block], _ printing: Printing) -> [UInt8] {
    var all: [UInt8] = []
    var output = OutputPieces(of: 1 << 20) {
        all += $0
        return true
    }
    screen(blocks, printing, to: &output)
    output.finish()
    return all
}

private func screen(_ blocks: [Block], _ printing: Printing, to output: inout OutputPieces) {
    func write(_ line: StyledText) {
        guard output.isWanted else { return }
        var bytes: [UInt8] = []
        line.write(to: &bytes, inColour: printing.inColour)
        bytes.append(0x0A)
        output.append(bytes)
    }
    let width = printing.terminal.columns
    for block in blocks {
        switch block {
        case .line(let text):
            let line = printing.terminal.isUTF8 ? text : text.folded()
            guard let width else {
                write(line)
                continue
            }
            for part in line.wrapped(to: width, mark: printing.signs.cut) { write(part) }
        case .heading(let text):
            let line = printing.terminal.isUTF8 ? text : text.folded()
            write(line.cut(to: width ?? .max, mark: printing.signs.cut))
        case .verbatim(let text): write(printing.terminal.isUTF8 ? text : text.folded())
        case .table(let table): draw(table, printing, write)
        case .deferred(let table): draw(table(), printing, write)
        }
    }
}

private func draw(_ table: Table, _ printing: Printing, _ line: (StyledText) -> Void) {
    (printing.terminal.isUTF8 ? table : table.folded())
        .forEachLine(width: printing.terminal.columns, signs: printing.signs, line)
}

extension CommandResult {
    /// One field a line.
    private var expandedBlocks: [Block] {
        var blocks: [Block] = []
        let widest = records.fields.map { displayWidth($0) }.max() ?? 0
        for (index, row) in records.rows.enumerated() {
            if !records.isSingle {
                blocks.append(.line(StyledText("─[ \(index + 1) ]────────────────", .frame)))
            }
            for (field, value) in zip(records.fields, row) {
                let name = StyledText(field, .heading).padded(to: widest, isRightAligned: false)
                blocks.append(
                    .verbatim(name + StyledText(" │ ", .frame) + StyledText(value.text))
                )
            }
        }
        return blocks
    }

    private func writeObject(_ row: [MachineValue], to json: inout JSONWriter) {
        json.beginObject()
        for (field, value) in zip(records.fields, row) {
            json.key(field)
            value.write(to: &json)
        }
        json.endObject()
    }

    private func json() -> [UInt8] {
        var json = JSONWriter()
        if records.isSingle, let row = records.rows.first {
            writeObject(row, to: &json)
        } else {
            json.beginArray()
            for row in records.rows { writeObject(row, to: &json) }
            json.endArray()
        }
        return json.bytes + [0x0A]
    }

    private func writeJSONLines(to output: inout OutputPieces) {
        for row in records.rows where output.isWanted {
            var json = JSONWriter()
            writeObject(row, to: &json)
            output.append(safe(json.bytes) + [0x0A])
        }
    }

    private func writeDelimited(
        _ printing: Printing,
        separator: String,
        cell: (String, Bool) -> String,
        to output: inout OutputPieces
    ) {
        let isTTY = printing.terminal.isTTY
        let head = records.fields.map { cell($0, isTTY) }.joined(separator: separator)
        output.append("\(head)\n".utf8)
        for row in records.rows where output.isWanted {
            let line = row.map { cell($0.text, isTTY) }.joined(separator: separator)
            output.append("\(line)\n".utf8)
        }
    }

    private func writeMarkdown(to output: inout OutputPieces) {
        func cell(_ text: String) -> String {
            visible(text).split(separator: "|", omittingEmptySubsequences: false)
                .joined(separator: "\\|")
        }
        output.append("| \(records.fields.map(cell).joined(separator: " | ")) |\n".utf8)
        output.append("|\(records.fields.map { _ in " --- |" }.joined())\n".utf8)
        for row in records.rows where output.isWanted {
            output.append("| \(row.map { cell($0.text) }.joined(separator: " | ")) |\n".utf8)
        }
    }
}

/// Tab, line feed, carriage return and backslash as `\t \n \r \\`, other controls as `\x1b`, so that
/// a row is always a line and a tab always a boundary.
private func tsvCell(_ text: String, isTTY: Bool) -> String {
    var copy = text
    if copy.withUTF8({ $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") } }) {
        return copy
    }
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x09: result += "\\t"
        case 0x0A: result += "\\n"
        case 0x0D: result += "\\r"
        case 0x5C: result += "\\\\"
        case 0..<0x20, 0x7F..<0xA0:
            let digits = String(scalar.value, radix: 16)
            result += "\\x" + (digits.count < 2 ? "0" : "") + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return isTTY ? visible(result) : result
}

/// RFC 4180; on a terminal, controls are spelled out.
private func csvCell(_ text: String, isTTY: Bool) -> String {
    let text = isTTY ? visible(text) : text
    let needsQuotes = text.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
    return "\"\(doubled)\""
}

/// JSON text with U+007F to U+009F escaped too: terminals obey some of them.
private func safe(_ json: [UInt8]) -> [UInt8] {
    guard json.contains(where: { $0 == 0x7F || $0 == 0xC2 }) else { return json }
    var result: [UInt8] = []
    result.reserveCapacity(json.count + 64)
    var index = 0
    while index < json.count {
        let byte = json[index]
        if byte == 0x7F {
            result.append(contentsOf: "\\u007f".utf8)
        } else if byte == 0xC2, index + 1 < json.count, json[index + 1] < 0xA0 {
            index += 1
            result.append(contentsOf: "\\u00".utf8)
            appendHex(of: UInt64(json[index]), digits: 2, to: &result)
        } else {
            result.append(byte)
        }
        index += 1
    }
    return result
}
