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
import Templates

/// Reads the project, opens the log, and serves until a signal.
func serve(_ options: UpOptions) async throws {
    let launcher = theLauncher!
    var project = try readProject(options)
    if let file = options.environmentFile {
        try orExit { try applyEnvironmentFile(at: file, to: &project) }
    }
    for note in project.notes { printError("\(note)") }
    let log = try orExit { try openLog(options, project: project) }

    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let service = WaybillService(
        project: project, options: options, log: log, launcher: launcher, loop: loop)
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
            services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
            gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
    try await group.run()
    if service.hasFailed { throw ExitStatus.failure }
}

private func readProject(_ options: UpOptions) throws -> Project {
    let folder = FileManager.default.currentDirectoryPath
    let template = TemplateOptions(
        parameterOverrides: options.parameters, account: options.account)
    guard let name = options.project else {
        guard let found = ProjectReader.findTemplate(in: folder) else {
            printError(
                """
                waybill: no template.yaml, template.yml or template.json in \(folder)
                  name one: waybill up PATH
                  or serve a bare handler: waybill up app.handler
                """)
            throw ExitStatus.usage
        }
        return try orExit { try ProjectReader.readTemplate(at: found, options: template) }
    }
    let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
    let isTemplate =
        [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
        || FileManager.default.fileExists(atPath: path)
    return try orExit {
        isTemplate
            ? try ProjectReader.readTemplate(at: path, options: template)
            : try ProjectReader.readHandler(name, in: folder, runtime: nil)
    }
}

private func openLog(_ options: UpOptions, project: Project) throws(LogError) -> EventLog {
    let path = options.log ?? "\(project.folder)/.waybill/log.sqlite"
    let absolute = path.hasPrefix("/")
        ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    let folder = (absolute as NSString).deletingLastPathComponent
    do {
        if !FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
    } catch {
        throw LogError(
            .unreadable, "cannot create \(folder): \(error.localizedDescription)",
            hint: "name another log with --log PATH")
    }
    umask(0o077)
    return try EventLog(path: absolute, durability: options.durability)
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
