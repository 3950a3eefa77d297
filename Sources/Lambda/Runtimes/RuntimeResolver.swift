import Flows
import Synchronization

/// Finds out what to execute for a function: from its runtime's name to a program of this machine.
///
/// Interpreters are run once each to learn what they are, so calls take tens of milliseconds and
/// belong off the event loop. Safe to use from every thread; one call searches at a time.
public final class RuntimeResolver: Sendable {
    let options: RuntimeOptions
    let launcher: ProcessLauncher
    /// What programs told, by path. Those that cannot run functions are asked again next time,
    /// since the user was told what to install.
    let known = Mutex<[String: Interpreter]>([:])
    private let search = Mutex(())

    public init(options: RuntimeOptions, launcher: ProcessLauncher) {
        self.options = options
        self.launcher = launcher
    }

    /// Whether a runtime's name is one that can be run at all.
    public static func supports(_ runtime: String) -> Bool { Language(runtime) != nil }

    /// What to execute for `function`; its inline code and our bootstrap are written when needed.
    public func prepare(
        _ function: FunctionConfiguration,
        layout: ProjectFiles
    ) throws(RuntimeError) -> PreparedRuntime {
        guard let language = Language(function.runtime) else {
            throw unsupported(function)
        }
        let taskRoot = try codeFolder(of: function, in: language, layout)
        let plan: Plan =
            switch language {
            case .python(let version): try planPython(function, version, taskRoot)
            case .node(let version): try planNode(function, version, layout)
            case .provided: planProvided(function, taskRoot)
            }
        let code = CodeTree(root: taskRoot)
        return PreparedRuntime(
            arguments: plan.arguments,
            environment: plan.environment,
            taskRoot: taskRoot,
            runtimeLabel: plan.label,
            warning: plan.warning,
            codeDigest: code.digest(),
            codeChangedAt: code.lastChange()
        )
    }

    /// What a language decides.
    struct Plan {
        var arguments: [String]
        var environment: [String: String] = [:]
        var label: String
        var warning: String?
    }

    enum Language: Equatable {
        case python(LanguageVersion)
        case node(LanguageVersion)
        case provided

        init?(_ runtime: String) {
            if runtime == "provided" || runtime.hasPrefix("provided.") {
                self = .provided
            } else if runtime.hasPrefix("python"),
                let version = LanguageVersion(runtime.dropFirst(6)), version.major == 3
            {
                self = .python(version)
            } else if runtime.hasPrefix("nodejs"), runtime.hasSuffix(".x"),
                let major = Int(runtime.dropFirst(6).dropLast(2))
            {
                self = .node(LanguageVersion(major: major, minor: 0))
            } else {
                return nil
            }
        }
    }

    private func unsupported(_ function: FunctionConfiguration) -> RuntimeError {
        let hint =
            switch function.runtime {
            case "go1.x":
                "build a `bootstrap` program and set Runtime: provided.al2023, as AWS asks for too"
            case "": "set Runtime in the template, for example python3.13"
            default:
                "supported are python3.N, nodejsN.x, and provided.* with a program named bootstrap"
            }
        return RuntimeError(
            .unsupportedRuntime,
            function,
            "the runtime '\(function.runtime)' is not supported",
            hint: hint
        )
    }

    func handler(of function: FunctionConfiguration) throws(RuntimeError) -> String {
        if let handler = function.handler, !handler.isEmpty { return handler }
        throw RuntimeError(
            .noHandler,
            function,
            "the runtime \(function.runtime) needs a handler",
            hint: "set Handler in the template, for example app.handler"
        )
    }

    // MARK: - Code

    private func codeFolder(
        of function: FunctionConfiguration,
        in language: Language,
        _ layout: ProjectFiles
    ) throws(RuntimeError) -> String {
        switch function.code {
        case .folder(let path):
            guard fileKind(path) == .folder else {
                throw RuntimeError(
                    .noCode,
                    function,
                    "the code folder \(path) does not exist",
                    hint: "check CodeUri in the template, which counts from the template's folder"
                )
            }
            return path
        case .inline(let source):
            return try writeInline(source, of: function, in: language, layout)
        }
    }

