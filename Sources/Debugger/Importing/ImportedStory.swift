import EventStore
import Flows

/// One record of another system as the events of a flow: no more than the record tells.
public struct ImportedStory: Sendable {
    public struct Event: Sendable {
        public var event: FlowEvent
        public var contents: [Content]
        /// The source's time; nil when it does not tell.
        public var occurredAt: Timestamp?

        init(_ event: FlowEvent, _ contents: [Content] = [], at occurredAt: Timestamp? = nil) {
            self.event = event
            self.contents = contents
            self.occurredAt = occurredAt
        }
    }

    public var origin: ImportOrigin
    /// The file and the place in it: `failures.json:12`.
    public var place: String
    /// The earliest time that the record tells.
    public var startedAt: Timestamp?
    /// In their order, without `imported`.
    public var events: [Event]
    public let id: FlowID

    /// `key` is the record's own id at its source; without one, its content makes the identity.
    init(
        _ origin: ImportOrigin,
        place: ImportPlace,
        key: String?,
        startedAt: Timestamp?,
        events: [Event]
    ) {
        self.origin = origin
        self.place = place.description
        self.startedAt = startedAt
        self.events = events
        let content = key.map { Array($0.utf8) } ?? StoryFrame.content(of: events)
        id = FlowID(ofImported: Array("\(origin.format)\n".utf8) + content, at: startedAt)
    }

    /// As it comes from the wire.
    init(
        id: FlowID,
        origin: ImportOrigin,
        place: String,
        startedAt: Timestamp?,
        events: [Event]
    ) {
        self.id = id
        self.origin = origin
        self.place = place
        self.startedAt = startedAt
        self.events = events
    }

    /// The events for the log, `imported` first.
    func newEvents(batch: FlowID, operatorName: String) -> [NewEvent] {
        var origin = origin
        origin.batch = batch
        let note = FlowEvent.noted(Noted(.imported, operatorName: operatorName, origin: origin))
        let first = NewEvent(
            note,
            contents: [Content(.text, Array(place.utf8))],
            at: startedAt ?? .unknown
        )
        return [first]
            + events.map {
                NewEvent($0.event, contents: $0.contents, at: $0.occurredAt ?? .unknown)
            }
    }

    /// The note that names the function of a flow whose record does not; nil when this story does not
    /// name it either.
    func naming(batch: FlowID, operatorName: String) -> NewEvent? {
        guard let function = triggered?.function else { return nil }
        var origin = origin
        origin.batch = batch
        origin.function = function
        return NewEvent(
            .noted(Noted(.imported, operatorName: operatorName, origin: origin)),
            contents: [Content(.text, Array(place.utf8))],
            at: .unknown
        )
    }

    public var sent: Sent? {
        for event in events { if case .sent(let sent) = event.event { return sent } }
        return nil
    }

    public var triggered: Triggered? {
        for event in events { if case .triggered(let event) = event.event { return event } }
        return nil
    }

    /// The target of the request, when it is known.
    public var path: String? {
        for event in events {
            guard let message = event.contents.first(where: { $0.name == .request }) else {
                continue
            }
            return (try? MessageHead.split(message.bytes))?.head.path
        }
        return nil
    }

    public var status: Int? {
        for event in events { if case .returned(let event) = event.event { return event.status } }
        return nil
    }
}

/// A place in a file, as errors and origins name it.
public struct ImportPlace: Equatable, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int?
    /// As in `$.Messages[3].Body`.
    public let path: String?

    public init(file: String, line: Int? = nil, path: String? = nil) {
        self.file = file
        self.line = line
        self.path = path
    }

    public var description: String {
        // In a document that begins with the file, the path alone says where.
        let number = path != nil && line == 1 ? nil : line
        return file + (number.map { ":\($0)" } ?? "") + (path.map { " \($0)" } ?? "")
    }

    func at(_ path: String) -> ImportPlace {
        ImportPlace(file: file, line: line, path: (self.path ?? "$") + path)
    }
}

/// A record that cannot be imported: where it stands and what is wrong with it.
public struct ImportProblem: Error, Equatable, Sendable, CustomStringConvertible {
    public let place: ImportPlace
    public let reason: String
    /// What to do next, when there is something.
    public let hint: String?

    init(_ place: ImportPlace, _ reason: String, hint: String? = nil) {
        self.place = place
        self.reason = reason
        self.hint = hint
    }

    public var description: String { "\(place): \(reason)" }
}

/// What a set of files has: the stories, and the records that are none.
public struct ImportReading: Sendable {
    public internal(set) var stories: [ImportedStory] = []
    public internal(set) var problems: [ImportProblem] = []
    /// Things left out that are no fault of the file, in words.
    public internal(set) var notes: [String] = []

    mutating func add(_ body: () throws(ImportProblem) -> ImportedStory?) {
        do {
            if let story = try body() { stories.append(story) }
        } catch {
            problems.append(error)
        }
    }
}

/// A file to import from.
public struct ImportSource: Sendable {
    /// As the user named it; only its last part goes on record.
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    public var fileName: String { name.split(separator: "/").last.map { String($0) } ?? name }

    func place(line: Int? = nil, path: String? = nil) -> ImportPlace {
        ImportPlace(file: fileName, line: line, path: path)
    }
}
