import ArgumentParser
import Debugger
import Flows
import Foundation
import Shell

/// `waybill call METHOD PATH`: the client that shows each step as it happens.
struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Send a request to the running service and show each step as it happens.",
        discussion: """
            Steps go to standard error, the response's body to standard output. When the response \
            is shown, the client reports it: the flow is then `displayed`. A body that is a JSON \
            object or array is sent as application/json, unless -H gives another Content-Type.
            """
    )

    @Argument(help: "GET, POST, …")
    var method: String

    @Argument(help: "The path with its query, such as /orders?limit=5.")
    var path: String

    @Option(name: [.customShort("H"), .customLong("header")], help: "A header, 'NAME: VALUE'.")
    var headers: [String] = []

    @Option(
        name: [.customShort("d"), .customLong("data")],
        help: "The body, or @FILE; JSON is sent as such."
    )
    var data: String?

    @Option(help: "The API's logical id, when the project has more than one.")
    var api: String?

    @Flag(name: [.short, .long], help: "Print the response's status and headers too.")
    var include = false

    @Flag(
        help: """
            Stop at every hand-off and ask: Enter steps on, c goes on to the end, p NAME prints, \
            e NAME=VALUE edits, q ends the request.
            """
    )
    var step = false

    @Option(help: "The log's file (default: found from the working directory upward).")
    var log: String?

    func validate() throws {
        guard !method.isEmpty, method.allSatisfy({ $0.isLetter && $0.isASCII }) else {
            throw ValidationError("'\(method)' is no HTTP method")
        }
        guard path.hasPrefix("/") else {
            throw ValidationError("'\(path)': a path begins with /")
        }
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw ValidationError("'\(path)': write spaces in a path as %20")
        }
        for header in headers {
            guard header.contains(":") else {
                throw ValidationError("-H '\(header)': expected 'NAME: VALUE'")
            }
            guard header.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw ValidationError("-H: a header is one line without control characters")
            }
        }
    }

    func run() throws {
        let logPath = try logPath(log)
        guard let service = ServiceClient.find(logPath: logPath) else {
            printError("waybill: no service runs on \(logPath)\n  start it with `waybill up`")
            throw ExitStatus.unreachable
        }
        do {
            try call(service)
        } catch let error as ServiceError {
            printError("waybill: \(error.description)")
            if !error.hint.isEmpty { printError("  \(error.hint)") }
            throw ExitStatus.unreachable
        }
    }

    private func call(_ service: ServiceClient) throws {
        let door = try door(of: service)
        let body = try requestBody()
        let client = try CallClient(host: door.host, port: door.port)
        let dialogue = step ? try StepDialogue(service, of: "call") : nil
        let events: LineStream
        if let dialogue {
            events = try service.announceStepped(
                client: client.localAddress,
                session: dialogue.session
            )
        } else {
            events = try service.announceCall(client: client.localAddress)
        }
        let steps = StepPrinter(events, dialogue: dialogue)
        steps.start()
        let fields = headers.map { header -> (name: String, value: String) in
            let parts = header.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces))
        }
        let response = try client.send(
            method: method.uppercased(),
            target: path,
            headers: fields,
            body: body,
            host: "\(door.host):\(door.port)"
        )
        let flow = steps.waitForReturn()
        show(response)
        if let flow {
            try? service.displayed(
                flow: flow,
                bytes: response.bytes,
                firstByteMicroseconds: response.firstByteMicroseconds,
                lastByteMicroseconds: response.lastByteMicroseconds
            )
        }
        steps.waitForEnd()
        if dialogue?.hasEnded == true { throw ExitStatus.interrupted }
    }

    private func show(_ response: CallClient.Response) {
        var text: [UInt8] = []
        if include {
            text += "HTTP/1.1 \(response.status) \(response.reason)\n".utf8
            for header in response.headers { text += "\(header.name): \(header.value)\n".utf8 }
            text.append(0x0A)
        }
        text += response.body
        if isatty(STDOUT_FILENO) == 1, text.last != 0x0A { text.append(0x0A) }
        FileHandle.standardOutput.write(Data(text))
    }

    private func requestBody() throws(ServiceError) -> [UInt8] {
        guard let data else { return [] }
        guard data.hasPrefix("@") else { return Array(data.utf8) }
        let file = String(data.dropFirst())
        guard let content = FileManager.default.contents(atPath: file) else {
            throw ServiceError(
                description: "cannot read \(file)",
                hint: "check the path after -d @"
            )
        }
        return Array(content)
    }

    private func door(of service: ServiceClient) throws(ServiceError) -> ServiceStatus.API {
        let status = try ServiceStatus(json: service.status())
        guard let api else {
            guard let first = status.apis.first else {
                throw ServiceError(
                    description: "the project has no API",
                    hint: "invoke its functions through the Invoke API instead"
                )
            }
            return first
        }
        guard let named = status.apis.first(where: { $0.id == api }) else {
            let names = status.apis.map(\.id).joined(separator: ", ")
            throw ServiceError(description: "no API '\(api)'", hint: "there is: \(names)")
        }
        return named
    }
}

