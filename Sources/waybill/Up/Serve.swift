import Debugger
import EventStore
import Flows
import Foundation
import Gateway
import HTTPServer
import Lambda
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Shell
import Templates

/// Reads the project, opens the log, and serves until a signal.
func serve(_ options: UpOptions) async throws {
    let launcher = theLauncher!
    var project = try readProject(options)
    if let file = options.environmentFile {
        try orExit { try applyEnvironmentFile(at: file, to: &project) }
    }
    for note in project.notes { printError("\(note)") }
    nameUnsupported(project, isServed: options.allowsUnsupported)
    warnOfUnusedRuntimes(options, project)
    let log = try orExit { try openLog(options, project: project) }
    if options.stopsAtEndOfInput { stopAtEndOfInput() } else { keepArguments(beside: log.path) }

    // One thread owns all live state; the group ends with the process.
    let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
    let service = WaybillService(
        project: project,
        options: options,
        log: log,
        launcher: launcher,
        loop: loop
    )
    do {
        try await service.bind()
    } catch {
        await service.stop()
        printError("waybill: \(error)")
        throw ExitStatus.failure
    }
    var logger = Logger(label: "waybill.lifecycle")
    logger.logLevel = .critical
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: [
                .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)
            ],
            gracefulShutdownSignals: [.sigint, .sigterm],
            logger: logger
        )
    )
    try await group.run()
    if service.hasFailed { throw ExitStatus.failure }
}

/// Whoever started this service ends it by closing its standard input, or by ending itself.
private func stopAtEndOfInput() {
    Thread.detachNewThread {
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) > 0 {}
        kill(getpid(), SIGTERM)
    }
}

/// Keeps how this service was started, for one that takes its place for the time of a replay.
private func keepArguments(beside logPath: String) {
    let words =
        [FileManager.default.currentDirectoryPath] + CommandLine.arguments.dropFirst()
    var bytes: [UInt8] = []
    for word in words { bytes += Array(word.utf8) + [0] }
    let folder = (logPath as NSString).deletingLastPathComponent
    let path = "\(folder)/\(upArgumentsFileName)"
    // Without it a temporary service starts from the template alone.
    _ = FileManager.default.createFile(
        atPath: path,
        contents: Data(bytes),
        attributes: [.posixPermissions: 0o600]
    )
}

private func readProject(_ options: UpOptions) throws -> Project {
    let folder = FileManager.default.currentDirectoryPath
    let template = TemplateOptions(
        parameterOverrides: options.parameters,
        account: options.account
    )
    guard let name = options.project else {
        guard let found = ProjectReader.findTemplate(in: folder) else {
            printError(
                """
                waybill: no template.yaml, template.yml or template.json in \(folder)
                  name one: waybill up PATH
                  or serve a bare handler: waybill up app.handler
                """
            )
            throw ExitStatus.usage
        }
        return try orExit { try ProjectReader.readTemplate(at: found, options: template) }
    }
    let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
    let isTemplate =
        [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
        || FileManager.default.fileExists(atPath: path)
    return try orExit {
        guard !isTemplate else {
            return try ProjectReader.readTemplate(at: path, options: template)
        }
        let inferred = try ProjectReader.readHandler(name, in: folder, runtime: nil)
        // An interpreter named for the handler's language decides its version.
        let language = inferred.functions.first?.runtime.prefix { $0.isLetter } ?? ""
        guard
            let named = options.runtimes.keys.sorted().last(where: {
                $0.prefix { $0.isLetter } == language
            })
        else { return inferred }
        return try ProjectReader.readHandler(name, in: folder, runtime: named)
    }
}

/// Names each thing that routes ask for and do not get, once, with the routes it concerns.
private func nameUnsupported(_ project: Project, isServed: Bool) {
    var routes: [String: [String]] = [:]
    var order: [String] = []
    for api in project.apis {
        for route in api.routes {
            for feature in route.unsupported {
                let place =
                    (project.templatePath ?? project.folder)
                    .split(separator: "/").last.map(String.init) ?? ""
                let line = feature.line.map { ":\($0)" } ?? ""
                let text = "\(place)\(line): \(feature.feature) is not honoured yet"
                if routes[text] == nil { order.append(text) }
                routes[text, default: []].append(route.key)
            }
        }
    }
    let consequence = isServed ? "served without it" : "answered 501"
    for text in order {
        printError("\(text); \(consequence): \(routes[text]!.joined(separator: ", "))")
    }
}

private func warnOfUnusedRuntimes(_ options: UpOptions, _ project: Project) {
    let used = Set(project.functions.map(\.runtime))
    for name in options.runtimes.keys.sorted() where !used.contains(name) {
        let list = used.sorted().joined(separator: ", ")
        printError("waybill: --runtime \(name)=…: no function has that runtime; there is: \(list)")
    }
}

private func openLog(_ options: UpOptions, project: Project) throws(LogError) -> EventLog {
    let path = options.log ?? "\(project.folder)/.waybill/log.sqlite"
    let absolute =
        path.hasPrefix("/")
        ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    let folder = (absolute as NSString).deletingLastPathComponent
    do {
        if !FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
    } catch {
        throw LogError(
            .unreadable,
            "cannot create \(folder): \(error.localizedDescription)",
            hint: "name another log with --log PATH"
        )
    }
    umask(0o077)
    return try EventLog(
        path: absolute,
        durability: options.durability,
        migration: .printing
    )
}

/// Prints the error with its hint and ends with the exit code for what the user got wrong.
private func orExit<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as TemplateError {
        printError("\(error)")
        if let hint = error.hint { printError("  \(hint)") }
        throw ExitStatus.usage
    } catch let error as LogError {
        printError("waybill: \(error.description)")
        if !error.hint.isEmpty { printError("  \(error.hint)") }
        throw ExitStatus.unreachable
    }
}
