/// The screen of a terminal, as far as readline and the shell make use of one.
/// - SeeAlso: [ECMA-48](https://ecma-international.org/publications-and-standards/standards/ecma-48/)
struct TerminalScreen {
    private var columns: Int
    private var rows: Int
    private var cells: [[Character]]
    private(set) var row = 0
    private(set) var column = 0
    /// What of an escape sequence has been seen.
    private var sequence: String?
    /// Escape sequences that were seen.
    private(set) var sequences: [String] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The lines down to the last one that holds something, without blanks at their ends.
    var lines: [String] {
        var lines = cells.map { line -> String in
            var text = String(line.filter { $0 != Self.right })
            while text.last == " " { text.removeLast() }
            return text
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The right half of a wide character.
    private static let right: Character = "\u{0}"

    mutating func resize(columns: Int, rows: Int) {
        cells = cells.map { line in
            Array((line + Array(repeating: " ", count: columns)).prefix(columns))
        }
        while cells.count > rows {
            cells.removeFirst()
            row = max(0, row - 1)
        }
        while cells.count < rows { cells.append(Array(repeating: " ", count: columns)) }
        self.columns = columns
        self.rows = rows
        column = min(column, columns)
    }

    mutating func show(_ text: String) {
        for scalar in text.unicodeScalars { show(scalar) }
    }

    private mutating func show(_ scalar: Unicode.Scalar) {
        if var open = sequence {
            open.unicodeScalars.append(scalar)
            let isWhole =
                open.hasPrefix("[")
                ? open.count > 1 && (0x40...0x7E).contains(scalar.value)
                : open.hasPrefix("]") ? scalar.value == 7 : true
            sequence = isWhole ? nil : open
            if isWhole { obey(open) }
            return
        }
        switch scalar {
        case "\u{1B}": sequence = ""
        case "\r": column = 0
        case "\n": lineFeed()
        case "\u{8}": column = max(0, min(column, columns - 1) - 1)
        case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
        case _ where scalar.value < 0x20: break
        default: put(Character(scalar), width: isWide(scalar) ? 2 : 1)
        }
    }

    private func isWide(_ scalar: Unicode.Scalar) -> Bool {
        (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xD7A3).contains(scalar.value)
    }

    private mutating func put(_ character: Character, width: Int) {
        if column + width > columns {
            column = 0
            lineFeed()
        }
        cells[row][column] = character
        if width == 2 { cells[row][column + 1] = Self.right }
        column += width
    }

    private mutating func lineFeed() {
        row += 1
        guard row == rows else { return }
        cells.removeFirst()
        cells.append(Array(repeating: " ", count: columns))
        row = rows - 1
    }

    private mutating func obey(_ text: String) {
        sequences.append(text)
        guard text.hasPrefix("["), let final = text.last else { return }
        let numbers = text.dropFirst().dropLast().split(separator: ";").compactMap { Int($0) }
        let count = max(1, numbers.first ?? 1)
        let place = min(column, columns - 1)
        switch final {
        case "A": row = max(0, row - count)
        case "B": row = min(rows - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, place - count)
        case "G": column = min(columns, count) - 1
        case "H":
            row = min(rows, max(1, numbers.first ?? 1)) - 1
            column = min(columns, max(1, numbers.dropFirst().first ?? 1)) - 1
        case "K": erase(row, from: numbers.first == 2 ? 0 : place)
        case "J":
            if numbers.first == 2 { row = 0 }
            erase(row, from: numbers.first == 2 ? 0 : place)
            for line in (row + 1)..<max(row + 1, rows) { erase(line, from: 0) }
        case "P":
            cells[row].removeSubrange(place..<min(columns, place + count))
            cells[row] += Array(repeating: " ", count: columns - cells[row].count)
        case "@":
            cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: place)
            cells[row].removeLast(cells[row].count - columns)
        default: break
        }
    }

    private mutating func erase(_ line: Int, from start: Int) {
        for place in start..<columns { cells[line][place] = " " }
    }
}