/// Prints the events of a call as they come, on a thread of its own.
private final class StepPrinter: @unchecked Sendable {
    private let events: LineStream
    private let dialogue: StepDialogue?
    private let condition = NSCondition()
    private var flow: String?
    private var hasReturned = false
    private var hasEnded = false

    init(_ events: LineStream, dialogue: StepDialogue?) {
        self.events = events
        self.dialogue = dialogue
    }

    func start() {
        Thread.detachNewThread { [self] in
            while let line = events.nextLine() {
                guard let event = try? JSONDecoder().decode(Event.self, from: Data(line.utf8))
                else {
                    continue
                }
                if !isAsked(event) { printError(describe(event)) }
                if event.type == EventType.held.rawValue, let dialogue,
                    let flow = FlowID(uuidText: event.flow)
                {
                    // Nothing else happens to the flow meanwhile.
                    dialogue.ask(flow)
                }
                condition.withLock {
                    flow = event.flow
                    if event.type == EventType.returned.rawValue { hasReturned = true }
                    condition.broadcast()
                }
            }
            condition.withLock {
                hasEnded = true
                condition.broadcast()
            }
        }
    }

    /// Whether the event's line would only repeat what is asked.
    private func isAsked(_ event: Event) -> Bool {
        dialogue != nil
            && (event.type == EventType.held.rawValue || event.type == EventType.resumed.rawValue)
    }

    /// Waits until the steps up to `returned` are printed, so that the response stands below them.
    /// - Returns: the flow's id; nil when no event of it came.
    func waitForReturn() -> String? {
        condition.lock()
        defer { condition.unlock() }
        guard dialogue == nil else {
            // Somebody may be thinking.
            while !hasReturned, !hasEnded { condition.wait() }
            return flow
        }
        let deadline = Date(timeIntervalSinceNow: 2)
        while !hasReturned, !hasEnded, condition.wait(until: deadline) {}
        return flow
    }

    func waitForEnd() {
        condition.lock()
        defer { condition.unlock() }
        let deadline = Date(timeIntervalSinceNow: 2)
        while !hasEnded, condition.wait(until: deadline) {}
    }

    private struct Event: Decodable {
        let flow: String
        let type: String
        let afterMicros: Int
        let data: [String: Scalar]
    }

    private enum Scalar: Decodable {
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = .text(flag ? "true" : "false")
            } else if let number = try? container.decode(Int.self) {
                self = .text(String(number))
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        var text: String {
            switch self {
            case .text(let text): text
            }
        }
    }

    private func describe(_ event: Event) -> String {
        let step = EventType(rawValue: event.type)?.step
        let number = step.map { "\($0.rawValue)" } ?? "·"
        let shown = [
            "method", "function", "route", "status", "errorType", "cause", "reason", "cold",
        ]
        let details = shown.compactMap { name in event.data[name].map { "\(name) \($0.text)" } }
        let time = String(format: "+%.1f ms", Double(event.afterMicros) / 1000)
        return " \(number) \(event.type.padded(to: 10)) \(time.padded(to: 12)) "
            + details.joined(separator: ", ")
    }
}
