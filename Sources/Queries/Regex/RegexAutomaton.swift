/// Says whether a text has a match anywhere, one table look-up a character: the states of the program
/// that go together are one state here, made when they are first reached and forgotten when they
/// become too many.
struct RegexAutomaton {
    private struct State {
        /// The consuming instructions and end assertions that threads stand at, in order.
        let places: [Int]
        let isMatch: Bool
        /// Whether the text may end here.
        let isMatchAtEnd: Bool
    }

    private let program: RegexProgram
    private var states: [State] = []
    private var numbers: [[Int]: Int] = [:]
    /// The state after each class of characters: state * classes + class; -1 where unknown.
    private var transitions: [Int] = []
    /// What begins anew at every character.
    private let restart: [Int]

    /// More entries of the table are forgotten: 8 bytes each.
    private static let tableLimit = 1 << 17

    /// For programs whose assertions ask only for the ends of the text.
    init(_ program: RegexProgram) {
        precondition(!program.looksAround)
        self.program = program
        restart = Self.closure(of: [0], in: program, isAtStart: false, isAtEnd: false)
    }

    mutating func hasMatch(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var state = number(
            of: Self.closure(of: [0], in: program, isAtStart: true, isAtEnd: false),
            isAtStart: true
        )
        var offset = 0
        while offset < text.count {
            if states[state].isMatch { return true }
            let (scalar, length) = decodeScalar(text, at: offset)
            offset += length
            let scalarClass = program.classes.index(of: scalar)
            let next = transitions[state * program.classes.count + scalarClass]
            state = next >= 0 ? next : makeTransition(from: state, scalarClass)
        }
        return states[state].isMatch || states[state].isMatchAtEnd
    }

    private mutating func makeTransition(from state: Int, _ scalarClass: Int) -> Int {
        let places = states[state].places
        var reached: [Int] = []
        for place in places {
            if case .consume(let set) = program.instructions[place],
                program.classes.isMember(scalarClass, ofSet: set)
            {
                reached.append(place + 1)
            }
        }
        var next = Self.closure(of: reached, in: program, isAtStart: false, isAtEnd: false)
        next = Array(Set(next + restart)).sorted()
        let isFull = transitions.count >= Self.tableLimit
        if isFull {
            states.removeAll(keepingCapacity: true)
            numbers.removeAll(keepingCapacity: true)
            transitions.removeAll(keepingCapacity: true)
        }
        let number = number(of: next, isAtStart: false)
        if !isFull { transitions[state * program.classes.count + scalarClass] = number }
        return number
    }

    /// The number of the state of these places, made if it is new.
    private mutating func number(of places: [Int], isAtStart: Bool) -> Int {
        // At the very beginning other assertions may hold at the end: `^$`.
        let key = isAtStart ? places + [-1] : places
        if let number = numbers[key] { return number }
        let atEnd = Self.closure(of: places, in: program, isAtStart: isAtStart, isAtEnd: true)
        states.append(
            State(
                places: places,
                isMatch: places.contains { isMatch(program.instructions[$0]) },
                isMatchAtEnd: atEnd.contains { isMatch(program.instructions[$0]) }
            )
        )
        transitions += repeatElement(-1, count: program.classes.count)
        numbers[key] = states.count - 1
        return states.count - 1
    }

    private func isMatch(_ instruction: RegexProgram.Instruction) -> Bool {
        if case .match = instruction { true } else { false }
    }

    /// Where threads at `places` can come without a character. Assertions of the end stay among them
    /// until it is known.
    private static func closure(
        of places: [Int],
        in program: RegexProgram,
        isAtStart: Bool,
        isAtEnd: Bool
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
            case .assert(.textStart): if isAtStart { stack.append(place + 1) }
            case .assert:
                if isAtEnd { stack.append(place + 1) } else { result.append(place) }
            case .consume, .match: result.append(place)
            }
        }
        return result.sorted()
    }
}
