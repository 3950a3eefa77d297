import Flows

/// A running service's account of itself: what `GET /status` on the control socket answers, written
/// by the service and read by the verbs. `docs/json-output.md` is its contract.
public struct ServiceStatus: Equatable, Sendable {
    public var version: String
    public var processID: Int
    /// When the service began to serve.
    public var startedAt: Timestamp?
    public var apis: [API]
    /// The Invoke API's port.
    public var invokePort: Int
    public var functions: [Function]

    /// One API and the address of its front door.
    public struct API: Equatable, Sendable {
        /// The logical id in the template.
        public var id: String
        /// `http` or `rest`.
        public var kind: String
        public var stage: String
        public var host: String
        public var port: Int
        /// In the order of the template.
        public var routes: [Route]

        public init(
            id: String,
            kind: String,
            stage: String,
            host: String,
            port: Int,
            routes: [Route] = []
        ) {
            self.id = id
            self.kind = kind
            self.stage = stage
            self.host = host
            self.port = port
            self.routes = routes
        }
    }

    public struct Route: Equatable, Sendable {
        /// Upper case, or `ANY`.
        public var method: String
        /// `/orders/{id}`, or `$default`.
        public var path: String
        /// The function's name; nil when the gateway answers by itself.
        public var function: String?
        /// `1.0`, `2.0` or `rest`.
        public var format: String
        /// What the template asks for and does not get, in words; empty when all is honoured.
        public var unsupported: [String]
        /// Whether the route answers 501 for it, instead of being served without.
        public var isRefused: Bool

        public init(
            method: String,
            path: String,
            function: String?,
            format: String,
            unsupported: [String] = [],
            isRefused: Bool = false
        ) {
            self.method = method
            self.path = path
            self.function = function
            self.format = format
            self.unsupported = unsupported
            self.isRefused = isRefused
        }

        /// `POST /orders/{id}`, or `$default`: what the log calls the route.
        public var key: String { path == "$default" ? path : "\(method) \(path)" }
    }

    public struct Function: Equatable, Sendable {
        public var name: String
        /// As the template names it: `python3.13`.
        public var runtime: String
        /// Nil for `provided.*`.
        public var handler: String?
        public var timeoutSeconds: Int
        public var memoryMB: Int
        /// Nil when nothing is reserved; 0 throttles every call.
        public var reservedConcurrency: Int?
        /// First 12 digits of the code's digest; nil while the code is not read yet.
        public var code: String?
        /// When the newest file of the code was written.
        public var codeChangedAt: Timestamp?
        /// Processes that there are, those that are ending too.
        public var environments: Int
        /// Of these: not ready yet, waiting for an event, at work.
        public var starting: Int
        public var idle: Int
        public var busy: Int

        public init(
            name: String,
            runtime: String,
            handler: String?,
            timeoutSeconds: Int,
            memoryMB: Int,
            reservedConcurrency: Int?,
            code: String?,
            codeChangedAt: Timestamp?,
            environments: Int,
            starting: Int,
            idle: Int,
            busy: Int
        ) {
            self.name = name
            self.runtime = runtime
            self.handler = handler
            self.timeoutSeconds = timeoutSeconds
            self.memoryMB = memoryMB
            self.reservedConcurrency = reservedConcurrency
            self.code = code
            self.codeChangedAt = codeChangedAt
            self.environments = environments
            self.starting = starting
            self.idle = idle
            self.busy = busy
        }
    }

    public init(
        version: String,
        processID: Int,
        startedAt: Timestamp?,
        apis: [API],
        invokePort: Int,
        functions: [Function]
    ) {
        self.version = version
        self.processID = processID
        self.startedAt = startedAt
        self.apis = apis
        self.invokePort = invokePort
        self.functions = functions
    }
}

// MARK: Writing

extension ServiceStatus {
    /// One JSON object.
    public var json: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("version")
        json.string(version)
        json.key("pid")
        json.integer(processID)
        json.key("startedAt")
        json.moment(startedAt)
        json.key("apis")
        json.beginArray()
        for api in apis { api.write(to: &json) }
        json.endArray()
        json.key("invokePort")
        json.integer(invokePort)
        json.key("functions")
        json.beginArray()
        for function in functions { function.write(to: &json) }
        json.endArray()
        json.endObject()
        return json.bytes
    }
}

extension ServiceStatus.API {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("id")
        json.string(id)
        json.key("kind")
        json.string(kind)
        json.key("stage")
        json.string(stage)
        json.key("host")
        json.string(host)
        json.key("port")
        json.integer(port)
        json.key("routes")
        json.beginArray()
        for route in routes { route.write(to: &json) }
        json.endArray()
        json.endObject()
    }
}

extension ServiceStatus.Route {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("method")
        json.string(method)
        json.key("path")
        json.string(path)
        json.key("function")
        json.text(function)
        json.key("format")
        json.string(format)
        json.key("unsupported")
        json.beginArray()
        for reason in unsupported { json.string(reason) }
        json.endArray()
        json.key("refused")
        json.boolean(isRefused)
        json.endObject()
    }
}

