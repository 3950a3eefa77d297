/// What a piece of text is, from which its colour follows. Colour never carries meaning alone.
enum Role: Sendable {
    case plain, heading, faint, identity, good, caution, failure, frame, found

    /// The SGR parameters, or nil for the terminal's own colour.
    var sgr: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .faint, .frame: "2"
        case .identity: "36"
        case .good: "32"
        case .caution: "33"
        case .failure: "31"
        case .found: "7"
        }
    }
}

/// One line of a screen or one cell of a table: pieces of text, each with its role.
///
/// Every piece goes through ``visible(_:)``, so nothing that reaches a screen can hold a control
/// character, whoever wrote it.
struct StyledText: Equatable, Sendable, ExpressibleByStringLiteral {
    struct Piece: Equatable, Sendable {
        var text: String
        var role: Role
    }

    private(set) var pieces: [Piece]

    init(_ text: String = "", _ role: Role = .plain) {
        pieces = text.isEmpty ? [] : [Piece(text: visible(text), role: role)]
    }

    init(stringLiteral text: String) { self.init(text) }

    var plain: String { pieces.map(\.text).joined() }
    var width: Int { pieces.reduce(0) { $0 + displayWidth($1.text) } }
    var isEmpty: Bool { pieces.isEmpty }

    static func + (a: StyledText, b: StyledText) -> StyledText {
        var sum = a
        sum += b
        return sum
    }

    static func += (a: inout StyledText, b: StyledText) { a.pieces.append(contentsOf: b.pieces) }

    /// The same with every piece in one role.
    func inRole(_ role: Role) -> StyledText {
        var copy = self
        for index in copy.pieces.indices { copy.pieces[index].role = role }
        return copy
    }

    /// The same with every place where `text` stands in the role ``Role/found``, letter case aside;
    /// nil when it stands nowhere.
    func marking(_ text: String) -> StyledText? {
        let wanted = Array(text.lowercased().unicodeScalars)
        guard !wanted.isEmpty else { return nil }
        var scalars = pieces.flatMap { piece in
            piece.text.unicodeScalars.map { (scalar: $0, role: piece.role) }
        }
        let lower = scalars.map { $0.scalar.properties.lowercaseMapping.unicodeScalars.first! }
        var hasFound = false
        var index = 0
        while index + wanted.count <= lower.count {
            guard lower[index..<(index + wanted.count)].elementsEqual(wanted) else {
                index += 1
                continue
            }
            hasFound = true
            for place in index..<(index + wanted.count) { scalars[place].role = .found }
            index += wanted.count
        }
        return hasFound ? StyledText(scalars[...]) : nil
    }

    func folded() -> StyledText {
        var copy = self
        for index in copy.pieces.indices {
            copy.pieces[index].text = asciiFolded(copy.pieces[index].text)
        }
        return copy
    }

    /// The bytes for the terminal.
    func write(to output: inout [UInt8], inColour: Bool) {
        for piece in pieces {
            if inColour, let sgr = piece.role.sgr {
                output.append(contentsOf: "\u{1B}[\(sgr)m\(piece.text)\u{1B}[0m".utf8)
            } else {
                output.append(contentsOf: piece.text.utf8)
            }
        }
    }
}

extension StyledText {
    /// At most `limit` columns; what is cut ends in the mark, one column wide.
    func cut(to limit: Int, mark: String) -> StyledText {
        guard width > limit else { return self }
        var result = StyledText()
        var used = 0
        for piece in pieces {
            var kept = String.UnicodeScalarView()
            for scalar in piece.text.unicodeScalars {
                let columns = displayWidth(of: scalar)
                if used + columns > limit - 1 {
                    kept.append(contentsOf: mark.unicodeScalars)
                    result.pieces.append(Piece(text: String(kept), role: piece.role))
                    return result
                }
                kept.append(scalar)
                used += columns
            }
            result.pieces.append(Piece(text: String(kept), role: piece.role))
        }
        return result
    }

    /// Filled with spaces to exactly `columns`.
    func padded(to columns: Int, isRightAligned: Bool) -> StyledText {
        let missing = columns - width
        guard missing > 0 else { return self }
        let space = StyledText(String(repeating: " ", count: missing))
        return isRightAligned ? space + self : self + space
    }

    /// Broken between words into lines of at most `limit` columns; a longer word is split. When
    /// there are more than `lineLimit` lines the last one is cut.
    func wrapped(to limit: Int, lineLimit: Int = .max, mark: String) -> [StyledText] {
        guard width > limit else { return [self] }
        var lines: [StyledText] = []
        var rest = self
        while lines.count + 1 < lineLimit, rest.width > limit {
            let (line, remainder) = rest.splitting(at: limit)
            lines.append(line)
            rest = remainder
        }
        lines.append(rest.cut(to: limit, mark: mark))
        return lines
    }

    /// The longest beginning that fits and ends before a space, and what follows the space.
    private func splitting(at limit: Int) -> (StyledText, StyledText) {
        var scalars: [(scalar: Unicode.Scalar, role: Role)] = []
        for piece in pieces {
            for scalar in piece.text.unicodeScalars { scalars.append((scalar, piece.role)) }
        }
        var used = 0
        var end = 0
        var lastSpace: Int?
        while end < scalars.count {
            let columns = displayWidth(of: scalars[end].scalar)
            if used + columns > limit, end > 0 { break }
            if isBreak(scalars, end) { lastSpace = end }
            used += columns
            end += 1
        }
        if end < scalars.count, isBreak(scalars, end) { lastSpace = end }
        var breakIndex = end
        if let lastSpace, lastSpace > 0 { breakIndex = lastSpace }
        var next = breakIndex
        while next < scalars.count, scalars[next].scalar == " " { next += 1 }
        while breakIndex > 1, scalars[breakIndex - 1].scalar == " " { breakIndex -= 1 }
        return (StyledText(scalars[..<breakIndex]), StyledText(scalars[next...]))
    }

    /// Whether a line may end here: at a blank, but not between a number and its unit (`29 s`).
    private func isBreak(_ scalars: [(scalar: Unicode.Scalar, role: Role)], _ index: Int) -> Bool {
        guard scalars[index].scalar == " " else { return false }
        guard index > 0, ("0"..."9").contains(scalars[index - 1].scalar) else { return true }
        let unit = scalars[(index + 1)...].prefix { $0.scalar.properties.isAlphabetic }
        return unit.isEmpty || unit.count > 2
    }

    /// Without blanks at the end.
    func trimmed() -> StyledText {
        var copy = self
        while let last = copy.pieces.last {
            var text = last.text
            while text.hasSuffix(" ") { text.removeLast() }
            copy.pieces[copy.pieces.count - 1].text = text
            guard text.isEmpty else { break }
            copy.pieces.removeLast()
        }
        return copy
    }

    private init(_ scalars: ArraySlice<(scalar: Unicode.Scalar, role: Role)>) {
        pieces = []
        for (scalar, role) in scalars {
            if pieces.last?.role == role {
                pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
            } else {
                pieces.append(Piece(text: String(scalar), role: role))
            }
        }
    }
}

/// Puts texts side by side with a separator; empty ones are left out.
func joined(_ texts: [StyledText], by separator: StyledText) -> StyledText {
    let present = texts.filter { !$0.isEmpty }
    guard var result = present.first else { return StyledText() }
    for text in present.dropFirst() { result += separator + text }
    return result
}
