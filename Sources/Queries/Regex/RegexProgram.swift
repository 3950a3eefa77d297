/// A regular expression as instructions of a machine that is in many places at once (Thompson,
/// Pike), so that the time is linear in the text whatever the expression.
///
/// - SeeAlso: [Regular Expression Matching: the Virtual Machine Approach](https://swtch.com/~rsc/regexp/regexp2.html)
struct RegexProgram: Sendable {
    enum Instruction: Sendable {
        /// A character of the set with that number, then the next instruction.
        case consume(set: Int)
        /// Both, the first preferred.
        case split(Int, Int)
        case jump(Int)
        case save(slot: Int)
        case assert(RegexAssertion)
        case match
    }

    private(set) var instructions: [Instruction] = []
    /// Two a group; the first two are the whole match.
    let slotCount: Int
    /// Whether an assertion asks for neighbouring characters, and not only for the ends of the text.
    private(set) var looksAround = false
    private(set) var classes = ScalarClasses()

    private var sets: [ScalarSet] = []

    /// More instructions are refused: `((a{1000}){1000}){1000}`.
    private static let sizeLimit = 20_000

    init(_ node: RegexNode, groupCount: Int) throws(RegexError) {
        slotCount = 2 * (groupCount + 1)
        try emit(.save(slot: 0))
        try emit(node)
        try emit(.save(slot: 1))
        try emit(.match)
        let asked = looksAround ? [ScalarSet.wordCharacters, ScalarSet(0x0A...0x0A)] : []
        classes = ScalarClasses(sets, alsoTelling: asked)
        sets = []
    }

    private mutating func emit(_ instruction: Instruction) throws(RegexError) {
        guard instructions.count < Self.sizeLimit else {
            throw RegexError(description: "the expression is too large", range: 0..<0)
        }
        instructions.append(instruction)
    }

    private mutating func emit(_ node: RegexNode) throws(RegexError) {
        switch node {
        case .empty: break
        case .set(let set):
            if let index = sets.firstIndex(of: set) {
                try emit(.consume(set: index))
            } else {
                sets.append(set)
                try emit(.consume(set: sets.count - 1))
            }
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .alternation(let branches): try emit(alternation: branches)
        case .repetition(let node, let lower, let upper, let isGreedy):
            try emit(node, lower: lower, upper: upper, isGreedy: isGreedy)
        case .capture(let node, let index):
            try emit(.save(slot: 2 * index))
            try emit(node)
            try emit(.save(slot: 2 * index + 1))
        case .assertion(let assertion):
            if assertion.looksAround { looksAround = true }
            try emit(.assert(assertion))
        }
    }

    private mutating func emit(alternation branches: [RegexNode]) throws(RegexError) {
        var exits: [Int] = []
        for (number, branch) in branches.enumerated() {
            guard number < branches.count - 1 else {
                try emit(branch)
                break
            }
            let fork = instructions.count
            try emit(.jump(0))
            try emit(branch)
            exits.append(instructions.count)
            try emit(.jump(0))
            instructions[fork] = .split(fork + 1, instructions.count)
        }
        for exit in exits { instructions[exit] = .jump(instructions.count) }
    }

    private mutating func emit(
        _ node: RegexNode,
        lower: Int,
        upper: Int?,
        isGreedy: Bool
    ) throws(RegexError) {
        func split(_ inside: Int, _ outside: Int) -> Instruction {
            isGreedy ? .split(inside, outside) : .split(outside, inside)
        }
        guard let upper else {
            // x* is (x+)?: a loop that is left after an empty round, as in Perl: (|a)* takes nothing.
            let fork = instructions.count
            if lower == 0 { try emit(.jump(0)) }
            for _ in 0..<max(0, lower - 1) { try emit(node) }
            let loop = instructions.count
            try emit(node)
            try emit(split(loop, instructions.count + 1))
            if lower == 0 { instructions[fork] = split(loop, instructions.count) }
            return
        }
        for _ in 0..<lower { try emit(node) }
        var forks: [Int] = []
        for _ in lower..<upper {
            forks.append(instructions.count)
            try emit(.jump(0))
            try emit(node)
        }
        for fork in forks { instructions[fork] = split(fork + 1, instructions.count) }
    }
}

/// The scalars in classes of which no set of an expression tells the members apart.
struct ScalarClasses: Sendable {
    /// Where each class begins.
    private let starts: [UInt32]
    private let ascii: [Int]
    /// Whether a set has a class: set * count + class.
    private let membership: [Bool]

    var count: Int { starts.count }

    /// The classes that `sets` make, and `others`, of which nobody will ask for members.
    init(_ sets: [ScalarSet] = [], alsoTelling others: [ScalarSet] = []) {
        var bounds: Set<UInt32> = [0]
        for set in sets + others {
            for range in set.ranges {
                bounds.insert(range.lowerBound)
                if range.upperBound < ScalarSet.largest { bounds.insert(range.upperBound + 1) }
            }
        }
        let starts = bounds.sorted()
        self.starts = starts
        ascii = (0..<128).map { value in starts.lastIndex { $0 <= value } ?? 0 }
        membership = sets.flatMap { set in starts.map { set.contains($0) } }
    }

    func index(of scalar: UInt32) -> Int {
        if scalar < 128 { return ascii[Int(scalar)] }
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle } else { high = middle }
        }
        return low
    }

    func firstScalar(of index: Int) -> UInt32 { starts[index] }

    func isMember(_ class: Int, ofSet set: Int) -> Bool { membership[set * starts.count + `class`] }
}
