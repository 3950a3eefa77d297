/// A member of the JSON objects that functions write as log lines, as queries name it: nested ones with
/// dots, `user.id`.
public struct DiscoveredField: Equatable, Sendable {
    public var name: String
    /// How many of the lines that were looked at have it.
    public var lines: Int

    public init(name: String, lines: Int) {
        self.name = name
        self.lines = lines
    }
}