extension ServiceStatus.Function {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("name")
        json.string(name)
        json.key("runtime")
        json.string(runtime)
        json.key("handler")
        json.text(handler)
        json.key("timeoutSeconds")
        json.integer(timeoutSeconds)
        json.key("memoryMB")
        json.integer(memoryMB)
        json.key("reservedConcurrency")
        if let reservedConcurrency { json.integer(reservedConcurrency) } else { json.null() }
        json.key("code")
        json.text(code)
        json.key("codeChangedAt")
        json.moment(codeChangedAt)
        json.key("environments")
        json.integer(environments)
        json.key("starting")
        json.integer(starting)
        json.key("idle")
        json.integer(idle)
        json.key("busy")
        json.integer(busy)
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func text(_ text: String?) {
        if let text { string(text) } else { null() }
    }

    fileprivate mutating func moment(_ time: Timestamp?) { text(time?.rfc3339(decimals: 6)) }
}

// MARK: Reading

extension ServiceStatus {
    /// Reads what ``json`` gives. Members that are not known are passed over, since a later version
    /// may have more.
    /// - Throws: when the text is no such object.
    public init(json: [UInt8]) throws(ServiceError) {
        do {
            var scanner = JSONScanner(json)
            let object = try StatusObject(from: &scanner)
            try scanner.finish()
            self.init(
                version: try object.string("version"),
                processID: try object.integer("pid"),
                startedAt: object.moment("startedAt"),
                apis: try object.list("apis").map(API.init),
                invokePort: try object.integer("invokePort"),
                functions: try object.list("functions").map(Function.init)
            )
        } catch {
            throw ServiceError(
                description: "the service's status cannot be read: \(error)",
                hint: "is it another version of waybill?"
            )
        }
    }
}

extension ServiceStatus.API {
    fileprivate init(_ object: StatusObject) throws(StatusObject.Missing) {
        self.init(
            id: try object.string("id"),
            kind: try object.string("kind"),
            stage: try object.string("stage"),
            host: try object.string("host"),
            port: try object.integer("port"),
            routes: []
        )
        for route in object.list("routes") { routes.append(try .init(route)) }
    }
}

extension ServiceStatus.Route {
    fileprivate init(_ object: StatusObject) throws(StatusObject.Missing) {
        self.init(
            method: try object.string("method"),
            path: try object.string("path"),
            function: object.text("function"),
            format: try object.string("format"),
            unsupported: object.words("unsupported"),
            isRefused: object.flag("refused")
        )
    }
}

extension ServiceStatus.Function {
    fileprivate init(_ object: StatusObject) throws(StatusObject.Missing) {
        self.init(
            name: try object.string("name"),
            runtime: try object.string("runtime"),
            handler: object.text("handler"),
            timeoutSeconds: object.number("timeoutSeconds") ?? 0,
            memoryMB: object.number("memoryMB") ?? 0,
            reservedConcurrency: object.number("reservedConcurrency"),
            code: object.text("code"),
            codeChangedAt: object.moment("codeChangedAt"),
            environments: try object.integer("environments"),
            starting: object.number("starting") ?? 0,
            idle: object.number("idle") ?? 0,
            busy: object.number("busy") ?? 0
        )
    }
}

/// One object of the status while it is read.
private struct StatusObject {
    private var texts: [String: String] = [:]
    private var numbers: [String: Int] = [:]
    private var flags: Set<String> = []
    private var lists: [String: [StatusObject]] = [:]
    private var wordLists: [String: [String]] = [:]

    /// A member that every version of the status has is not there.
    struct Missing: Error, CustomStringConvertible {
        let name: String
        var description: String { "it has no '\(name)'" }
    }

    init(from scanner: inout JSONScanner) throws(JSONSyntaxError) {
        try scanner.beginObject()
        while let name = try scanner.nextKey() {
            switch try scanner.peek() {
            case .string: texts[name] = try scanner.readString()
            case .number: numbers[name] = Int(try scanner.readNumberText())
            case .boolean: if try scanner.readBoolean() { flags.insert(name) }
            case .array: try readList(name, from: &scanner)
            case .object, .null: try scanner.skipValue()
            }
        }
    }

    private mutating func readList(
        _ name: String,
        from scanner: inout JSONScanner
    ) throws(JSONSyntaxError) {
        try scanner.beginArray()
        while try scanner.nextElement() {
            switch try scanner.peek() {
            case .object: lists[name, default: []].append(try StatusObject(from: &scanner))
            case .string: wordLists[name, default: []].append(try scanner.readString())
            case .number, .boolean, .null, .array: try scanner.skipValue()
            }
        }
    }

    func text(_ name: String) -> String? { texts[name] }
    func number(_ name: String) -> Int? { numbers[name] }
    func flag(_ name: String) -> Bool { flags.contains(name) }
    func list(_ name: String) -> [StatusObject] { lists[name] ?? [] }
    func words(_ name: String) -> [String] { wordLists[name] ?? [] }
    func moment(_ name: String) -> Timestamp? { texts[name].flatMap { Timestamp(rfc3339: $0) } }

    func string(_ name: String) throws(Missing) -> String {
        guard let text = texts[name] else { throw Missing(name: name) }
        return text
    }

    func integer(_ name: String) throws(Missing) -> Int {
        guard let number = numbers[name] else { throw Missing(name: name) }
        return number
    }
}
