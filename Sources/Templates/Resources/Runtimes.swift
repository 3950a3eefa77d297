/// The languages of Lambda's runtimes, as far as reading a template needs them.
enum RuntimeFamily: String, CaseIterable {
    case python
    case node = "nodejs"
    /// The function's own `bootstrap`.
    case provided
    case java
    case dotnet
    case ruby
    case go

    static let newestPython = "python3.14"
    static let newestNode = "nodejs24.x"
    static let newestProvided = "provided.al2023"

    /// Nil when the name is of no runtime: `pyton3.12`, `python`.
    init?(_ runtime: String) {
        guard let family = Self.allCases.first(where: { runtime.hasPrefix($0.rawValue) }) else {
            return nil
        }
        let version = runtime.dropFirst(family.rawValue.count)
        switch family {
        case .provided: guard version.isEmpty || version.hasPrefix(".al") else { return nil }
        case .python, .node, .java, .dotnet, .ruby, .go:
            guard version.first?.isNumber == true || version.hasPrefix("core") else { return nil }
        }
        self = family
    }

    /// Whether functions of this family run here.
    var isServed: Bool {
        switch self {
        case .python, .node, .provided: true
        case .java, .dotnet, .ruby, .go: false
        }
    }

    /// The files that a handler such as `src/app.handler` may be in, relative to the code's folder.
    func files(ofHandler handler: String) -> [String] {
        switch self {
        case .python:
            guard let dot = handler.lastIndex(of: ".") else { return [] }
            let module = handler[..<dot].replacing(".", with: "/")
            return ["\(module).py", "\(module)/__init__.py"]
        case .node:
            let folder = handler.lastIndex(of: "/").map { handler[...$0] } ?? ""
            guard let module = handler.dropFirst(folder.count).split(separator: ".").first else {
                return []
            }
            return [".js", ".mjs", ".cjs"].map { "\(folder)\(module)\($0)" }
        case .provided: return ["bootstrap"]
        case .java, .dotnet, .ruby, .go: return []
        }
    }
}
