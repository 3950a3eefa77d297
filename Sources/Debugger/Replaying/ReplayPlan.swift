import Flows

/// What is to be replayed, and how: what a shell asks of the service, and what the log keeps of a
/// batch, so that it can go on.
public struct ReplayPlan: Equatable, Sendable {
    public var mode: ReplayMode
    public var target: ReplayTarget
    public var edits: [DocumentChange]
    /// The flows, in the order in which they are replayed.
    public var origins: [FlowID]
    public var pace: ReplayPace
    /// A batch has a stream of its own in the log, a name, and can be continued.
    public var isBatch: Bool
    /// The condition that chose the flows, as it was typed.
    public var condition: String?
    /// Whether somebody confirmed that it may change something: else what is not safe is refused.
    public var allowsUnsafe: Bool

    public init(
        mode: ReplayMode,
        target: ReplayTarget = .origin,
        edits: [DocumentChange] = [],
        origins: [FlowID],
        pace: ReplayPace = ReplayPace(),
        isBatch: Bool = false,
        condition: String? = nil,
        allowsUnsafe: Bool = false
    ) {
        self.mode = mode
        self.target = target
        self.edits = edits
        self.origins = origins
        self.pace = pace
        self.isBatch = isBatch
        self.condition = condition
        self.allowsUnsafe = allowsUnsafe
    }

    /// The most flows of one batch: four megabytes of ids.
    public static let originLimit = 250_000

    /// Whether a flow's request or event is sent to another service, which the log knows nothing of.
    public var isRemote: Bool { target.remoteAddress != nil }
}

/// How fast a batch goes, and when it stops by itself.
public struct ReplayPace: Equatable, Sendable {
    /// Replays under way at a time.
    public var concurrency: Int
    /// The least time from the start of one replay to that of the next; 0: as fast as it goes.
    public var intervalMicroseconds: Int
    /// More failures than this stop the batch; nil: none do.
    public var failureLimit: Int?

    public static let defaultConcurrency = 16
    public static let highestConcurrency = 256

    public init(
        concurrency: Int = defaultConcurrency,
        intervalMicroseconds: Int = 0,
        failureLimit: Int? = nil
    ) {
        self.concurrency = concurrency
        self.intervalMicroseconds = intervalMicroseconds
        self.failureLimit = failureLimit
    }
}

extension ReplayPlan {
    /// One line of JSON, one more for each edit, then 16 bytes a flow.
    public var message: [UInt8] {
        var head = EventFieldWriter()
        head.put("mode", mode)
        head.put("to", target.text)
        head.put("edits", edits.count)
        head.put("count", origins.count)
        head.put("batch", isBatch)
        head.put("condition", condition)
        if allowsUnsafe { head.put("unsafe", true) }
        head.put("concurrency", pace.concurrency)
        head.put("intervalMicros", pace.intervalMicroseconds)
        head.put("failureLimit", pace.failureLimit)
        var bytes = head.finish() + [0x0A]
        for edit in edits {
            var line = EventFieldWriter()
            line.put("path", edit.path)
            line.put("value", edit.value)
            bytes += line.finish() + [0x0A]
        }
        bytes.reserveCapacity(bytes.count + origins.count * 16)
        for origin in origins { bytes += origin.bytes }
        return bytes
    }

    /// Reads what ``message`` gives.
    /// - Throws: what is wrong with it.
    public init(message: [UInt8]) throws(ReplayRefusal) {
        var rest = message[...]
        let head = try Self.fields(&rest)
        guard let mode = head.string("mode").flatMap({ ReplayMode(rawValue: $0) }),
            let editCount = head.integer("edits"), let count = head.integer("count"),
            0...1000 ~= editCount, 1...Int64(Self.originLimit) ~= count
        else { throw ReplayRefusal("the request says not what is to be replayed") }
        var edits: [DocumentChange] = []
        for _ in 0..<editCount {
            let fields = try Self.fields(&rest)
            guard let path = fields.string("path") else {
                throw ReplayRefusal("an edit of the request names no path")
            }
            edits.append(DocumentChange(path: path, value: fields.string("value")))
        }
        guard rest.count == Int(count) * 16 else {
            throw ReplayRefusal("the request has \(rest.count) bytes of ids for \(count) flows")
        }
        var origins: [FlowID] = []
        origins.reserveCapacity(Int(count))
        for start in stride(from: rest.startIndex, to: rest.endIndex, by: 16) {
            guard let id = FlowID(bytes: Array(rest[start..<(start + 16)])) else {
                throw ReplayRefusal("the request has an id that is none")
            }
            origins.append(id)
        }
        self.init(
            mode: mode,
            target: try head.string("to").map { text throws(ReplayRefusal) in
                try ReplayTarget(text)
            } ?? .origin,
            edits: edits,
            origins: origins,
            pace: ReplayPace(
                concurrency: min(
                    max(1, Int(head.integer("concurrency") ?? 1)),
                    ReplayPace.highestConcurrency
                ),
                intervalMicroseconds: max(0, Int(head.integer("intervalMicros") ?? 0)),
                failureLimit: head.integer("failureLimit").map { Int($0) }
            ),
            isBatch: head.boolean("batch") ?? false,
            condition: head.string("condition"),
            allowsUnsafe: head.boolean("unsafe") ?? false
        )
    }

    private static func fields(_ rest: inout ArraySlice<UInt8>) throws(ReplayRefusal) -> EventFields
    {
        let line = rest.prefix { $0 != 0x0A }
        rest = rest.dropFirst(line.count + 1)
        do {
            return try EventFields(json: Array(line))
        } catch {
            throw ReplayRefusal("the request cannot be read: \(error)")
        }
    }
}
