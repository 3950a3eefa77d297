/// How runtimes are looked for on this machine.
public struct RuntimeOptions: Equatable, Sendable {
    /// Refuse what is not exactly the runtime asked for.
    public var strict: Bool
    /// Runtime to program: `python3.13` to `/opt/python/bin/python3`. Taken as they are, also with
    /// `strict`.
    public var overrides: [String: String]
    /// Folders to search, separated by colons: the caller's `PATH`.
    public var searchPath: String
    /// The folder of the template, absolute: `.venv` is looked for here.
    public var projectFolder: String
    /// The caller's environment, for the programs that are asked for their version: version
    /// managers are configured by it.
    public var callerEnvironment: [String: String]

    public init(
        strict: Bool = false,
        overrides: [String: String] = [:],
        searchPath: String,
        projectFolder: String,
        callerEnvironment: [String: String] = [:]
    ) {
        self.strict = strict
        self.overrides = overrides
        self.searchPath = searchPath
        self.projectFolder = projectFolder
        self.callerEnvironment = callerEnvironment
    }

    var searchFolders: [String] {
        searchPath.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    /// Every `name` on the search path that may be executed, in its order.
    func programs(named name: String) -> [String] {
        searchFolders.map { $0 + "/" + name }.filter { fileKind($0) == .executableFile }
    }
}
