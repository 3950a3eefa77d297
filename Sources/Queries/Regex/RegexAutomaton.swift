/// Says whether a text has a match anywhere, one table look-up a character: the places of the program
/// where threads stand together are one state here, made when it is first reached and forgotten when
/// there are too many.
struct RegexAutomaton {
    /// What assertions ask of a neighbour.
    private enum Neighbour: Int {
        /// The beginning, or the end, of the text.
        case none
        case wordCharacter, lineFeed, other
    }

    private struct State {
        /// Where threads stand before it is known what follows; in order.
        let places: [Int]
        let previous: Neighbour
        /// Whether there is a match if the text ends here.
        let isMatchAtEnd: Bool
    }

    private let program: RegexProgram
    private let neighbours: [Neighbour]
    /// The first one is that of the beginning.
    private var states: [State] = []
    private var numbers: [[Int]: Int] = [:]
    /// The state after each class of characters: state * classes + class.
    private var transitions: [Int] = []

    private static let unknown = -1
    private static let match = -2
    /// More entries of the table are forgotten: 8 bytes each.
    private static let tableLimit = 1 << 17

    init(_ program: RegexProgram) {
        self.program = program
        neighbours = (0..<program.classes.count).map { index in
            // All members of a class are the same to an assertion, where there is one.
            let scalar = program.classes.firstScalar(of: index)
            if ScalarSet.wordCharacters.contains(scalar) { return .wordCharacter }
            return scalar == 0x0A ? .lineFeed : .other
        }
        _ = number(of: [0], after: .none)
    }

    mutating func hasMatch(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var state = 0
        var offset = 0
        while offset < text.count {
            let (scalar, length) = decodeScalar(text, at: offset)
            offset += length
            let scalarClass = program.classes.index(of: scalar)
            var next = transitions[state * program.classes.count + scalarClass]
            if next == Self.unknown { next = makeTransition(from: state, scalarClass) }
            if next == Self.match { return true }
            state = next
        }
        return states[state].isMatchAtEnd
    }

    private mutating func makeTransition(from state: Int, _ scalarClass: Int) -> Int {
        let before = states[state]
        let reached = closure(
            of: before.places,
            after: before.previous,
            before: neighbours[scalarClass]
        )
        let number: Int
        var isForgotten = false
        if reached.contains(where: isMatch) {
            number = Self.match
        } else {
            // A match may begin at every character.
            var places: Set<Int> = [0]
            for place in reached {
                if case .consume(let set) = program.instructions[place],
                    program.classes.isMember(scalarClass, ofSet: set)
                {
                    places.insert(place + 1)
                }
            }
            isForgotten = transitions.count >= Self.tableLimit
            if isForgotten { forget() }
            number = self.number(of: places.sorted(), after: neighbours[scalarClass])
        }
        if !isForgotten { transitions[state * program.classes.count + scalarClass] = number }
        return number
    }

    private mutating func forget() {
        states.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        transitions.removeAll(keepingCapacity: true)
        _ = number(of: [0], after: .none)
    }

    /// The number of the state of these places, made if it is new.
    private mutating func number(of places: [Int], after previous: Neighbour) -> Int {
        // Who asks for no neighbours beyond the ends has fewer states.
        let known: Neighbour = program.looksAround || previous == .none ? previous : .other
        let key = places + [-1 - known.rawValue]
        if let number = numbers[key] { return number }
        let atEnd = closure(of: places, after: known, before: .none)
        states.append(
            State(places: places, previous: known, isMatchAtEnd: atEnd.contains(where: isMatch))
        )
        transitions += repeatElement(Self.unknown, count: program.classes.count)
        numbers[key] = states.count - 1
        return states.count - 1
    }

    private func isMatch(_ place: Int) -> Bool {
        if case .match = program.instructions[place] { true } else { false }
    }

    /// Where threads at `places` can come without a character, between two neighbours: the consuming
    /// instructions, and the match.
    private func closure(
        of places: [Int],
        after previous: Neighbour,
        before next: Neighbour
    ) -> [Int] {
        var visited: Set<Int> = []
        var stack = places
        var result: [Int] = []
        while let place = stack.popLast() {
            guard visited.insert(place).inserted else { continue }
            switch program.instructions[place] {
            case .jump(let target): stack.append(target)
            case .split(let first, let second): stack += [first, second]
            case .save: stack.append(place + 1)
            case .assert(let assertion):
                if holds(assertion, previous, next) { stack.append(place + 1) }
            case .consume, .match: result.append(place)
            }
        }
        return result
    }

    private func holds(
        _ assertion: RegexAssertion,
        _ previous: Neighbour,
        _ next: Neighbour
    ) -> Bool {
        switch assertion {
        case .textStart: previous == .none
        case .textEnd: next == .none
        case .lineStart: previous == .none || previous == .lineFeed
        case .lineEnd: next == .none || next == .lineFeed
        case .wordBoundary: (previous == .wordCharacter) != (next == .wordCharacter)
        case .notWordBoundary: (previous == .wordCharacter) == (next == .wordCharacter)
        }
    }
}
