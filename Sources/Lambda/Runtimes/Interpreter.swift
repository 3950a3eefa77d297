/// A language's interpreter that was run and told about itself.
struct Interpreter: Equatable, Sendable {
    /// The real program, absolute: not the shim of a version manager.
    var path: String
    /// Python's 3.11, Node's 20.0.
    var version: LanguageVersion
    /// Python: the folder that holds `awslambdaric`; nil when it does not import, and for Node.
    var clientFolder: String?
    /// Whether nothing has to be installed first.
    var canRunFunctions: Bool
}

/// `3.11`
struct LanguageVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    var major: Int
    var minor: Int

    /// Reads `3.11`.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]) else {
            return nil
        }
        self.init(major: major, minor: minor)
    }

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    var description: String { "\(major).\(minor)" }

    static func < (a: Self, b: Self) -> Bool { (a.major, a.minor) < (b.major, b.minor) }

    /// Whether `a` stands in better for this version than `b`: higher ones first, nearest first,
    /// then lower ones, nearest first.
    func prefers(_ a: Self, to b: Self) -> Bool {
        if (a >= self) != (b >= self) { return a >= self }
        return a >= self ? a < b : a > b
    }
}
