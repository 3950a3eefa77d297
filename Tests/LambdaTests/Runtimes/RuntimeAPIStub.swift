import Foundation
import Glibc
import Lambda
import Synchronization

/// A Runtime API that gives prepared events to one function process and writes down what it says.
final class RuntimeAPIStub: Sendable {
    struct Event {
        var id: String
        var body: String
        var headers: [String: String] = [:]
    }

    struct Transcript {
        /// `POST /invocation/1/response {"a":1}`, in order; repeated GETs of `next` are left out.
        var calls: [String] = []
        /// What the process printed, times replaced by TIME.
        var output = ""
        /// Nil when it was still waiting for an event.
        var status: Int32?
        /// The headers of each call, names in lower case.
        var headers: [[String: String]] = []
    }

    fileprivate struct State {
        var events: [Event]
        var transcript = Transcript()
        var connections: [Int32] = []
        var isIdle = false
    }
    private let state: Mutex<State>
    private let listener: Int32
    let port: UInt16

    init(_ events: [Event]) throws {
        state = Mutex(State(events: events))
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 16) == 0
                    ? getsockname(descriptor, address, &length) : -1
            }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in accept() }
    }

    deinit { close(listener) }

    /// Runs the function until it has answered every event and asks for another, or has ended.
    func run(
        _ function: FunctionConfiguration,
        _ runtime: PreparedRuntime,
        by launcher: ProcessLauncher
    ) throws -> Transcript {
        let variables = environmentVariables(
            for: function,
            runtime: runtime,
            account: AccountIdentity(),
            runtimeAPIAddress: "127.0.0.1:\(port)",
            logStream: "2026/11/22/[$LATEST]0123",
            callerEnvironment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
        )
        let running = RunningFunction(
            try launcher.launch(
                ProcessSpecification(
                    arguments: runtime.arguments,
                    environment: variables,
                    workingDirectory: runtime.taskRoot
                )
            )
        )
        let deadline = Date(timeIntervalSinceNow: 20)
        var report: ExitReport?
        while report == nil, !state.withLock(\.isIdle), Date() < deadline {
            var source = pollfd(
                fd: running.process.controlDescriptor,
                events: Int16(POLLIN),
                revents: 0
            )
            poll(&source, 1, 10)
            if case .exited(let ended)? = running.process.readMessage() { report = ended }
        }
        running.process.kill()
        let output = running.output()
        shutdown(listener, Int32(SHUT_RDWR))
        return state.withLock { state in
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
            state.transcript.status = report?.status
            state.transcript.output = output.replacing(
                #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#,
                with: "TIME"
            )
            return state.transcript
        }
    }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            guard connection >= 0 else { return }
            state.withLock { $0.connections.append(connection) }
            Thread.detachNewThread { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: Int32) {
        var received: [UInt8] = []
        while let (head, body) = readRequest(connection, &received) {
            let lines = head.components(separatedBy: "\r\n")
            let words = lines[0].split(separator: " ")
            let path = words[1].replacingOccurrences(of: "/2018-06-01/runtime", with: "")
            let headers = fields(lines.dropFirst())
            if path == "/invocation/next" {
                guard let event = state.withLock({ $0.nextEvent() }) else { continue }
                reply(
                    connection,
                    "200 OK",
                    event.body,
                    [
                        "Lambda-Runtime-Aws-Request-Id": event.id,
                        "Lambda-Runtime-Deadline-Ms": "99999999999999",
                        "Lambda-Runtime-Invoked-Function-Arn": "arn:f",
                    ]
                    .merging(event.headers) { _, new in new }
                )
            } else {
                state.withLock {
                    $0.transcript.calls.append("\(words[0]) \(path) \(body)")
                    $0.transcript.headers.append(headers)
                }
                reply(connection, "202 Accepted", "{\"status\":\"OK\"}\n", [:])
            }
        }
    }

    private func fields(_ lines: ArraySlice<String>) -> [String: String] {
        var fields: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        return fields
    }

    private func readRequest(_ connection: Int32, _ received: inout [UInt8]) -> (String, String)? {
        while true {
            let text = String(decoding: received, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = String(text[..<end.lowerBound])
                let size = Int(
                    fields(head.components(separatedBy: "\r\n")[...])["content-length"] ?? "0"
                )!
                let start = head.utf8.count + 4
                if received.count >= start + size {
                    let body = String(decoding: received[start..<(start + size)], as: UTF8.self)
                    received.removeFirst(start + size)
                    return (head, body)
                }
            }
            var chunk = [UInt8](repeating: 0, count: 65536)
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            received += chunk[..<count]
        }
    }

    private func reply(
        _ connection: Int32,
        _ status: String,
        _ body: String,
        _ headers: [String: String]
    ) {
        var text = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        text += "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let bytes = Array(text.utf8)
        send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}

extension RuntimeAPIStub.State {
    fileprivate mutating func nextEvent() -> RuntimeAPIStub.Event? {
        guard !events.isEmpty else {
            isIdle = true
            return nil
        }
        return events.removeFirst()
    }
}
