/// The parts of a name such as `` event.headers.`x.y` ``: dots divide, backquotes keep. An element of a
/// list is written as `items.0` or `items[0]`.
/// Nil when a part is empty, a backquote is left open, or brackets hold no number.
public func fieldPath(_ text: some StringProtocol) -> [String]? {
    var reader = FieldPathReader()
    for character in text {
        guard reader.take(character) else { return nil }
    }
    return reader.finish()
}

private struct FieldPathReader {
    private var parts: [String] = []
    private var part = ""
    private var place = Place.start

    private enum Place {
        /// A part must come. Exits: `` ` `` → quoted, else → part.
        case start
        /// Exits: `.` → start, `[` → index, `` ` `` → quoted.
        case part
        /// Exits: `` ` `` → part.
        case quoted
        /// Between brackets. Exits: `]` → behind.
        case index
        /// Behind a bracket. Exits: `.` → start, `[` → index.
        case behind
    }

    /// - Returns: false when the character cannot stand there.
    mutating func take(_ character: Character) -> Bool {
        switch (place, character) {
        case (.quoted, "`"): place = .part
        case (.start, "`"), (.part, "`"): place = .quoted
        case (.part, "."), (.part, "["):
            add()
            place = character == "." ? .start : .index
        case (.behind, "."): place = .start
        case (.behind, "["): place = .index
        case (.index, "]"):
            guard !part.isEmpty else { return false }
            add()
            place = .behind
        case (.index, "0"..."9"), (.quoted, _): part.append(character)
        case (.index, _), (.behind, _), (.start, "."), (.start, "["), (.part, "]"): return false
        case (.start, _), (.part, _):
            part.append(character)
            place = .part
        }
        return true
    }

    private mutating func add() {
        parts.append(part)
        part = ""
    }

    func finish() -> [String]? {
        switch place {
        case .start, .quoted, .index: nil
        case .part: parts + [part]
        case .behind: parts
        }
    }
}
