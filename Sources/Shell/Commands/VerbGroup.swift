/// The verbs in the groups in which the program's own help lists them.
public struct VerbGroup: Sendable {
    public let name: String
    public let verbs: [String]

    public static let all = [
        VerbGroup(
            name: "Look",
            verbs: ["ls", "show", "steps", "track", "timeline", "explain", "events", "logs"]
        ),
        VerbGroup(name: "Debug", verbs: ["use", "step", "back", "goto", "print", "diff", "asof"]),
        VerbGroup(name: "Ask", verbs: ["query", "sql", "top"]),
        VerbGroup(name: "Live", verbs: ["tail", "watch", "break", "edit", "resume", "inject"]),
        VerbGroup(name: "Again", verbs: ["replay", "export", "import"]),
        VerbGroup(name: "Project", verbs: ["apis", "functions"]),
        VerbGroup(name: "Shell", verbs: ["shell", "set", "help", "quit"]),
    ]

    /// `  Look     ls show steps …`, a line each.
    public static var list: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { group in
            let space = String(repeating: " ", count: width - group.name.count + 2)
            return "  \(group.name)\(space)\(group.verbs.joined(separator: " "))"
        }.joined(separator: "\n")
    }
}
