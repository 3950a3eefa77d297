/// Python functions run on the `awslambdaric` of the interpreter that is found.
/// - SeeAlso: <https://pypi.org/project/awslambdaric/>
extension RuntimeResolver {
    /// Tells the real executable, the version and, if it imports, where `awslambdaric` is. Only its
    /// compiled part is imported: the rest costs a tenth of a second.
    private static let question = [
        "-c",
        """
        import sys, importlib.util as u
        try:
            import runtime_client
            spec = u.find_spec('awslambdaric')
        except ImportError:
            spec = None
        print('waybill', sys.version_info[0], sys.version_info[1], sep='\\t')
        print(sys.executable)
        print(spec.submodule_search_locations[0] if spec else '')
        """,
    ]

    private static func read(_ path: String, _ answer: String) -> Interpreter? {
        let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
        // A shim may have printed something of its own before.
        guard let first = lines.firstIndex(where: { $0.hasPrefix("waybill\t") }),
            first + 2 < lines.count
        else { return nil }
        let fields = lines[first].split(separator: "\t").dropFirst().compactMap { Int($0) }
        guard fields.count == 2 else { return nil }
        let executable = lines[first + 1]
        let client = lines[first + 2].lastIndex(of: "/").map { lines[first + 2][..<$0] }
        return Interpreter(
            path: executable.isEmpty ? path : String(executable),
            version: LanguageVersion(major: fields[0], minor: fields[1]),
            clientFolder: client.map(String.init),
            canRunFunctions: client != nil
        )
    }

    func planPython(
        _ function: FunctionConfiguration,
        _ wanted: LanguageVersion,
        _ taskRoot: String
    ) throws(RuntimeError) -> Plan {
        let handler = try handler(of: function)
        let python = try findPython(function, wanted)
        guard let clientFolder = python.clientFolder else {
            throw RuntimeError(
                .noRuntimeClient,
                function,
                "\(python.path) has no awslambdaric",
                hint: """
                    install it: \(installCommand(for: python)) \
                    (a .venv beside the template is used before others)
                    """
            )
        }
        let running = "python\(python.version)"
        let isWanted = python.version == wanted
        let isNamed = options.overrides[function.runtime] != nil
        return Plan(
            arguments: [python.path, "-m", "awslambdaric", handler],
            environment: [
                "AWS_EXECUTION_ENV": "AWS_Lambda_\(running)",
                "LAMBDA_RUNTIME_DIR": clientFolder,
                "LC_CTYPE": "C.UTF-8",
                // Lambda's code folder takes no writes. A .pyc is checked by whole seconds and size:
                // one written here could outlive an edit.
                "PYTHONDONTWRITEBYTECODE": "1",
            ],
            label: isWanted ? running : "\(running) for \(function.runtime)",
            warning: isWanted || isNamed
                ? nil
                : "\(function.runtime) is not installed: \(function.name) runs on \(running) "
                    + "(\(python.path))"
        )
    }

    private func installCommand(for python: Interpreter) -> String {
        let isEnvironment = python.path.hasPrefix(options.projectFolder + "/.venv/")
        let name = "python\(python.version)"
        // The short name when it is what a shell would run.
        let isOnPath = options.programs(named: name).first.map { path in
            path == python.path || ask([path], Self.question, read: Self.read).first == python
        }
        if isEnvironment { return ".venv/bin/python -m pip install awslambdaric" }
        return "\(isOnPath == true ? name : python.path) -m pip install awslambdaric"
    }

    private func findPython(
        _ function: FunctionConfiguration,
        _ wanted: LanguageVersion
    ) throws(RuntimeError) -> Interpreter {
        if let path = try overrideProgram(for: function) {
            guard let python = ask([path], Self.question, read: Self.read).first else {
                throw broken(
                    path,
                    function,
                    .badOverride,
                    hint: "correct --runtime \(function.runtime)=\(path)"
                )
            }
            return python
        }
        let environment = options.projectFolder + "/.venv/bin/python"
        if fileKind(environment) != .missing {
            guard let python = ask([environment], Self.question, read: Self.read).first else {
                throw broken(
                    environment,
                    function,
                    .noInterpreter,
                    hint: "make it again: python\(wanted) -m venv --clear .venv"
                )
            }
            if python.version == wanted || !options.strict { return python }
        }
        let exact = options.programs(named: "python\(wanted)")
        let installed = ask(exact, Self.question, read: Self.read).filter { $0.version == wanted }
        // Two of the same version: the one that can run functions.
        if let python = installed.first(where: \.canRunFunctions) ?? installed.first {
            return python
        }
        return try findOtherPython(function, wanted)
    }

    /// The nearest other version; one that can run functions before one that cannot.
    private func findOtherPython(
        _ function: FunctionConfiguration,
        _ wanted: LanguageVersion
    ) throws(RuntimeError) -> Interpreter {
        var found = ask(otherPythons(than: wanted), Self.question, read: Self.read)
        found.removeAll { $0.version.major != 3 }
        // `python3` may turn out to be the very version.
        if let python = found.first(where: { $0.version == wanted }) { return python }
        guard !options.strict else {
            let others = Set(found.map(\.version)).sorted().map { "python\($0)" }
            throw RuntimeError(
                .noInterpreter,
                function,
                "\(function.runtime) is not installed",
                hint: "install it, name one with --runtime \(function.runtime)=PATH, or leave out "
                    + "--strict-runtimes"
                    + (others.isEmpty ? "" : " to run on \(others.joined(separator: " or "))")
            )
        }
        let usable = found.filter(\.canRunFunctions)
        let nearest = (usable.isEmpty ? found : usable).min {
            wanted.prefers($0.version, to: $1.version)
        }
        guard let nearest else {
            throw RuntimeError(
                .noInterpreter,
                function,
                "no Python is installed that could run it",
                hint: """
                    install Python, then: python3 -m venv .venv && \
                    .venv/bin/python -m pip install awslambdaric (beside the template)
                    """
            )
        }
        return nearest
    }

    /// Every other `python3.N` on the search path and `python3`, each name once per folder.
    private func otherPythons(than wanted: LanguageVersion) -> [String] {
        var paths: [String] = []
        for folder in options.searchFolders {
            let candidates = names(in: folder).filter { name in
                guard name.hasPrefix("python") else { return false }
                if name == "python3" { return true }
                guard let version = LanguageVersion(name.dropFirst(6)) else { return false }
                return version.major == 3 && version != wanted
            }
            for name in candidates.sorted() {
                let path = folder + "/" + name
                if fileKind(path) == .executableFile && !paths.contains(path) { paths.append(path) }
            }
        }
        return paths
    }
}
