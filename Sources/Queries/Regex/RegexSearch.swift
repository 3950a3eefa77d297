/// Runs a program over a text with all its threads side by side: what was captured, in time linear in
/// the text.
struct RegexSearch {
    private struct Threads {
        /// The instructions where threads stand, the preferred first.
        var places: [Int] = []
        /// What each thread has captured.
        var captures: [Int] = []
        /// By instruction: the step at which a thread was last there.
        var visited: [Int]

        init(size: Int) { visited = Array(repeating: -1, count: size) }

        mutating func clear() {
            places.removeAll(keepingCapacity: true)
            captures.removeAll(keepingCapacity: true)
        }
    }

    private enum Task {
        case explore(Int)
        case restore(slot: Int, value: Int)
    }

    private let program: RegexProgram
    private let text: UnsafeBufferPointer<UInt8>
    /// The threads before the next character and those behind it, in turn.
    private var lists: [Threads]
    private var slots: [Int]
    private var tasks: [Task] = []

    init(_ program: RegexProgram, in text: UnsafeBufferPointer<UInt8>) {
        self.program = program
        self.text = text
        lists = Array(repeating: Threads(size: program.instructions.count), count: 2)
        slots = Array(repeating: -1, count: program.slotCount)
    }

    /// The leftmost match that begins at byte `start` or later: pairs of offsets, -1 for groups that
    /// took no part. Among several the one that the expression prefers, as in Perl.
    mutating func firstMatch(from start: Int) -> [Int]? {
        var best: [Int]?
        var offset = start
        var now = 0
        for list in lists.indices {
            lists[list].clear()
            lists[list].visited = Array(repeating: -1, count: program.instructions.count)
        }
        while true {
            if best == nil {
                for slot in slots.indices { slots[slot] = -1 }
                add(0, at: offset, to: now)
            }
            if lists[now].places.isEmpty, best != nil { return best }
            let isAtEnd = offset >= text.count
            let (scalar, length) = isAtEnd ? (0, 1) : decodeScalar(text, at: offset)
            lists[1 - now].clear()
            if let captures = advance(
                now,
                over: isAtEnd ? nil : program.classes.index(of: scalar),
                to: offset + length
            ) {
                best = captures
            }
            if isAtEnd { return best }
            offset += length
            now = 1 - now
        }
    }

    /// Moves the threads over a character; nil is the end of the text. What the first thread that is
    /// through has captured; those that are less preferred are given up.
    private mutating func advance(
        _ now: Int,
        over scalarClass: Int?,
        to offset: Int
    ) -> [Int]? {
        for thread in 0..<lists[now].places.count {
            let place = lists[now].places[thread]
            let first = thread * program.slotCount
            switch program.instructions[place] {
            case .match: return Array(lists[now].captures[first..<first + program.slotCount])
            case .consume(let set):
                guard let scalarClass, program.classes.isMember(scalarClass, ofSet: set) else {
                    continue
                }
                for slot in slots.indices { slots[slot] = lists[now].captures[first + slot] }
                add(place + 1, at: offset, to: 1 - now)
            case .split, .jump, .save, .assert: continue
            }
        }
        return nil
    }

    /// Adds a thread and all that it can become without a character.
    private mutating func add(_ place: Int, at offset: Int, to list: Int) {
        tasks.append(.explore(place))
        while let task = tasks.popLast() {
            switch task {
            case .restore(let slot, let value): slots[slot] = value
            case .explore(let place):
                guard lists[list].visited[place] != offset else { continue }
                lists[list].visited[place] = offset
                switch program.instructions[place] {
                case .jump(let target): tasks.append(.explore(target))
                case .split(let first, let second):
                    tasks.append(.explore(second))
                    tasks.append(.explore(first))
                case .save(let slot):
                    tasks.append(.restore(slot: slot, value: slots[slot]))
                    slots[slot] = offset
                    tasks.append(.explore(place + 1))
                case .assert(let assertion):
                    if holds(assertion, at: offset) { tasks.append(.explore(place + 1)) }
                case .consume, .match:
                    lists[list].places.append(place)
                    lists[list].captures.append(contentsOf: slots)
                }
            }
        }
    }

    private func holds(_ assertion: RegexAssertion, at offset: Int) -> Bool {
        switch assertion {
        case .textStart: offset == 0
        case .textEnd: offset == text.count
        case .lineStart: offset == 0 || text[offset - 1] == 0x0A
        case .lineEnd: offset == text.count || text[offset] == 0x0A
        case .wordBoundary: isWordByte(before: offset) != isWordByte(after: offset)
        case .notWordBoundary: isWordByte(before: offset) == isWordByte(after: offset)
        }
    }

    private func isWordByte(before offset: Int) -> Bool {
        offset > 0 && isWordByte(text[offset - 1])
    }

    private func isWordByte(after offset: Int) -> Bool {
        offset < text.count && isWordByte(text[offset])
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        ScalarSet.wordCharacters.contains(UInt32(byte))
    }
}

/// The scalar at `offset` and how many bytes it takes; a byte that begins none counts as U+FFFD.
func decodeScalar(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (UInt32, Int) {
    let first = text[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, offset + count <= text.count else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(count))
    for index in 1..<count {
        let byte = text[offset + index]
        guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
        value = value << 6 | UInt32(byte & 0x3F)
    }
    let isShortest = count == 2 || value >= (count == 3 ? 0x800 : 0x10000)
    guard isShortest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else {
        return (0xFFFD, 1)
    }
    return (value, count)
}
