/// Node functions run on ``NodeBootstrap``.
extension RuntimeResolver {
    /// The bootstrap uses nothing newer than this.
    static let oldestNode = LanguageVersion(major: 18, minor: 0)

    private static let question = ["-p", "process.version + '\\n' + process.execPath"]

    private static func read(_ path: String, _ answer: String) -> Interpreter? {
        let lines = answer.split(separator: "\n")
        guard lines.count >= 2, let first = lines.first, first.hasPrefix("v"),
            let major = first.dropFirst().split(separator: ".").first.flatMap({ Int($0) })
        else { return nil }
        return Interpreter(
            path: String(lines[1]),
            version: LanguageVersion(major: major, minor: 0),
            clientFolder: nil,
            canRunFunctions: true
        )
    }

    func planNode(
        _ function: FunctionConfiguration,
        _ wanted: LanguageVersion,
        _ layout: ProjectFiles
    ) throws(RuntimeError) -> Plan {
        let handler = try handler(of: function)
        let node = try findNode(function, wanted)
        let running = "nodejs\(node.version.major).x"
        guard node.version >= Self.oldestNode else {
            throw RuntimeError(
                .noInterpreter,
                function,
                "\(node.path) is Node \(node.version.major)",
                hint: "install Node \(Self.oldestNode.major) or later"
            )
        }
        let program: String
        do {
            program = try NodeBootstrap.install(in: layout.bootstrapFolder)
        } catch {
            throw RuntimeError(.cannotWrite, function, error.description, hint: error.hint)
        }
        let isWanted = node.version == wanted
        let isNamed = options.overrides[function.runtime] != nil
        return Plan(
            arguments: [node.path, program, handler],
            environment: [
                "AWS_EXECUTION_ENV": "AWS_Lambda_\(running)",
                "LAMBDA_RUNTIME_DIR": layout.bootstrapFolder,
            ],
            label: isWanted ? running : "\(running) for \(function.runtime)",
            warning: isWanted || isNamed
                ? nil
                : "\(function.runtime) is not installed: \(function.name) runs on \(running) "
                    + "(\(node.path))"
        )
    }

    private func findNode(
        _ function: FunctionConfiguration,
        _ wanted: LanguageVersion
    ) throws(RuntimeError) -> Interpreter {
        if let path = try overrideProgram(for: function) {
            guard let node = ask([path], Self.question, read: Self.read).first else {
                throw broken(
                    path,
                    function,
                    .badOverride,
                    hint: "correct --runtime \(function.runtime)=\(path)"
                )
            }
            return node
        }
        let programs = options.programs(named: "node") + options.programs(named: "nodejs")
        let found = ask(programs, Self.question, read: Self.read)
        if let node = found.first(where: { $0.version == wanted }) { return node }
        guard let node = found.min(by: { wanted.prefers($0.version, to: $1.version) }) else {
            throw RuntimeError(
                .noInterpreter,
                function,
                "Node is not installed",
                hint: "install Node \(max(wanted, Self.oldestNode).major), or name one with "
                    + "--runtime \(function.runtime)=PATH"
            )
        }
        guard !options.strict else {
            throw RuntimeError(
                .noInterpreter,
                function,
                "\(function.runtime) is not installed, only Node \(node.version.major)",
                hint: "install Node \(wanted.major), name one with --runtime "
                    + "\(function.runtime)=PATH, or leave out --strict-runtimes"
            )
        }
        return node
    }
}
