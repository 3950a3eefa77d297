import Foundation

/// `waybill up` in a project, on free ports.
final class RunningService: Sendable {
    let project: TestProject
    let child: ChildProgram
    /// Ports of the front doors by the API's logical id, in the banner's order.
    let doors: [(api: String, port: Int)]
    let invokePort: Int

    init(
        _ project: TestProject,
        _ arguments: [String] = [],
        environment: [String: String] = [:]
    ) throws {
        self.project = project
        child = try ChildProgram(
            Program.path,
            ["up"] + arguments + ["--port", "0", "--invoke-port", "0"] + Program.pythonRuntime,
            in: project.folder,
            environment: environment
        )
        let child = child
        let banner = try waitUntil("the banner of `waybill up`") { () -> String? in
            guard child.isRunning else {
                throw Surprise("`waybill up` ended: \(try child.wait())")
            }
            let text = child.out
            return text.contains("\nLog ") && text.hasSuffix("\n") ? text : nil
        }
        var doors: [(String, Int)] = []
        var invokePort = 0
        for line in banner.split(separator: "\n") {
            guard let url = line.range(of: " on http://127.0.0.1:") else { continue }
            let port = Int(line[url.upperBound...].prefix { $0.isNumber }) ?? 0
            if line.hasPrefix("Invoke API") {
                invokePort = port
            } else {
                doors.append(
                    (
                        line[..<url.lowerBound].split(separator: " ").last.map(String.init) ?? "",
                        port
                    )
                )
            }
        }
        self.doors = doors
        self.invokePort = invokePort
    }

    func port(_ api: String) -> Int { doors.first { $0.api == api }?.port ?? 0 }
    var port: Int { doors.first?.port ?? 0 }

    func get(_ target: String, _ headers: String...) throws -> Response {
        try request("GET", target, port: port, headers: headers)
    }

    // MARK: What is on record

    /// The flow's events, once it has ended.
    func events(_ reference: String) throws -> [JSON] {
        try waitUntil("the last event of \(reference)") {
            let events = try project.json("events", reference).list
            let isOver = events.contains {
                ["displayed", "abandoned", "interrupted"].contains($0.type.string)
            }
            return isOver ? events : nil
        }
    }

    /// The row of the flow that `show` gives.
    func flow(_ reference: String) throws -> JSON { try project.json("show", reference) }

    // MARK: Ends

    /// Removes the project and the output, for a service that lives as long as the test run.
    func discard() {
        project.remove()
        child.removeOutput()
    }

    /// Ctrl-C; waits for the end.
    @discardableResult
    func stop(_ signal: Int32 = SIGINT, seconds: Double = 20) throws -> ChildProgram.Output {
        child.send(signal)
        return try child.wait(seconds: seconds)
    }
}

extension [JSON] {
    /// The events' names in order, notes left out.
    var transitions: [String] { names.filter { !["started", "logged", "annotated"].contains($0) } }
    var names: [String] { compactMap { $0.type.string } }
    /// The data of the first event of that name.
    func data(_ name: String) -> JSON { first { $0.type.string == name }?.data ?? .null }
}
