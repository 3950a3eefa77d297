/// One column of a table.
struct Column: Sendable {
    var header: String
    var isRightAligned = false
    /// Cells may be cut or broken down to this many columns; nil: never.
    var minimum: Int?

    init(_ header: String, isRightAligned: Bool = false, minimum: Int? = nil) {
        self.header = header
        self.isRightAligned = isRightAligned
        self.minimum = minimum
    }
}

/// Rows and columns for people.
struct Table: Sendable {
    enum Row: Sendable {
        case cells([StyledText])
        /// Cells that are made when they are looked at: for tables of many thousand rows.
        case deferred(@Sendable () -> [StyledText])
        /// A line between rows: its first cell, and a text over all other columns.
        case note(StyledText, StyledText)

        /// Nil for a note.
        fileprivate var cells: [StyledText]? {
            switch self {
            case .cells(let cells): cells
            case .deferred(let cells): cells()
            case .note: nil
            }
        }
    }

    enum Style: Sendable {
        /// Two spaces between columns, a heading line.
        case open
        /// Bars between columns and a rule under the heading.
        case framed
    }

    var columns: [Column]
    var rows: [Row]
    var style: Style
    /// How many lines a cell may take before it is cut.
    var cellLines = 1
    /// What is shown instead when the terminal is too narrow for the table.
    var narrow: [StyledText] = []
}

/// The signs that a screen is drawn with.
struct Signs: Sendable {
    let bar: String
    let rule: String
    let cross: String
    let cut: String

    static let unicode = Signs(bar: "│", rule: "─", cross: "┼", cut: "…")
    static let ascii = Signs(bar: "|", rule: "-", cross: "+", cut: "~")
}

extension Table {
    /// The lines of the table, none wider than `width` (nil: as wide as it wants to be).
    func lines(width: Int?, signs: Signs) -> [StyledText] {
        var lines: [StyledText] = []
        forEachLine(width: width, signs: signs) { lines.append($0) }
        return lines
    }

    /// The same, one after the other.
    func forEachLine(width: Int?, signs: Signs, _ body: (StyledText) -> Void) {
        guard let widths = fittedWidths(to: width) else {
            let lines = narrow.isEmpty ? fieldLines : narrow
            for line in lines {
                line.wrapped(to: max(2, width ?? 2), mark: signs.cut).forEach(body)
            }
            return
        }
        body(line(columns.map { StyledText($0.header, .heading) }, widths, signs))
        if style == .framed { body(rule(widths, signs)) }
        for row in rows {
            switch row {
            case .cells(let cells): cellLines(cells, widths, signs).forEach(body)
            case .deferred(let cells): cellLines(cells(), widths, signs).forEach(body)
            case .note(let first, let text): noteLines(first, text, widths, signs).forEach(body)
            }
        }
    }

    /// One field a line, for terminals too narrow for columns.
    private var fieldLines: [StyledText] {
        rows.flatMap { row -> [StyledText] in
            guard let cells = row.cells else { return [] }
            return zip(columns, cells).enumerated().map { index, pair in
                let name = StyledText("\(index == 0 ? "" : "  ")\(pair.0.header): ", .faint)
                return name + pair.1
            }
        }
    }

    private var separatorWidth: Int { style == .framed ? 3 : 2 }
    /// One blank stands at the left edge.
    private var edgeWidth: Int { 1 }

    /// Natural widths, then the widest column that may shrink gives one column at a time. Nil when
    /// even the least widths do not fit.
    private func fittedWidths(to limit: Int?) -> [Int]? {
        var widths = columns.map { displayWidth($0.header) }
        for row in rows {
            for (index, cell) in (row.cells ?? []).enumerated() {
                widths[index] = max(widths[index], cell.width)
            }
        }
        guard let limit else { return widths }
        let available = limit - edgeWidth - separatorWidth * (columns.count - 1)
        var excess = widths.reduce(0, +) - available
        while excess > 0 {
            var widest: Int?
            for (index, column) in columns.enumerated() {
                guard let minimum = column.minimum, widths[index] > minimum else { continue }
                if widths[index] > widest.map({ widths[$0] }) ?? 0 { widest = index }
            }
            guard let widest else { return nil }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func separator(_ signs: Signs) -> StyledText {
        style == .framed ? StyledText(" \(signs.bar) ", .frame) : "  "
    }

    private func line(_ cells: [StyledText], _ widths: [Int], _ signs: Signs) -> StyledText {
        var line: StyledText = " "
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += separator(signs) }
            let isLast = index == cells.count - 1
            let fitted = cell.cut(to: widths[index], mark: signs.cut)
            // Nothing but blanks would follow the last cell.
            line +=
                isLast && !columns[index].isRightAligned
                ? fitted
                : fitted.padded(to: widths[index], isRightAligned: columns[index].isRightAligned)
        }
        return line.trimmed()
    }

    private func cellLines(
        _ cells: [StyledText],
        _ widths: [Int],
        _ signs: Signs
    ) -> [StyledText] {
        let parts = zip(cells, widths).map {
            $0.wrapped(to: $1, lineLimit: cellLines, mark: signs.cut)
        }
        let height = parts.map(\.count).max() ?? 1
        return (0..<height).map { row in
            line(parts.map { row < $0.count ? $0[row] : StyledText() }, widths, signs)
        }
    }

    private func noteLines(
        _ first: StyledText,
        _ text: StyledText,
        _ widths: [Int],
        _ signs: Signs
    ) -> [StyledText] {
        let rest = widths.dropFirst().reduce(0, +) + separatorWidth * (widths.count - 2)
        return text.wrapped(to: rest, lineLimit: 2, mark: signs.cut).enumerated().map {
            index,
            part in
            let head = index == 0 ? first.cut(to: widths[0], mark: signs.cut) : StyledText()
            return " " + head.padded(to: widths[0], isRightAligned: false) + separator(signs) + part
        }
    }

    private func rule(_ widths: [Int], _ signs: Signs) -> StyledText {
        var text = signs.rule
        for (index, width) in widths.enumerated() {
            if index > 0 { text += signs.rule + signs.cross + signs.rule }
            text += String(repeating: signs.rule, count: width)
        }
        return StyledText(text, .frame)
    }

    func folded() -> Table {
        var copy = self
        for index in copy.columns.indices {
            copy.columns[index].header = asciiFolded(columns[index].header)
        }
        copy.rows = rows.map { row in
            switch row {
            case .cells(let cells): .cells(cells.map { $0.folded() })
            case .deferred(let cells): .deferred { cells().map { $0.folded() } }
            case .note(let first, let text): .note(first.folded(), text.folded())
            }
        }
        copy.narrow = narrow.map { $0.folded() }
        return copy
    }
}
