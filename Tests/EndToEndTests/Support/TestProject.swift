import Foundation

/// A project in a temporary folder, which goes when the object does.
final class TestProject: Sendable {
    let folder: String

    /// - Parameter files: their text by path in the project.
    /// - Throws: the system's error when the folder cannot be made.
    init(_ files: [String: String]) throws {
        let base = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
        folder = "\(base)/waybill-e2e-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        for (path, text) in files { try write(path, text) }
    }

    deinit { remove() }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    var logPath: String { "\(folder)/.waybill/log.sqlite" }

    func write(_ path: String, _ text: String, mode: Int? = nil) throws {
        let whole = "\(folder)/\(path)"
        try FileManager.default.createDirectory(
            atPath: (whole as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try text.write(toFile: whole, atomically: true, encoding: .utf8)
        guard let mode else { return }
        // A program that any process has open for writing cannot be run, and a child that another
        // test started meanwhile may have inherited just that. So the file becomes a copy, which
        // only `cp` ever wrote.
        let copy = try ChildProgram("/bin/cp", [whole, "\(whole).copy"], in: folder).wait()
        guard copy.code == 0 else { throw Surprise("cp \(path): \(copy)") }
        try FileManager.default.setAttributes(
            [.posixPermissions: mode],
            ofItemAtPath: "\(whole).copy"
        )
        guard rename("\(whole).copy", whole) == 0 else { throw Surprise("rename \(path)") }
    }

    /// Runs the program in the project's folder and waits for its end.
    func waybill(
        _ arguments: String...,
        seconds: Double = 30
    ) throws -> ChildProgram.Output {
        try ChildProgram(Program.path, arguments, in: folder).wait(seconds: seconds)
    }

    /// Runs a verb that answers in JSON.
    func json(_ arguments: String...) throws -> JSON {
        let child = try ChildProgram(Program.path, arguments + ["-o", "json"], in: folder)
        let output = try child.wait()
        guard output.code == 0 else { throw Surprise("\(arguments): \(output)") }
        return try JSON(output.out)
    }

    /// The processes that run in this project: the service, its launcher, its functions and what
    /// they started.
    func processes() -> [pid_t] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.filter { process in
            let directory = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(process)/cwd"
            )
            if let directory, directory.hasPrefix(folder) { return !isZombie(process) }
            let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ")
            return environment?.range(of: Data(folder.utf8)) != nil && !isZombie(process)
        }
    }

    /// Nothing that a service started may outlive it by more than a moment.
    func expectNoProcess() throws {
        try waitUntil("the end of every process in \(folder)", seconds: 3) { processes().isEmpty }
    }

    private func isZombie(_ process: pid_t) -> Bool {
        let status = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
        return String(decoding: status, as: UTF8.self).contains(") Z ")
    }
}