    private func writeInline(
        _ source: String,
        of function: FunctionConfiguration,
        in language: Language,
        _ layout: ProjectFiles
    ) throws(RuntimeError) -> String {
        let folder = layout.inlineFolder(for: function)
        let name: String
        switch language {
        case .python: name = "index.py"
        case .node: name = hasModuleSyntax(source) ? "index.mjs" : "index.js"
        case .provided:
            throw RuntimeError(
                .noCode,
                function,
                "inline code cannot be run by \(function.runtime)",
                hint: "set CodeUri to a folder that holds a program named bootstrap"
            )
        }
        do {
            // The other kind of an earlier start would be found before this one.
            for other in ["index.py", "index.js", "index.mjs"] where other != name {
                removeFile(folder + "/" + other)
            }
            try writeFile(Array(source.utf8), to: folder + "/" + name)
        } catch {
            throw RuntimeError(.cannotWrite, function, error.description, hint: error.hint)
        }
        return folder
    }

    /// Whether a line begins with `import` or `export` as a statement.
    private func hasModuleSyntax(_ source: String) -> Bool {
        source.split(whereSeparator: \.isNewline).contains { line in
            let line = line.drop { $0.isWhitespace }
            for word in ["import", "export"] where line.hasPrefix(word) {
                // `import(` and `exports.` are not statements.
                guard let next = line.dropFirst(word.count).first else { continue }
                if next.isWhitespace || next == "{" || next == "*" || next == "\"" || next == "'" {
                    return true
                }
            }
            return false
        }
    }

    // MARK: - Interpreters

    /// Runs every program with `question` at the same time and reads what each printed; those that
    /// fail or print something else are left out.
    func ask(
        _ programs: [String],
        _ question: [String],
        read: (_ path: String, _ answer: String) -> Interpreter?
    ) -> [Interpreter] {
        search.withLock { _ in
            let questions = programs.map { path in
                let interpreter = known.withLock { $0[path] }
                return (path, interpreter, interpreter == nil ? start(path, question) : nil)
            }
            return questions.compactMap { path, interpreter, process in
                if let interpreter { return interpreter }
                guard let answer = process?.answer(), let told = read(path, answer) else {
                    return nil
                }
                if told.canRunFunctions { known.withLock { $0[path] = told } }
                return told
            }
        }
    }

    private func start(_ path: String, _ question: [String]) -> ProgramQuestion? {
        var environment = options.callerEnvironment
        environment["PATH"] = options.searchPath
        // The function will not have them either.
        for name in ["PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "NODE_OPTIONS", "NODE_PATH"] {
            environment[name] = nil
        }
        return ProgramQuestion(
            ProcessSpecification(
                arguments: [path] + question,
                environment: environment.map { "\($0)=\($1)" },
                workingDirectory: options.projectFolder
            ),
            by: launcher
        )
    }

    /// The override for this runtime, which must be there when it is named.
    func overrideProgram(for function: FunctionConfiguration) throws(RuntimeError) -> String? {
        guard let path = options.overrides[function.runtime] else { return nil }
        guard fileKind(path) == .executableFile else {
            let reason = fileKind(path) == .missing ? "does not exist" : "cannot be executed"
            throw RuntimeError(
                .badOverride,
                function,
                "\(path), named for \(function.runtime), \(reason)",
                hint: "correct --runtime \(function.runtime)=\(path)"
            )
        }
        return path
    }

    /// An override or `.venv` that was found but does not run.
    func broken(
        _ path: String,
        _ function: FunctionConfiguration,
        _ code: RuntimeError.Code,
        hint: String
    ) -> RuntimeError {
        RuntimeError(
            code,
            function,
            "\(path) does not run or does not tell its version",
            hint: hint
        )
    }
}
